import type { Table } from "./rules/rule.ts";

/** What the cells of a column hold; a code and a text are kept as written. */
export type ColumnKind = "text" | "code" | "day" | "number";

/** Columns of every table as the ministry's guide for 2024 names them (restated from SSDA903_schema_2024, see tests/data). */
export const TABLES = {
  Header: { CHILD: "text", SEX: "code", DOB: "day", ETHNIC: "code", UPN: "text", MOTHER: "number", MC_DOB: "day" },
  Episodes: {
    CHILD: "text",
    DECOM: "day",
    RNE: "code",
    LS: "code",
    CIN: "code",
    PLACE: "code",
    PLACE_PROVIDER: "code",
    DEC: "day",
    REC: "code",
    REASON_PLACE_CHANGE: "code",
    HOME_POST: "text",
    PL_POST: "text",
    URN: "text",
  },
  Reviews: { CHILD: "text", DOB: "day", REVIEW: "day", REVIEW_CODE: "code" },
  UASC: { CHILD: "text", DOB: "day", SEX: "code", DUC: "day" },
  OC2: {
    CHILD: "text",
    DOB: "day",
    SDQ_SCORE: "number",
    SDQ_REASON: "code",
    CONVICTED: "number",
    HEALTH_CHECK: "number",
    IMMUNISATIONS: "number",
    TEETH_CHECK: "number",
    HEALTH_ASSESSMENT: "number",
    SUBSTANCE_MISUSE: "number",
    INTERVENTION_RECEIVED: "number",
    INTERVENTION_OFFERED: "number",
  },
  OC3: { CHILD: "text", DOB: "day", IN_TOUCH: "code", ACTIV: "code", ACCOM: "code" },
  AD1: {
    CHILD: "text",
    DOB: "day",
    DATE_INT: "day",
    DATE_MATCH: "day",
    FOSTER_CARE: "number",
    NB_ADOPTR: "number",
    SEX_ADOPTR: "code",
    LS_ADOPTR: "code",
  },
  PlacedAdoption: {
    CHILD: "text",
    DOB: "day",
    DATE_PLACED: "day",
    DATE_PLACED_CEASED: "day",
    REASON_PLACED_CEASED: "code",
  },
  PrevPerm: { CHILD: "text", DOB: "day", PREV_PERM: "code", LA_PERM: "text", DATE_PERM: "text" },
  Missing: { CHILD: "text", DOB: "day", MISSING: "code", MIS_START: "day", MIS_END: "day" },
  SocialWorker: { CHILD: "text", DOB: "day", SW_ID: "text", SW_DECOM: "day", SW_DEC: "day", SW_REASON: "code" },
} as const satisfies Record<Table, Readonly<Record<string, ColumnKind>>>;

/** Headings that mean a column of another name: the XML form, older years, extracts that pass through other systems. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  PL: "PLACE",
  CHILDID: "CHILD",
  CHILD_ID: "CHILD",
  LACHILDID: "CHILD",
  GENDER: "SEX",
  ETHNICITY: "ETHNIC",
  DATE_OF_BIRTH: "DOB",
  PLACEMENT: "PLACE",
  PLACEMENT_PROVIDER: "PLACE_PROVIDER",
  HOME_POSTCODE: "HOME_POST",
  PL_POSTCODE: "PL_POST",
  PLACE_POST: "PL_POST",
  SW_REFERENCE: "SW_ID",
  SOCIAL_WORKER_ID: "SW_ID",
  LOCAL_AUTHORITY: "LA",
  COLLECTION_YEAR: "YEAR",
};

/** The name of a column, however its heading is written; letters, figures and underscores in capitals. */
export function columnOf(heading: string): string {
  const plain = heading
    .replace(/^\uFEFF/, "")
    .trim()
    .toUpperCase()
    .replace(/[\s.-]+/g, "_");
  return OTHER_NAMES[plain] ?? plain;
}

/** Columns that a table has and no other: one of them is enough to know it, the first of the list wins. */
const SIGNS: readonly (readonly [Table, readonly string[]])[] = [
  ["Episodes", ["DECOM"]],
  ["SocialWorker", ["SW_DECOM", "SW_ID"]],
  ["UASC", ["DUC"]],
  ["PlacedAdoption", ["DATE_PLACED", "DATE_PLACED_CEASED"]],
  ["AD1", ["DATE_INT", "DATE_MATCH"]],
  ["OC2", ["SDQ_SCORE", "SDQ_REASON", "HEALTH_CHECK", "CONVICTED"]],
  ["OC3", ["IN_TOUCH", "ACTIV", "ACCOM"]],
  ["PrevPerm", ["PREV_PERM", "LA_PERM"]],
  ["Missing", ["MIS_START", "MISSING"]],
  ["Reviews", ["REVIEW", "REVIEW_CODE"]],
  ["Header", ["ETHNIC", "UPN", "MOTHER"]],
];

/** Which table these columns belong to; undefined for a table this version does not know. */
export function tableOf(columns: readonly string[]): Table | undefined {
  const given = new Set(columns);
  return SIGNS.find(([, signs]) => signs.some((sign) => given.has(sign)))?.[0];
}

/** Columns without which the rows of a table say nothing. */
const NEEDED: Readonly<Partial<Record<Table, readonly string[]>>> = {
  Episodes: ["CHILD", "DECOM", "RNE", "LS", "PLACE", "DEC", "REC"],
  Header: ["CHILD", "DOB"],
};

/** Columns that are missing and must be there. */
export function missingColumns(table: Table, columns: readonly string[]): readonly string[] {
  return (NEEDED[table] ?? ["CHILD"]).filter((needed) => !columns.includes(needed));
}

/** What a column holds in a table; undefined for a column that is not kept. */
export function kindOf(table: Table, column: string): ColumnKind | undefined {
  const columns: Readonly<Record<string, ColumnKind>> = TABLES[table];
  return Object.hasOwn(columns, column) ? columns[column] : undefined;
}
