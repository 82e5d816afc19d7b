import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Agency, addAgency, receive } from "../../../tests/builders/returns.ts";
import { openWorld, type World } from "../../../tests/builders/world.ts";
import { filesUnder } from "./filesUnder.ts";

const folder = mkdtempSync(join(tmpdir(), "trenza-reading-"));
let world: World;
let agency: Agency;

beforeAll(async () => {
  world = await openWorld();
  agency = await addAgency(world);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  for (const table of ["return_row", "return_finding", "return_batch"]) await world.owner.query(`delete from ${table}`);
});

function put(name: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

const give = async (year?: number) => receive(agency, await filesUnder([folder]), { year });
const rows = async () =>
  (await world.owner.query('select kind, year, child, row, "values" from return_row order by kind, file, row')).rows;
const findings = async () =>
  (await world.owner.query("select rule, row, fields from return_finding where rule ~ '_|formula' order by row")).rows;

async function refusal(year?: number): Promise<{ code: string; message: string }> {
  const { status, body } = await give(year);
  expect(status).toBe(422);
  const kept = await world.owner.query(
    "select (select count(*) from return_row) + (select count(*) from return_batch) as n",
  );
  expect(Number(kept.rows[0].n)).toBe(0);
  return (body as { error: { code: string; message: string } }).error;
}

const EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN";
const EPISODE = "7,11/09/2017,S,C1,N2,U5,PR4,13/09/2017,X1,PLACE,C13 6WC,C26 9VP,9961998";

describe("a return is read however it was written", () => {
  it("with other headings, order, delimiter, a mark, days in either form and a time behind them", async () => {
    put("2017/a.csv", `\uFEFFpl;Child ID;decom;RNE;LS;DEC;REC\r\nU4;7.0;2017-09-11T00:00:00;S;C1;1/4/2018;E4A\r\n`);
    expect((await give()).status).toBe(200);
    const values = { DECOM: "2017-09-11", RNE: "S", LS: "C1", PLACE: "U4", DEC: "2018-04-01", REC: "E4A" };
    expect(await rows()).toEqual([{ kind: "Episodes", year: 2017, child: "7", row: 2, values }]);
  });

  it("in Latin-1, with a mother written as 1.0 and blanks written as words", async () => {
    const header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nÑandú,2,23/06/2002,NOBT,NULL,1.0,NaT\n";
    put("2017-18/header.csv", Buffer.from(header, "latin1"));
    expect((await give()).status).toBe(200);
    const values = { SEX: "2", DOB: "2002-06-23", ETHNIC: "NOBT", MOTHER: "1" };
    expect(await rows()).toEqual([{ kind: "Header", year: 2017, child: "Ñandú", row: 2, values }]);
  });

  it("in one file with the authority and the year in columns", async () => {
    const of = (year: string) => `${EPISODE},Valle,${year}`;
    put("joined.csv", `${EPISODES},LA,YEAR\n${of("2017")}\n${of("2018/19")}\n${of("?")}\n`);
    expect((await give()).body).toMatchObject({ rowsRead: 3, rowsRefused: 1 });
    expect((await rows()).map(({ year }) => year)).toEqual([2017, 2018]);
    expect(await findings()).toEqual([{ rule: "year_unclear", row: 4, fields: [] }]);
    const { report } = (await world.owner.query("select report from return_batch")).rows[0];
    expect(report.agencies).toEqual(["Valle"]);
  });

  it("as XML, with PL for PLACE, empty elements, and what lies within the header as tables of their own", async () => {
    put("r.xml", readFileSync("tests/data/ssda903/xml/fake_903_part_a.xml"));
    expect((await give()).body).toMatchObject({ rowsRead: 60 + 119 + 268 + 60 + 60 + 1 + 4, rowsRefused: 0 });
    const read = await rows();
    const [first] = read.filter(({ kind, child }) => kind === "Episodes" && child === "907440");
    expect(first).toMatchObject({ year: 2017, values: { PLACE: "R5", DECOM: "2017-01-06" } });
    expect(new Set(read.map(({ kind }) => kind))).toEqual(
      new Set(["Header", "Episodes", "Reviews", "PrevPerm", "OC2", "Missing", "UASC"]),
    );
    const { files } = (await world.owner.query("select files from return_batch")).rows[0];
    expect(files[0]).toMatchObject({ yearFromDays: true, readAs: "XML, UTF-8" });
  });

  it("with tables a newer year adds and one nobody knows, which is told and not read", async () => {
    put("2024/sw_episodes.csv", "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n7,01/02/2010,A1,01/05/2024,,INITIAL\n");
    put("2024/new.csv", "CHILD,DOB,NEW_THING\n7,01/02/2010,x\n");
    expect((await give()).status).toBe(200);
    expect((await rows()).map(({ kind }) => kind)).toEqual(["SocialWorker"]);
    const { files } = (await world.owner.query("select files from return_batch")).rows[0];
    expect(files.map(({ table }: { table: string | null }) => table)).toEqual([null, "SocialWorker"]);
  });

  it("keeps a day that does not exist as it was written, says so, and derives nothing from it", async () => {
    put(
      "2017/e.csv",
      `${EPISODES}\n${EPISODE.replace("13/09/2017", "2017-02-31")}\n${EPISODE.replace("13/09/2017", "31/02/2017")}\n`,
    );
    expect((await give()).status).toBe(200);
    expect((await rows()).map(({ values }) => values.DEC)).toEqual(["2017-02-31?", "31/02/2017"]);
    expect((await findings()).map(({ rule, fields }) => [rule, ...fields])).toEqual([
      ["day_unreadable", "DEC"],
      ["day_unreadable", "DEC"],
    ]);
  });
});

describe("what is damaged is refused whole, in words", () => {
  it.each([
    ["an XML that breaks off", "r.xml", readFileSync("tests/data/ssda903/xml/fake_903_part_a.xml").subarray(0, 30_000)],
    ["an XML without end", "r.xml", Buffer.from("<a>".repeat(100_000))],
    ["quotes that never close", "2017/e.csv", Buffer.from(`${EPISODES}\n"${EPISODE}\n`.repeat(3))],
  ])("%s", async (_what, name, content) => {
    put(name, content);
    put("2017/a-good-one.csv", `${EPISODES}\n${EPISODE}\n`);
    const { code, message } = await refusal(2017);
    expect(code).toBe("file_broken");
    expect(message).toContain("No se ha guardado nada");
  });

  it.each([
    ["NUL characters", "2017/e.csv", `${EPISODES}\n${EPISODE.replace("S", "\0")}\n`, "file_has_nul"],
    ["ten thousand columns", "2017/e.csv", `CHILD,DECOM,${"X,".repeat(10_000)}\n`, "too_many_columns"],
    ["a heading twice", "2017/e.csv", `${EPISODES},DECOM\n${EPISODE},\n`, "repeated_column"],
    ["a heading under two names", "2017/e.csv", `${EPISODES},PL\n${EPISODE},\n`, "repeated_column"],
    ["a heading that is missing", "2017/e.csv", "CHILD,DECOM,RNE\n7,01/01/2017,S\n", "missing_column"],
    ["a workbook", "2017/e.csv", "PK\u0003\u0004", "file_not_text"],
    ["nothing that is a table", "2017/e.csv", "<html>".slice(1), "nothing_recognised"],
    ["no text at all", "2017/e.csv", "", "nothing_recognised"],
    ["a year nobody says", "header.csv", "CHILD,DOB,UPN\n7,01/01/2017,\n", "year_missing"],
  ])("%s", async (_what, name, content, code) => {
    put(name, content);
    expect((await refusal()).code).toBe(code);
  });

  it("wide text without mark is told from Latin-1 by its NULs, with mark it is read", async () => {
    put("2017/e.csv", Buffer.from(`${EPISODES}\n${EPISODE}\n`, "utf16le"));
    expect((await refusal()).code).toBe("file_has_nul");
    put("2017/e.csv", Buffer.from(`\uFEFF${EPISODES}\n${EPISODE}\n`, "utf16le"));
    expect((await give()).body).toMatchObject({ rowsRead: 1, rowsRefused: 0 });
  });

  it("refuses single rows that hold a formula, too few or too many cells, or no child", async () => {
    const formula = EPISODE.replace("PLACE", '"=HYPERLINK(""http://x"")"');
    const lines = [EPISODE, formula, "7,01/01/2018", `${EPISODE},more`, EPISODE.replace("7", ""), ""];
    put("2017/e.csv", `${EPISODES}\n${lines.join("\n")}\n`);
    expect((await give()).body).toMatchObject({ rowsRead: 5, rowsRefused: 4 });
    expect((await findings()).map(({ rule, row }) => `${row} ${rule}`)).toEqual([
      "3 formula",
      "4 too_few_cells",
      "5 too_many_cells",
      "6 child_missing",
    ]);
  });
});
