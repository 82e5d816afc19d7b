import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { makeReport } from "../reports/makeReport.ts";
import { reportContent } from "./reportContent.ts";
import { HOSTILE, RESULT, TOLD } from "./toldStudy.testdata.ts";

const telling = { language: "es", timeZone: "Europe/Madrid" } as const;
const headings = (content: ReturnType<typeof reportContent>) =>
  content.blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []));

describe("the report of a study", () => {
  it("goes from the sentence through pictures, doubts and numbers to the protocol", () => {
    const { blocks } = reportContent(TOLD, telling);
    expect(blocks[0]).toEqual({ kind: "lead", text: RESULT.headline.es });
    expect(headings(reportContent(TOLD, telling))).toEqual([
      "Lo que se ve",
      "Qué tan seguro es",
      "Qué podría estar mal",
      "Los números",
      "Lo que cuesta",
      "Lo que se hizo de otro modo",
      "El protocolo",
      "Palabras",
    ]);
  });

  it("says the smallest difference it could have seen whatever it found, a null result too", () => {
    const nothing = { ...TOLD, result: { ...RESULT, verdict: "no_clear_difference" as const, estimate: null } };
    const text = JSON.stringify(reportContent(nothing, telling).blocks);
    expect(text).toContain("habría visto en cuatro de cada cinco estudios como este: 3,1 puntos.");
  });

  it("says first why it cannot tell, and what can be said", () => {
    const words = { es: "Hay pocas familias.", en: "There are few families." };
    const refused = {
      ...TOLD,
      cost: null,
      result: { ...RESULT, refusals: [{ code: "few", words }], stillSaid: [words] },
    };
    expect(headings(reportContent(refused, telling)).slice(0, 2)).toEqual([
      "Por qué no se puede decir más",
      "Lo que sí se puede decir",
    ]);
  });

  it("names deviations with their reason, and says so when there are none", () => {
    expect(JSON.stringify(reportContent(TOLD, telling))).toContain(
      "Se midió a los 13 meses en un municipio — hubo inundaciones (anotado: 10 de junio de 2026, Elena Prats)",
    );
    const none = JSON.stringify(reportContent({ ...TOLD, deviations: [] }, telling));
    expect(none).toContain("no se anotó ningún desvío");
  });

  it("never tells a count under five", () => {
    const content = reportContent(TOLD, telling);
    const groups = content.blocks.find((block) => block.kind === "table" && block.title === "Los dos grupos");
    expect(groups?.kind === "table" && groups.table.rows[0]?.slice(0, 3)).toEqual(["Programa", "45", "menos de 5"]);
  });

  it("shortens a very long table and says so", () => {
    const points = Array.from({ length: 500 }, (_, at) => ({ at, value: 0.5, low: 0.4, high: 0.6 }));
    const told = { es: "x", en: "x" };
    const picture = {
      kind: "curves" as const,
      title: told,
      description: told,
      unit: told,
      series: [{ arm: "programme" as const, points }],
    };
    const { blocks } = reportContent({ ...TOLD, result: { ...RESULT, pictures: [picture] } }, telling);
    const block = blocks.find(({ kind }) => kind === "picture");
    const rows = block?.kind === "picture" ? block.table.rows : [];
    expect(rows.length).toBeLessThan(40);
    expect(rows.at(-2)?.[0]).toBe("499");
    expect(rows.at(-1)?.[0]).toContain("Una de cada 16 filas");
  });
});

/** Text of a PDF as readers take it out, where poppler is at hand. */
function textOf(pdf: Uint8Array): string | undefined {
  try {
    return execFileSync("pdftotext", ["-layout", "-", "-"], {
      input: pdf,
      stdio: ["pipe", "pipe", "ignore"],
    }).toString();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Every object of a PDF, those in compressed streams too. */
function insides(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf).toString("latin1");
  const streams = [...raw.matchAll(/stream\r?\n/g)].map(({ index, 0: mark }) => {
    try {
      return inflateSync(Buffer.from(pdf).subarray(index + mark.length)).toString("latin1");
    } catch {
      return "";
    }
  });
  return [raw, ...streams].join("\n");
}

const linux = process.platform === "linux" && process.arch === "x64";

describe.runIf(linux)("its PDF", () => {
  const written = (language: "es" | "en", told = TOLD) => makeReport(reportContent(told, { ...telling, language }));

  it.each(["es", "en"] as const)("is accessible (PDF/UA-1) and says the sentence, in %s", async (language) => {
    const made = await written(language);
    if (!made.ok) throw new Error(JSON.stringify(made.failure));
    if (process.env.KEEP_REPORT) writeFileSync(`${process.env.KEEP_REPORT}/${language}.pdf`, made.value);
    const inside = insides(made.value);
    expect(inside).toMatch(/pdfuaid:part>\s*1|pdfuaid:part="1"/);
    expect(inside).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(inside).toContain(`/Lang (${language})`);
    expect(inside).toContain("/DisplayDocTitle true");
    expect(inside.match(/\/S\s*\/Figure/g)?.length).toBe(RESULT.pictures.length + 2);
    expect(inside.match(/\/S\s*\/TH\b/g)?.length).toBeGreaterThan(RESULT.pictures.length);
    const text = textOf(made.value)?.replace(/\s+/g, " ");
    if (text !== undefined) expect(text).toContain(RESULT.headline[language].slice(0, 60));
  });

  it("is the same to the byte when made again", async () => {
    const [once, again] = [await written("es"), await written("es")];
    expect(once.ok && again.ok && Buffer.from(once.value).equals(Buffer.from(again.value))).toBe(true);
  });

  it("prints whatever people wrote as text, never as an order", async () => {
    const nasty = HOSTILE.join(" · ");
    const words = { es: nasty, en: nasty };
    const pictures = [
      {
        kind: "forest" as const,
        title: words,
        description: words,
        unit: words,
        none: 0,
        rows: [{ label: words, value: 1, low: 0, high: 2 }],
      },
    ];
    const result = {
      ...RESULT,
      headline: words,
      pictures,
      cautions: HOSTILE.map((text) => ({ code: "x", words: { es: text, en: text } })),
    };
    const made = await written("es", { ...TOLD, title: nasty, question: nasty, result });
    if (!made.ok) throw new Error(JSON.stringify(made.failure));
    const text = textOf(made.value)?.replace(/\s+/g, " ");
    if (text !== undefined) for (const one of HOSTILE) expect(text).toContain(one.replace(/\s+/g, " "));
  });
});

it("on a machine without a typesetter says so", async () => {
  const made = await makeReport(reportContent(TOLD, telling), "");
  expect(made.ok).toBe(false);
});
