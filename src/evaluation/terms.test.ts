import { describe, expect, it } from "vitest";
import { parseCsv, type Table } from "./table.ts";
import { buildDesign, groupColumn, numberColumn } from "./terms.ts";

function tableOf(text: string): Table {
  const table = parseCsv(text);
  if (!table.ok) throw new Error(JSON.stringify(table.failure));
  return table.value;
}

const table = tableOf("edad,sexo,antes,despues,tramo,a:b\n2,M,1,4,1,7\n3,F,5,4,2,8\n,F,0,1,2,9\n4,,2,2,1,10\n");

function valuesOf(name: string, from: Table = table) {
  const values = numberColumn(from, name);
  return values.ok ? [...values.value] : values.failure;
}

describe("what a term means", () => {
  it("is a column, a power or a product", () => {
    expect(valuesOf("edad")).toEqual([2, 3, Number.NaN, 4]);
    expect(valuesOf("edad^3")).toEqual([8, 27, Number.NaN, 64]);
    expect(valuesOf("antes:despues")).toEqual([4, 20, 0, 4]);
    expect(valuesOf("sexo=F:antes")).toEqual([0, 5, 0, Number.NaN]);
  });
  it("is an indicator by text, missing where the column is missing", () => {
    expect(valuesOf("sexo=F")).toEqual([0, 1, 1, Number.NaN]);
    expect(valuesOf("tramo=2")).toEqual([0, 1, 1, 0]);
    expect(valuesOf("tramo = 1")).toEqual([1, 0, 0, 1]);
  });
  it("is a difference of two columns", () => {
    expect(valuesOf("despues - antes")).toEqual([3, -1, 1, 0]);
  });
  it("is the column itself where a column is called so, and a word may hold any sign", () => {
    expect(valuesOf("a:b")).toEqual([7, 8, 9, 10]);
    const zones = tableOf("zona,x\nNorte - Este,1\n12:30,2\n");
    expect(valuesOf("zona=Norte - Este", zones)).toEqual([1, 0]);
    expect(valuesOf("zona=12:30", zones)).toEqual([0, 1]);
  });
  it("is refused with the column and the row where it cannot be read", () => {
    expect(valuesOf("peso")).toEqual({ code: "unknown_column", column: "peso" });
    expect(valuesOf("sexo")).toEqual({ code: "not_a_number", column: "sexo", row: 1 });
    expect(valuesOf("__proto__")).toEqual({ code: "unknown_column", column: "__proto__" });
  });
});

describe("a design", () => {
  it("drops and counts rows that lack a value of a term or of what else is needed", () => {
    const also = Float64Array.from([1, Number.NaN, 1, 1]);
    const built = buildDesign(table, ["edad", "antes"], { intercept: true, also: [also] });
    expect(built.ok && [built.value.X.names, [...built.value.rows], built.value.dropped]).toEqual([
      ["(Intercept)", "edad", "antes"],
      [0, 3],
      2,
    ]);
  });
  it("refuses a design without rows", () => {
    const empty = tableOf("a,b\n1,\n,2\n");
    expect(buildDesign(empty, ["a", "b"], { intercept: true })).toEqual({ ok: false, failure: { code: "no_rows" } });
  });
  it("groups words in order of appearance and numbers by size", () => {
    const sexes = groupColumn(table, "sexo");
    expect(sexes.ok && [[...sexes.value.codes], sexes.value.levels]).toEqual([
      [0, 1, 1, -1],
      ["M", "F"],
    ]);
    const ages = groupColumn(table, "edad");
    expect(ages.ok && [[...ages.value.codes], ages.value.levels]).toEqual([
      [0, 1, -1, 2],
      ["2", "3", "4"],
    ]);
  });
});
