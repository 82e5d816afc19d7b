import { describe, expect, it } from "vitest";
import { parseCsv } from "./table.ts";

function read(text: string) {
  const table = parseCsv(text);
  if (!table.ok) throw new Error(JSON.stringify(table.failure));
  return table.value;
}

function numbers(text: string, name: string): readonly number[] {
  const column = read(text).columns.get(name);
  return column?.kind === "number" ? [...column.values] : [];
}

function words(text: string, name: string): readonly (string | undefined)[] {
  const column = read(text).columns.get(name);
  return column?.kind === "text" ? Array.from(column.codes, (code) => column.levels[code]) : [];
}

function failure(text: string) {
  const table = parseCsv(text);
  return table.ok ? undefined : table.failure;
}

describe("reading a table", () => {
  it("keeps rows in file order and an empty field as missing, never as 0", () => {
    expect(numbers("a,b\n1,2\n,3\n", "a")).toEqual([1, Number.NaN]);
  });
  it("reads a file with byte order mark, carriage returns and no last line end", () => {
    expect(numbers("\uFEFFa,b\r\n1,2\r\n3,4", "b")).toEqual([2, 4]);
  });
  it("reads quoted commas, line ends and doubled quotes", () => {
    expect(words('id,nombre\n1,"Vega, Ana"\n2,"dos\nlíneas"\n3,"dijo ""sí"""\n', "nombre")).toEqual([
      "Vega, Ana",
      "dos\nlíneas",
      'dijo "sí"',
    ]);
  });
  it("reads decimals exactly as the language's own numbers", () => {
    const written = ["0.1", "-12.345678901234", "1e-7", "123456789012345678", "4.35", ".5", "7.", "+2"];
    expect(numbers(`a\n${written.join("\n")}\n`, "a")).toEqual(written.map(Number));
  });
  it("takes a column with one word as words, so that a number read from it is refused, not guessed", () => {
    expect(words("a\n1\nx\n2\n", "a")).toEqual(["1", "x", "2"]);
  });
  it("does not take a decimal comma for a number", () => {
    expect(words('a,b\n"3,5",1\n', "a")).toEqual(["3,5"]);
  });
  it("does not take digits beyond the largest number for a number", () => {
    expect(words("a\n1e999\n", "a")).toEqual(["1e999"]);
  });
  it("takes NA and NaN as missing among numbers and as words among words", () => {
    expect(numbers("a\n1\nNA\nNaN\n", "a")).toEqual([1, Number.NaN, Number.NaN]);
    expect(words("a\nNA\nES\n", "a")).toEqual(["NA", "ES"]);
  });
  it("treats a column called __proto__ like any other", () => {
    expect(numbers("__proto__,constructor\n1,2\n", "__proto__")).toEqual([1]);
    expect(read("__proto__,constructor\n1,2\n").columns.size).toBe(2);
  });
  it("skips blank lines", () => {
    expect(numbers("a,b\n\n1,2\n\n3,4\n\n", "a")).toEqual([1, 3]);
  });
});

describe("a file that is no table", () => {
  it("says where a row has too many or too few values", () => {
    expect(failure("a,b\n1,2\n1,2,3\n")).toMatchObject({ code: "malformed_table", row: 2, reason: "too_many_fields" });
    expect(failure("a,b\n1,2\n1\n")).toMatchObject({ row: 2, field: "b", reason: "too_few_fields" });
  });
  it("says which quotes are wrong", () => {
    expect(failure('a,b\n1,"2\n')).toMatchObject({ row: 1, field: "b", reason: "unclosed_quote" });
    expect(failure('a,b\n1,"2"x\n')).toMatchObject({ row: 1, reason: "text_after_quote" });
    expect(failure('a,b\n1,2"x\n')).toMatchObject({ row: 1, reason: "quote_inside" });
  });
  it("refuses two columns of one name, an empty file, a NUL character and semicolons", () => {
    expect(failure("a,a\n1,2\n")).toMatchObject({ row: 0, field: "a", reason: "repeated_column" });
    expect(failure("")).toMatchObject({ reason: "empty" });
    expect(failure("a,b\n1,2\n3,\0\n")).toMatchObject({ row: 2, reason: "nul" });
    expect(failure("a;b\n1,5;2\n")).toMatchObject({ reason: "not_separated_by_commas" });
  });
});
