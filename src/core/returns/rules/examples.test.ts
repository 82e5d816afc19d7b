import { describe, expect, test } from "vitest";
import { askRules } from "../runRules.ts";
import { type Cells, type Example, episodeExamples } from "./examples.testdata.ts";
import type { ChildReturn, RowsByTable, Table } from "./rule.ts";
import { rules } from "./rules.ts";
import { subjectExamples } from "./subjectExamples.testdata.ts";

const born = { DOB: "2012-05-05" };
const episode: Cells = {
  ...{ DECOM: "2023-01-10", RNE: "S", LS: "C2", CIN: "N1", PLACE: "U6", PLACE_PROVIDER: "PR1", DEC: null, REC: null },
  ...{ REASON_PLACE_CHANGE: null, HOME_POST: "AB1 2CD", PL_POST: "EF3 4GH", URN: "SC123456" },
};

/** A row in order of each table, of a girl in care since 2023. */
const inOrder: Readonly<Record<Table, Cells>> = {
  Header: { ...born, SEX: "F", ETHNIC: "WBRI", UPN: "A012345678901", MOTHER: "0" },
  Episodes: episode,
  Reviews: { ...born, REVIEW: "2024-06-01", REVIEW_CODE: "PN1" },
  UASC: { ...born, SEX: "F", DUC: null },
  OC2: {
    ...{ ...born, SDQ_SCORE: "12", CONVICTED: "0", IMMUNISATIONS: "1", TEETH_CHECK: "1" },
    ...{ HEALTH_ASSESSMENT: "1", SUBSTANCE_MISUSE: "0" },
  },
  OC3: { ...born, IN_TOUCH: "YES", ACTIV: "F1", ACCOM: "B1" },
  AD1: {
    ...{ ...born, DATE_INT: "2024-05-01", DATE_MATCH: "2024-06-01", FOSTER_CARE: "0" },
    ...{ NB_ADOPTR: "2", SEX_ADOPTR: "MF", LS_ADOPTR: "L11" },
  },
  PlacedAdoption: { ...born, DATE_PLACED: "2024-05-01", DATE_PLACED_CEASED: null, REASON_PLACED_CEASED: null },
  PrevPerm: { ...born, PREV_PERM: "Z1", LA_PERM: null, DATE_PERM: null },
  Missing: { ...born, MISSING: "M", MIS_START: "2024-06-01", MIS_END: "2024-06-03" },
  SocialWorker: { ...born, SW_ID: "SW0001", SW_DECOM: "2023-01-10", SW_DEC: null, SW_REASON: "MANAGE" },
};

const oneYear: Example = { Header: [{}], Episodes: [{}], Reviews: [{}], OC2: [{}], PrevPerm: [{}], SocialWorker: [{}] };
/** The year as it is, with a change of placement well told. */
const wholeYear: Example = {
  ...oneYear,
  Episodes: [
    { DEC: "2024-09-01", REC: "X1", REASON_PLACE_CHANGE: "CARPL" },
    { DECOM: "2024-09-01", RNE: "P", PLACE: "U4", PL_POST: "IJ5 6KL", URN: "SC654321" },
  ],
};

function rowsFrom({ last: _, ...tables }: Example): RowsByTable {
  return Object.fromEntries(
    Object.entries(tables).map(([table, rows], file) => [
      table,
      rows.map((cells, at) => ({ file, row: at + 2, values: { ...inOrder[table as Table], ...cells } })),
    ]),
  );
}

function returned(example: Example): ChildReturn {
  const window = { start: "2024-04-01", end: "2025-03-31" };
  const rows = rowsFrom({ ...oneYear, ...example });
  return { child: "A1", window, rows, previous: rowsFrom({ ...oneYear, ...example.last }) };
}

const examples = { ...episodeExamples, ...subjectExamples };

describe("each rule", () => {
  test("finds nothing in a return that is in order", () => {
    expect(askRules(rules, returned(wholeYear))).toEqual([]);
    expect(askRules(rules, returned(oneYear))).toEqual([]);
  });

  test("has an example", () => {
    expect(Object.keys(examples).sort()).toEqual(rules.map(({ code }) => code).sort());
  });

  test.each(rules.map((rule) => [rule.code, rule] as const))("%s finds what its example has wrong", (code, rule) => {
    const child = returned(examples[code] ?? {});
    const found = rule.touched(child);
    expect(found.length).toBeGreaterThan(0);
    for (const { table, file, row } of found)
      expect(child.rows[table]?.some((one) => one.file === file && one.row === row)).toBe(true);
  });
});
