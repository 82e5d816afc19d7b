import { describe, expect, it, test } from "vitest";
import { drawPicture } from "./drawPicture.ts";
import { EXAMPLES } from "./examplePictures.testdata.ts";
import type { PictureOf } from "./picture.ts";
import { pictureTable } from "./pictureTable.ts";

const words = { es: "puntos", en: "points" };
const told = { title: words, description: words, unit: words };

describe.each(EXAMPLES.map((picture) => [picture.kind, picture] as const))("the table of «%s»", (_, picture) => {
  it("has as many cells in each row as headings, and none empty", () => {
    for (const language of ["es", "en"] as const) {
      const { head, rows } = pictureTable(picture, language);
      expect(rows.length).toBeGreaterThan(0);
      expect([head, ...rows].every((row) => row.length === head.length && row.every((cell) => cell !== ""))).toBe(true);
    }
  });
});

it("says the numbers of the picture, the sides of distances too", () => {
  const balance = EXAMPLES.find((one) => one.kind === "balance") as PictureOf<"balance">;
  expect(pictureTable(balance, "es").rows[1]).toEqual(["Monoparental", "−0,22", "0,02"]);
  expect(pictureTable(balance, "en").rows[1]).toEqual(["Monoparental", "−0.22", "0.02"]);
});

it("writes in a forest what the drawing writes beside its rows", () => {
  const forest = EXAMPLES.find((one) => one.kind === "forest") as PictureOf<"forest">;
  const drawn = drawPicture(forest, { width: 720, language: "es" }).marks.flatMap((mark) =>
    mark.kind === "text" ? [mark.text] : [],
  );
  for (const [, value, low, high] of pictureTable(forest, "es").rows) {
    expect(drawn).toContain(`${value} (de ${low} a ${high})`);
  }
});

it("tells shares as so many of every hundred", () => {
  const points = [{ at: 30, value: 0.874, low: 0.8, high: 0.93 }];
  const table = pictureTable({ kind: "curves", ...told, series: [{ arm: "programme", points }] }, "es");
  expect(table.rows).toEqual([["30", "Programa", "87", "80", "93"]]);
});

it("never tells a count under five", () => {
  const bins = [0, 1, 4, 5].map((programme, at) => ({ from: at / 4, to: (at + 1) / 4, programme, comparison: 1234 }));
  const { rows } = pictureTable({ kind: "overlap", ...told, bins }, "es");
  expect(rows.map((row) => row[2])).toEqual(["0", "menos de 5", "menos de 5", "5"]);
  expect(rows[0]?.[3]).toBe("1.234");
  const cells = [{ at: 1, mean: 2, n: 3 }];
  const cutOff = pictureTable({ kind: "cut_off", ...told, bins: cells, cutoff: 1, lines: [], across: words }, "en");
  expect(cutOff.rows[0]?.[2]).toBe("fewer than 5");
});

test.each([
  [Number.POSITIVE_INFINITY, "sin límite"],
  [-3.456, "−3,5"],
  [0, "0,0"],
])("an end of %d reads %s", (high, text) => {
  const rows = [{ label: words, value: -4, low: -5, high }];
  expect(pictureTable({ kind: "forest", ...told, rows, none: 0 }, "es").rows[0]?.[3]).toBe(text);
});

it("has no column for what came after where nothing was done", () => {
  const rows = [{ label: "Edad", before: 0.3, after: null }];
  const table = pictureTable({ kind: "balance", ...told, rows, limits: [0.1, 0.25] }, "es");
  expect(table).toEqual({ head: ["Característica", "Antes"], rows: [["Edad", "0,30"]] });
});
