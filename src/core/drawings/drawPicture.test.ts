import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { anyPicture } from "./anyPicture.testdata.ts";
import { drawPicture } from "./drawPicture.ts";
import { EXAMPLES } from "./examplePictures.testdata.ts";
import { type Box, textBox } from "./marks.ts";
import type { Picture } from "./picture.ts";
import type { Mark, Scene } from "./scene.ts";

const WIDTHS = [328, 720];
const widths = fc.constantFrom(240, 328, 390, 519, 520, 720, 1100);
const languages = fc.constantFrom("es" as const, "en" as const);

function boxOf(mark: Mark): Box {
  switch (mark.kind) {
    case "line":
      return {
        left: Math.min(mark.x1, mark.x2),
        right: Math.max(mark.x1, mark.x2),
        top: Math.min(mark.y1, mark.y2),
        bottom: Math.max(mark.y1, mark.y2),
      };
    case "path": {
      const numbers = (mark.d.match(/-?[\d.]+(?:e[-+]?\d+)?/g) ?? []).map(Number);
      const [xs, ys] = [numbers.filter((_, at) => at % 2 === 0), numbers.filter((_, at) => at % 2 === 1)];
      return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    }
    case "dot":
      return { left: mark.x - mark.r, right: mark.x + mark.r, top: mark.y - mark.r, bottom: mark.y + mark.r };
    case "bar":
      return { left: mark.x, right: mark.x + mark.width, top: mark.y, bottom: mark.y + mark.height };
    case "text":
      return textBox(mark);
  }
}

/** Marks that stick out of the frame, or are nowhere. */
function outside(scene: Scene): readonly Mark[] {
  return scene.marks.filter((mark) => {
    const { left, right, top, bottom } = boxOf(mark);
    const inside = left >= -0.5 && right <= scene.width + 0.5 && top >= -0.5 && bottom <= scene.height + 0.5;
    return !inside;
  });
}

function overlappingTexts(scene: Scene): readonly string[] {
  const texts = scene.marks.filter((mark) => mark.kind === "text").map((mark) => ({ mark, box: textBox(mark) }));
  return texts.flatMap((one, at) =>
    texts.slice(at + 1).flatMap((other) => {
      const apart =
        one.box.right <= other.box.left ||
        other.box.right <= one.box.left ||
        one.box.bottom <= other.box.top ||
        other.box.bottom <= one.box.top;
      return apart ? [] : [`«${one.mark.text}» and «${other.mark.text}»`];
    }),
  );
}

const isText = (mark: Mark) => mark.kind === "text";

describe("any picture", () => {
  it("stays inside its frame, whatever its numbers and names", () => {
    fc.assert(
      fc.property(anyPicture, widths, languages, (picture, width, language) => {
        expect(outside(drawPicture(picture, { width, language }))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("is drawn the same every time", () => {
    fc.assert(
      fc.property(anyPicture, widths, (picture, width) => {
        const draw = () => JSON.stringify(drawPicture(picture, { width, language: "es" }));
        expect(draw()).toBe(draw());
      }),
      { numRuns: 50 },
    );
  });

  it("has no text smaller than twelve pixels", () => {
    fc.assert(
      fc.property(anyPicture, widths, (picture, width) => {
        const sizes = drawPicture(picture, { width, language: "en" }).marks.filter(isText);
        expect(sizes.every((mark) => mark.kind === "text" && mark.size >= 12)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe.each(EXAMPLES.map((picture) => [picture.kind, picture] as const))("the picture «%s»", (_, picture) => {
  test.each(WIDTHS)("has no name on another, %i wide", (width) => {
    for (const language of ["es", "en"] as const) {
      expect(overlappingTexts(drawPicture(picture, { width, language }))).toEqual([]);
    }
  });

  test.each(WIDTHS)("has round values on its axes, %i wide", (width) => {
    const written = drawPicture(picture, { width, language: "es" }).marks.filter(isText).length;
    expect(written).toBeGreaterThanOrEqual(5);
  });

  it("with nothing in it is an empty frame, not an error", () => {
    const scene = drawPicture(emptied(picture), { width: 328, language: "es" });
    expect(outside(scene)).toEqual([]);
    expect(scene.height).toBeGreaterThan(40);
  });
});

function emptied(picture: Picture): Picture {
  switch (picture.kind) {
    case "balance":
    case "forest":
      return { ...picture, rows: [] };
    case "curves":
      return { ...picture, series: [] };
    case "overlap":
      return { ...picture, bins: [] };
    case "cut_off":
      return { ...picture, bins: [], lines: [] };
    default:
      return { ...picture, points: [] } as Picture;
  }
}

const words = { es: "puntos", en: "points" };
const told = { title: words, description: words, unit: words };

describe("arms", () => {
  const scenes = EXAMPLES.map(
    (picture) => [picture.kind, drawPicture(picture, { width: 720, language: "es" })] as const,
  );

  test.each(scenes.filter(([kind]) => ["curves", "changes"].includes(kind)))(
    "differ in their line, not only in colour: %s",
    (_, scene) => {
      const lines = scene.marks.filter((mark) => mark.kind === "path" && !mark.filled);
      const dashed = (ink: string) =>
        lines.filter((mark) => mark.ink === ink).map((mark) => "dashed" in mark && mark.dashed);
      expect(dashed("programme")).toEqual([false]);
      expect(dashed("comparison")).toEqual([true]);
    },
  );

  it("differ in their filling in the histogram, and go to opposite sides", () => {
    const scene = scenes.find(([kind]) => kind === "overlap")?.[1];
    const bars = scene?.marks.filter((mark) => mark.kind === "bar") ?? [];
    const zero = Math.min(...bars.filter(({ hatched }) => hatched).map(({ y }) => y));
    expect(bars.filter(({ ink }) => ink === "programme").every(({ y, hatched }) => y < zero && !hatched)).toBe(true);
    expect(bars.filter(({ ink }) => ink === "comparison").every(({ y, hatched }) => y === zero && hatched)).toBe(true);
  });

  it("have their names at their lines", () => {
    const scene = scenes.find(([kind]) => kind === "changes")?.[1];
    const at = (name: string) => scene?.marks.find((mark) => mark.kind === "text" && mark.text === name);
    const [programme, comparison] = [at("Programa"), at("Comparación")];
    expect(programme?.kind === "text" && comparison?.kind === "text" && programme.y > comparison.y).toBe(true);
  });
});

describe("intervals", () => {
  it("without an end are arrows at the edge and do not flatten the others", () => {
    const rows = [
      { label: words, value: -3, low: -5, high: -1 },
      { label: words, value: -2, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY },
    ];
    const scene = drawPicture({ kind: "forest", ...told, rows, none: 0 }, { width: 720, language: "es" });
    expect(outside(scene)).toEqual([]);
    const thick = scene.marks.filter((mark) => mark.kind === "line" && mark.width === 2);
    expect(thick).toHaveLength(1 + 1 + 4);
    expect(scene.marks).toContainEqual(expect.objectContaining({ text: "−2,0 (de sin límite a sin límite)" }));
  });

  it("of ratios lie as far from one when halved as when doubled", () => {
    const rows = [0.5, 2].map((value) => ({ label: words, value, low: value * 0.8, high: value * 1.2 }));
    const scene = drawPicture({ kind: "forest", ...told, rows, none: 1 }, { width: 720, language: "es" });
    const [half, double] = scene.marks.filter((mark) => mark.kind === "dot").map(({ x }) => x);
    const one = scene.marks.find((mark) => mark.kind === "line" && mark.ink === "limit");
    expect(one?.kind === "line" && Math.abs(one.x1 - ((half ?? 0) + (double ?? 0)) / 2)).toBeLessThan(0.2);
  });
});

it("counts under five look alike, so that nobody is recognised by them", () => {
  const heights = [1, 2, 3, 4].map((programme) => {
    const bins = [{ from: 0, to: 0.5, programme, comparison: 9 }];
    const scene = drawPicture({ kind: "overlap", ...told, bins }, { width: 328, language: "es" });
    return scene.marks.find((mark) => mark.kind === "bar" && mark.ink === "programme");
  });
  expect(new Set(heights.map((bar) => JSON.stringify(bar))).size).toBe(1);
});
