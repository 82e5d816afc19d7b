import { describe, expect, it } from "vitest";
import { planList, takeList } from "./lists.ts";

function planned(kind: "population" | "siblings", headings: readonly string[]) {
  const plan = planList(kind, headings, "lista.csv");
  if (!plan.ok) throw new Error(plan.failure.code);
  return plan.value;
}

describe("the list of a population", () => {
  const plan = planned("population", ["\uFEFFTerritorio", "Año", "dimension", "Nota", "GRUPO", "n"]);
  const take = (...cells: string[]) => takeList(plan, undefined)(cells, 2)[0];

  it("is known by its headings in Spanish and English, whatever stands beside them", () => {
    expect(plan.ignored).toEqual(["Nota"]);
    expect(planList("population", ["territory", "year", "dimension", "group"], "f.csv")).toEqual({
      ok: false,
      failure: { code: "missing_column", file: "f.csv", name: "n", table: "Population" },
    });
    expect(
      planList("population", ["territory", "territorio", "year", "dimension", "group", "n"], "f.csv"),
    ).toMatchObject({
      failure: { code: "repeated_column", name: "territory" },
    });
  });

  it.each([
    [["Norte", "2018", "sexo", "", "Niñas", "120"], { DIMENSION: "sex", GROUP: "female", N: "120" }],
    [["Norte", "2018", "Edad", "", "de 1 a 4", "7.0"], { DIMENSION: "age", GROUP: "1-4", N: "7" }],
    [["Norte", "2018", "ethnicity", "", "White British", "0"], { DIMENSION: "ethnicity", GROUP: "WBRI" }],
    [["Norte", "2018", "Origen étnico", "", "Mapuche", "9"], { DIMENSION: "ethnicity", GROUP: "Mapuche" }],
    [["Norte", "2018", "total", "", "", "900"], { DIMENSION: "all", GROUP: "all" }],
    [["Norte", "2018", "territory", "", "O3", "31"], { DIMENSION: "territory", GROUP: "O3" }],
  ])("is read by the words of the screen and by their codes: %j", (cells, values) => {
    expect(take(...cells)).toMatchObject({
      table: "Population",
      child: "",
      year: 2018,
      values: { TERRITORY: "Norte", ...values },
    });
  });

  it.each([
    ["territory_missing", ["", "2018", "sex", "", "female", "1"]],
    ["year_unclear", ["Norte", "ayer", "sex", "", "female", "1"]],
    ["dimension_unknown", ["Norte", "2018", "renta", "", "alta", "1"]],
    ["group_unknown", ["Norte", "2018", "age", "", "18-20", "1"]],
    ["group_unknown", ["Norte", "2018", "ethnicity", "", "", "1"]],
    ["count_unclear", ["Norte", "2018", "sex", "", "female", "1.200"]],
    ["count_unclear", ["Norte", "2018", "sex", "", "female", "-4"]],
    ["formula", ["Norte", "2018", "sex", "", "female", "=1+1"]],
  ])("refuses a row and says why: %s", (refused, cells) => {
    expect(take(...cells)).toMatchObject({ refused });
  });

  it("refuses the second row about the same group", () => {
    const rows = takeList(plan, undefined);
    expect(rows(["Norte", "2018", "sex", "", "female", "1"], 2)[0]).not.toHaveProperty("refused");
    expect(rows(["NORTE", "2018", "Sexo", "", "niñas", "2"], 3)[0]).toMatchObject({ refused: "row_repeated" });
    expect(rows(["Norte", "2019", "sex", "", "female", "2"], 4)[0]).not.toHaveProperty("refused");
    expect(rows(["", " ", "", "", "", ""], 5)).toEqual([]);
  });
});

describe("the list of siblings", () => {
  const plan = planned("siblings", ["child", "sibling"]);

  it("is the same pair in either order, once", () => {
    const rows = takeList(plan, 2018);
    expect(rows(["9", "10.0"], 2)).toMatchObject([
      { table: "Siblings", child: "10", year: 2018, values: { SIBLING: "9" } },
    ]);
    expect(rows(["10", "9"], 3)).toMatchObject([{ refused: "row_repeated" }]);
  });

  it.each([
    ["child_missing", ["", "9"]],
    ["child_missing", ["9", " "]],
    ["same_child", ["9", "9.0"]],
  ])("refuses a row and says why: %s", (refused, cells) => {
    expect(takeList(plan, 2018)(cells, 2)).toMatchObject([{ refused }]);
  });
});
