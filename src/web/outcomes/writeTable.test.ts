import { parquetReadObjects } from "hyparquet";
import readWorkbook from "read-excel-file/node";
import { expect, it } from "vitest";
import type { FigureTable } from "./figureTables.ts";
import { codebookCsv, codebookOf, csvOf, parquetOf, workbookOf } from "./writeTable.ts";

const TABLE: FigureTable = {
  columns: ["outcome", "name", "value", "hidden"],
  rows: [
    [1, 'Entradas; "todas"', 2.5, false],
    [null, "=SUM(A1)", null, true],
    [3, "-12 de abril", -1250.25, false],
  ],
};

it("a table in Spanish opens in Excel with a double click: semicolons, decimal commas, byte-order mark", () => {
  expect(csvOf(TABLE, "es")).toBe(
    [
      "\ufeffResultado;Nombre;Valor;Oculto",
      '1;"Entradas; ""todas""";2,5;0',
      ";'=SUM(A1);;1",
      "3;'-12 de abril;-1250,25;0",
      "",
    ].join("\r\n"),
  );
});

it("in English it has commas and points, and a text never runs as a formula", () => {
  const [, , second, third] = csvOf(TABLE, "en").split("\r\n");
  expect(second).toBe(",'=SUM(A1),,1");
  expect(third).toBe("3,'-12 de abril,-1250.25,0");
});

it("the codebook explains every column, in the file itself or beside it", () => {
  expect(codebookOf(TABLE, "es").map(([name]) => name)).toEqual(["Columna", "outcome", "name", "value", "hidden"]);
  expect(codebookCsv(TABLE, "en")).toContain(
    '"value","Value","number","Value in its unit; empty when unknown or hidden"',
  );
});

it("Parquet gives back the same values, types and nothing for what is hidden", async () => {
  const rows = await parquetReadObjects({ file: await parquetOf(TABLE, "es") });
  expect(rows).toEqual([
    { outcome: 1, name: 'Entradas; "todas"', value: 2.5, hidden: false },
    { outcome: null, name: "=SUM(A1)", value: null, hidden: true },
    { outcome: 3, name: "-12 de abril", value: -1250.25, hidden: false },
  ]);
});

it("the workbook has the figures and the dictionary, and texts stay texts", async () => {
  const book = Buffer.from(await (await workbookOf(TABLE, "es")).arrayBuffer());
  const sheets = await readWorkbook(book);
  expect(sheets.map(({ sheet }) => sheet)).toEqual(["Cifras", "Diccionario"]);
  expect(sheets[0]?.data).toEqual([
    ["Resultado", "Nombre", "Valor", "Oculto"],
    [1, 'Entradas; "todas"', 2.5, false],
    [null, "=SUM(A1)", null, true],
    [3, "-12 de abril", -1250.25, false],
  ]);
});
