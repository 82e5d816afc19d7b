import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { workbookOf } from "../../../tests/builders/workbook.ts";
import { readRegistryFile } from "./readFile.ts";

const text = "Nombre;Primer apellido;Municipio\nIñigo;Núñez;Coruña\n";

async function read(name: string, bytes: Buffer) {
  const file = await readRegistryFile(name, bytes, {});
  if (!file.ok) throw new Error(file.failure.code);
  return file.value;
}

const inline = (cell: string, words: string) => `<c r="${cell}" t="inlineStr"><is><t>${words}</t></is></c>`;
const headings = `<row r="1">${inline("A1", "Nombre")}${inline("B1", "Primer apellido")}${inline("C1", "Código municipio")}${inline("D1", "F. nacimiento")}${inline("E1", "DNI")}</row>`;

describe("a text file", () => {
  test.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8", iconv.encode(text, "utf8", { addBOM: true })],
    ["Windows-1252", iconv.encode(text, "win1252")],
    ["Windows-1252", iconv.encode(text, "latin1")],
    ["UTF-16", iconv.encode(text, "utf-16", { addBOM: true })],
    ["UTF-16", iconv.encode(text, "utf-16be", { addBOM: true })],
  ])("in %s keeps its accents", async (encoding, bytes) => {
    const { readAs, rows } = await read("lista.csv", bytes);
    expect(readAs).toBe(`CSV, «;», ${encoding}`);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ["Nombre", "Primer apellido", "Municipio"],
      ["Iñigo", "Núñez", "Coruña"],
    ]);
  });

  test.each([
    [",", 'a,b,c\n"1,5",2,3\n'],
    [";", "a;b;c\n1,5;2;3\n"],
    ["tab", "a\tb\tc\n1,5\t2\t3\n"],
    ["|", "sep=|\na|b|c\n1,5|2|3\n"],
  ])("finds out that its cells are apart by %s", async (sign, content) => {
    const { readAs, rows } = await read("lista.csv", Buffer.from(content));
    expect([readAs, rows[1]?.cells]).toEqual([`CSV, «${sign}», UTF-8`, ["1,5", "2", "3"]]);
  });

  test("has the same digest whatever its name", async () => {
    const [one, other] = [await read("a.csv", Buffer.from(text)), await read("b.txt", Buffer.from(text))];
    expect(one.fileHash).toBe(other.fileHash);
  });
});

describe("a workbook", () => {
  test("gives the values of formulas, days, numbers as they are, and errors instead of silence", async () => {
    const row = [
      '<c r="A2" t="str"><f>UPPER("ana")</f><v>ANA</v></c>',
      inline("B2", "Soto"),
      '<c r="C2"><v>2003</v></c>',
      '<c r="D2" s="1"><v>30748</v></c>',
      '<c r="E2" t="e"><f>VLOOKUP(1,A:A,1)</f><v>#N/A</v></c>',
    ];
    const { rows } = await read("lista.xlsx", workbookOf({ Hoja1: `${headings}<row r="2">${row.join("")}</row>` }));
    expect(rows[1]).toEqual({ row: 2, cells: ["ANA", "Soto", 2003, "1984-03-07", "#N/A"] });
  });

  test("is read from the sheet that has the list; others are named", async () => {
    const cover = `<row r="1">${inline("A1", "Portada")}</row>`;
    const { readAs, rows, otherSheets } = await read("lista.xlsx", workbookOf({ Portada: cover, Datos: headings }));
    expect([readAs, rows.length, otherSheets]).toEqual(["Excel, «Datos»", 1, ["Portada"]]);
  });

  test("that would unpack without end is refused before it does", async () => {
    const bomb = workbookOf({ Hoja1: " ".repeat(120 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await readRegistryFile("lista.xlsx", bomb, {})).toEqual({ ok: false, failure: { code: "too_large" } });
  });

  test.each([
    ["torn in the middle", workbookOf({ Hoja1: headings }).subarray(0, 300), "broken"],
    ["a zip of something else", workbookOf({}).subarray(0, 200), "broken"],
    ["of the old format", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), "old_format"],
  ])("%s is refused with what to do", async (_, bytes, code) => {
    expect(await readRegistryFile("lista.xlsx", bytes, {})).toEqual({ ok: false, failure: { code } });
  });
});
