import { describe, expect, it } from "vitest";
import type { EvaluationFailure } from "./failure.ts";
import { failureText } from "./failureTexts.ts";
import { fewClusters, fewEvents, fewUnits, reasons, separated, smallEffectiveSize } from "./refusals.ts";

describe("a study does not go on", () => {
  it("with fewer than 8 units in an arm", () => {
    expect(fewUnits({ programa: 8, comparación: 8 })).toBeUndefined();
    expect(fewUnits({ programa: 9, comparación: 7 })).toMatchObject({ arm: "comparación", n: 7, needed: 8 });
  });
  it("with fewer than 4 clusters", () => {
    expect([fewClusters(4), fewClusters(3)?.code]).toEqual([undefined, "too_few_clusters"]);
  });
  it("with fewer than 5 events per coefficient", () => {
    expect([fewEvents(15, 3), fewEvents(14, 3)]).toMatchObject([undefined, { events: 14, needed: 15 }]);
  });
  it("with fewer than 20 effective units after weighting, or none", () => {
    expect(smallEffectiveSize({ treated: 20, control: 31 })).toBeUndefined();
    expect(smallEffectiveSize({ treated: 40, control: 19.9 })).toMatchObject({ n: 19.9, needed: 20 });
    expect(smallEffectiveSize({ treated: 40, control: Number.NaN })).toMatchObject({ n: 0 });
  });
  it("where the characteristics separate the arms", () => {
    expect([separated("none"), separated("quasi")]).toMatchObject([undefined, { kind: "quasi" }]);
  });
  it("and says all the reasons that apply", () => {
    expect(reasons(fewUnits({ a: 3 }), fewClusters(9), fewClusters(2)).map(({ code }) => code)).toEqual([
      "too_few_units",
      "too_few_clusters",
    ]);
  });
});

describe("a reason in words", () => {
  it("says in both languages what was found, what is needed and what can still be said", () => {
    const failure: EvaluationFailure = { code: "too_few_units", arm: "programa", n: 7, needed: 8 };
    expect(failureText(failure)).toBe(
      "Solo hay 7 en el grupo «programa» y hacen falta al menos 8. Se puede describir lo que pasó, pero no comparar.",
    );
    expect(failureText(failure, "en")).toContain("described, not compared");
  });
  it("names the row and the column of a table that cannot be read", () => {
    const failure = { code: "malformed_table", row: 4, field: "edad", reason: "too_few_fields" } as const;
    expect(failureText(failure)).toBe(
      "No se pudo leer la tabla: a la fila le faltan valores (fila 4, columna «edad»).",
    );
  });
});
