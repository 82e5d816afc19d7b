import { describe, expect, it } from "vitest";
import { addEvidence } from "./addEvidence.ts";
import { LIBRARY } from "./library.ts";
import { standingOf } from "./record.ts";

describe("a new version of a record", () => {
  it("begins at one and follows the version it was read at", () => {
    expect(addEvidence({ version: 0, shipped: false }, { baseVersion: 0, why: null })).toEqual({
      ok: true,
      value: { version: 1 },
    });
    expect(addEvidence({ version: 2, shipped: false }, { baseVersion: 2, why: "se retractó" })).toEqual({
      ok: true,
      value: { version: 3 },
    });
  });

  it("is refused over one that nobody has read", () => {
    expect(addEvidence({ version: 2, shipped: false }, { baseVersion: 1, why: "x" })).toMatchObject({
      failure: { code: "stale_version" },
    });
  });

  it("says why it corrects the one before", () => {
    for (const why of [null, "", "  "]) {
      for (const known of [
        { version: 1, shipped: false },
        { version: 0, shipped: true },
      ]) {
        expect(addEvidence(known, { baseVersion: known.version, why })).toMatchObject({
          failure: { code: "reason_missing" },
        });
      }
    }
  });
});

describe("at a glance", () => {
  it("findings without difference stand beside those in favour, in a fixed order", () => {
    const findings = (["none", "better", "none"] as const).map((effect) => ({ effect, text: "" }));
    expect(standingOf({ findings, corrections: [] })).toEqual({ effects: ["better", "none"], corrected: false });
  });

  it("a correction is never left out", () => {
    expect(standingOf({ findings: [], corrections: [{ on: null, text: "" }] })).toEqual({
      effects: [],
      corrected: true,
    });
  });
});

describe("the records that come with the product", () => {
  it("have each their own name, a source and both languages", () => {
    expect(new Set(LIBRARY.map(({ id }) => id)).size).toBe(LIBRARY.length);
    for (const { content } of LIBRARY) {
      expect(content.source).not.toBe("");
      const texts = [content.programme, content.study, ...content.findings.map(({ text }) => text)];
      expect(texts.every(({ es, en }) => es !== "" && en !== "")).toBe(true);
    }
  });

  it("keep null results, ratings against and studies whose results nobody found", () => {
    expect(LIBRARY.filter(({ content }) => standingOf(content).effects.includes("none")).length).toBeGreaterThanOrEqual(
      4,
    );
    expect(
      LIBRARY.flatMap(({ content }) => content.ratings).some(({ rating }) => /not currently meet/.test(rating.en)),
    ).toBe(true);
    expect(LIBRARY.some(({ content }) => content.design === "randomised" && content.findings.length === 0)).toBe(true);
  });
});
