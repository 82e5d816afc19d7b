import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { accepted, type Result } from "../../src/core/result.ts";
import type { CaseAnswer, CaseData, CaseInput } from "../../src/evaluation/cases/case.ts";
import { jsonReady } from "../../src/evaluation/cases/inputs.ts";
import { caseFunctions, runCase } from "../../src/evaluation/cases/runCase.ts";
import type { EvaluationFailure } from "../../src/evaluation/failure.ts";
import type { Column, Table } from "../../src/evaluation/table.ts";
import { warningText } from "../../src/evaluation/warning.ts";
import { folderData } from "../../src/server/evaluation/caseData.ts";
import { startSolver } from "../../src/server/evaluation/solver.ts";
import { requests, wrongValues } from "./badRequests.ts";
import { copiedFolder } from "./referenceCases.ts";

const solver = startSolver();
afterAll(() => solver.stop());
const folder = folderData(join(copiedFolder, "data"), solver.solve);

/** At most so many rows, spread over the file: what is tested does not depend on how many there are. */
const MOST_ROWS = 120;

function thinned({ n, columns }: Table): Table {
  const step = Math.ceil(n / MOST_ROWS);
  const rows = Array.from({ length: Math.ceil(n / step) }, (_, i) => i * step);
  const of = (column: Column): Column =>
    column.kind === "number"
      ? { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) }
      : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row] ?? -1) };
  return { n: rows.length, columns: new Map([...columns].map(([name, column]) => [name, of(column)])) };
}

/** The data with one column turned into something else. */
function spoiled(column?: string, turn?: (column: Column, n: number) => Column): CaseData {
  return {
    ...folder,
    table: async (name) => {
      const read = await folder.table(name);
      if (!read.ok) return read;
      const table = thinned(read.value);
      const found = column === undefined ? undefined : table.columns.get(column);
      if (!found || !turn || column === undefined) return accepted(table);
      return accepted({ ...table, columns: new Map(table.columns).set(column, turn(found, table.n)) });
    },
  };
}

const BROKEN = /undefined|NaN|\[object|Infinity|null|_/;
/** Names that come from the request itself may hold anything. */
const withoutQuotes = (text: string) => text.replace(/«[^»]*»|“[^”]*”|\([^)]*\)/g, "");

/** Everything a person would be told is whole sentences in both languages. */
function sentences(answered: Result<CaseAnswer, EvaluationFailure>): readonly string[] {
  const said = answered.ok ? (answered.value.warnings ?? []) : [answered.failure];
  return said.flatMap((one) => [warningText(one, "es"), warningText(one, "en")]);
}

async function judge(fn: string, input: CaseInput, data: CaseData): Promise<readonly string[]> {
  const what = `${fn} ${JSON.stringify(input).slice(0, 300)}`;
  try {
    const answered = await runCase({ fn, input }, data);
    if (answered.ok) JSON.stringify(jsonReady(answered.value));
    const bad = sentences(answered).filter((text) => text.length < 15 || BROKEN.test(withoutQuotes(text)));
    return bad.map((text) => `${what}: ${text}`);
  } catch (error) {
    return [`${what}: ${error instanceof Error ? error.stack?.split("\n").slice(0, 3).join(" ") : String(error)}`];
  }
}

async function all(tries: readonly (() => Promise<readonly string[]>)[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const attempt of tries) faults.push(...(await attempt()));
  return faults;
}

const turns: readonly ((column: Column, n: number) => Column)[] = [
  (_, n) => ({ kind: "number", values: new Float64Array(n).fill(Number.NaN) }),
  (_, n) => ({ kind: "number", values: new Float64Array(n) }),
  (_, n) => ({ kind: "number", values: new Float64Array(n).fill(-3) }),
  (_, n) => ({ kind: "number", values: Float64Array.from({ length: n }, (_row, i) => (i % 2 ? 1e300 : -1e300)) }),
  (_, n) => ({ kind: "number", values: Float64Array.from({ length: n }, (_row, i) => i / 7) }),
  (_, n) => ({ kind: "text", codes: new Int32Array(n), levels: ["igual"] }),
  (_, n) => ({
    kind: "text",
    codes: Int32Array.from({ length: n }, (_row, i) => i),
    levels: Array.from({ length: n }, (_row, i) => `3,${i}`),
  }),
  (_, n) => ({ kind: "text", codes: new Int32Array(n).fill(-1), levels: [] }),
];

/** Columns a request names. */
function namedIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value.split(/ - |:|=|\^/).map((name) => name.trim());
  if (Array.isArray(value)) return value.flatMap(namedIn);
  return [];
}

describe("bad input is answered with a reason in words, never with an exception or a hang", () => {
  it("has a request for every analysis", () => {
    expect(new Set(requests.map(({ fn }) => fn))).toEqual(new Set(Object.keys(caseFunctions)));
  });

  for (const { fn, input } of requests) {
    it(`${fn}: any member of the wrong kind, or missing`, async () => {
      const tries = Object.keys(input).flatMap((member) => [
        ...wrongValues.map((wrong) => () => judge(fn, { ...input, [member]: wrong }, spoiled())),
        () => judge(fn, Object.fromEntries(Object.entries(input).filter(([name]) => name !== member)), spoiled()),
      ]);
      expect(await all(tries)).toEqual([]);
    }, 120_000);
    const columns = [...new Set(Object.values(input).flatMap(namedIn))];
    if (typeof input.data === "string" && input.data.endsWith(".csv"))
      it(`${fn}: any column empty, constant, negative, enormous, fractional or of words`, async () => {
        const tries = columns.flatMap((column) =>
          turns.map(
            (turn, which) => async () =>
              (await judge(fn, input, spoiled(column, turn))).map((fault) => `${column} ${which}: ${fault}`),
          ),
        );
        expect(await all(tries)).toEqual([]);
      }, 120_000);
  }
});
