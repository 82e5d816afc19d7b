import { readdirSync, readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import type { Answers } from "../../core/instruments/answers.ts";
import { compileInstrument } from "../../core/instruments/compile.ts";
import type { Item } from "../../core/instruments/definition.ts";
import { validateAnswers } from "../../core/instruments/validateAnswers.ts";
import type { ImportedForm } from "../../core/instruments/xlsform/importXlsForm.ts";
import { importWorkbook, largestContent, readWorkbook, workbookMessage } from "./readWorkbook.ts";

const folder = "tests/data/xlsform";
const files = readdirSync(folder).filter((file) => file.endsWith(".xlsx"));

async function importFile(file: string): Promise<ImportedForm> {
  const result = await importWorkbook(readFileSync(`${folder}/${file}`));
  if (!result.ok) throw new Error(workbookMessage(result.failure));
  return result.value;
}

function flat(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => [item, ...(item.type === "group" || item.type === "repeat" ? flat(item.items) : [])]);
}

function zipOf(content: Buffer, claimed = content.length): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(31);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(1, 26);
  local.write("a", 30);
  const entry = Buffer.alloc(47);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(claimed, 24);
  entry.writeUInt16LE(1, 28);
  entry.write("a", 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, entry, end]);
}

describe("real XLSForms", () => {
  it("are nine", () => {
    expect(files).toHaveLength(9);
  });

  it.each(files)("%s becomes an instrument that runs, every row accounted for", async (file) => {
    const form = await importFile(file);
    expect(compileInstrument(form.definition).ok).toBe(true);
    const workbook = await readWorkbook(readFileSync(`${folder}/${file}`));
    if (!workbook.ok) throw new Error(workbook.failure.code);
    const [, ...rows] = workbook.value.survey;
    expect(form.rows.survey).toBe(rows.length);
    const everything = JSON.stringify(form);
    const texts = rows.flatMap(({ cells }) => cells.slice(1)).filter((cell) => typeof cell === "string");
    const plain = texts.filter((text) => text.length < 250 && !/["<\\#\n]|^(yes|no|true)$|pastel=yes/.test(text));
    expect(plain.filter((text) => !everything.includes(text.trim()))).toEqual([]);
  });

  it("report what they lose, with row and reason", async () => {
    const told = async (file: string) =>
      (await importFile(file)).report
        .filter(({ level }) => level === "not_run")
        .map(({ code, row }) => `${code} ${row}`);
    expect(await told("pull_data.xlsx")).toEqual(["calculation_not_run 2"]);
    expect(await told("socio-economic-survey-v20240515.xlsx")).toEqual(["calculation_not_run 12"]);
    expect(await told("choice_filter_test.xlsx")).toEqual([]);
    const ends = ["cell_not_used 2", "cell_not_used 4", "cell_not_used 5", "cell_not_used 6", "cell_not_used 20"];
    expect(await told("duplicate_columns.xlsx")).toEqual(
      expect.arrayContaining([...ends, "metadata_not_collected 43", "metadata_not_collected 53"]),
    );
  });

  it("can be answered: a survey of a household with its filters, repeats and limits", async () => {
    const { definition } = await importFile("socio-economic-survey-v20240515.xlsx");
    const compiled = compileInstrument(definition);
    if (!compiled.ok) throw new Error("the survey compiles");
    const member = { firstNameFM: "Ana", gender: "2", healthVisit: "1", healthFacility: ["1", "3"], diseases: ["10"] };
    const answers: Answers = {
      region: "Sindh",
      district: "Thatta&ShahBunder",
      residentialAddress: "Calle 1",
      primaryContactNo: "5",
      internetHH: "1",
      internetType: "5",
      familyMembers: [member],
    };
    const codes = (changes: Answers) => {
      const result = validateAnswers(
        compiled.value,
        { ...answers, ...changes },
        { today: "2026-11-21", rater: "team", complete: true },
      );
      return result.ok ? [] : result.failure.problems.map(({ path, code }) => `${path} ${code}`);
    };
    expect(codes({})).toEqual([]);
    expect(codes({ region: "KP" })).toEqual(["district choice_not_offered"]);
    expect(codes({ internetHH: "2" })).toEqual(["internetType not_relevant"]);
    expect(codes({ familyMembers: [{ ...member, diseases: ["1", "2", "3", "4"] }] })).toEqual([
      "familyMembers[0].diseases constraint_failed",
    ]);
    expect(codes({ familyMembers: [{ ...member, healthVisit: "2" }] })).toEqual([
      "familyMembers[0].healthFacility not_relevant",
      "familyMembers[0].reasonForNoHealthVisit missing_required",
    ]);
  });

  it("keep the labels of both languages", async () => {
    const items = flat((await importFile("socio-economic-survey-v20240515.xlsx")).definition.items);
    expect(items.find(({ name }) => name === "region")?.label).toEqual({ es: "Region", en: "Region", fr: "Région" });
  });
});

describe("a workbook", () => {
  it("keeps the spreadsheet's row numbers across empty rows and finds sheets whatever their capitals", async () => {
    const rows = [[], [{ value: "type" }, { value: "name" }], [], [{ value: "text" }, { value: "a" }]];
    const bytes = await writeExcelFile([
      { data: rows, sheet: "Survey" },
      { data: [[{ value: "x" }]], sheet: "Notas" },
    ]).toBuffer();
    const workbook = await readWorkbook(bytes);
    expect(workbook).toMatchObject({ ok: true, value: { otherSheets: ["Notas"] } });
    expect(workbook.ok && workbook.value.survey.map(({ row }) => row)).toEqual([2, 4]);
  });

  it.each<[string, Buffer, string]>([
    ["a text file", Buffer.from("type;name\ntext;a\n".repeat(20)), "workbook_not_xlsx"],
    ["an old .xls", Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]), "workbook_not_xlsx"],
    ["nothing", Buffer.alloc(0), "workbook_not_xlsx"],
    ["half a workbook", readFileSync(`${folder}/group.xlsx`).subarray(0, 3000), "workbook_broken"],
    ["a zip of something else", zipOf(Buffer.from("hola")), "workbook_broken"],
    ["a zip bomb that lies about its size", zipOf(Buffer.alloc(largestContent + 10), 4), "workbook_too_large"],
    ["a file beyond the limit", Buffer.alloc(11 * 1024 * 1024), "workbook_too_large"],
  ])("refuses %s and says what to do in Spanish", async (_, bytes, code) => {
    const result = await importWorkbook(bytes);
    expect(result).toMatchObject({ ok: false, failure: { code } });
    if (!result.ok) expect(workbookMessage(result.failure)).toMatch(/^El /);
  });

  it("refuses a book without the survey sheet", async () => {
    const bytes = await writeExcelFile([[{ value: "type" }]], { sheet: "Hoja1" }).toBuffer();
    const result = await importWorkbook(bytes);
    expect(result).toMatchObject({ ok: false, failure: { code: "sheet_missing" } });
  });
});
