import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { MISSING_CAUSE, type SurvivalInput } from "../survival/observed.ts";
import type { Table } from "../table.ts";
import { type Groups, groupColumn, numberColumn } from "../terms.ts";
import type { CaseInput } from "./case.ts";
import { allOf, type InputReader } from "./inputs.ts";

type Or<Value> = Result<Value, EvaluationFailure>;

/** The column a request names in `field`; undefined when it names none. */
function optionalColumn(read: InputReader, table: Table, field: string): Or<Float64Array | undefined> {
  const name = read.optionalText(field);
  return name === undefined ? accepted(undefined) : numberColumn(table, name);
}

/** The groups a request names in `field`: one column, or the combinations of several; undefined when it names none. */
export function optionalGroups(read: InputReader, table: Table, field: string): Or<Groups | undefined> {
  if (!read.has(field)) return accepted(undefined);
  const [first, ...others] = read.texts(field);
  if (first === undefined) return accepted(undefined);
  let groups = groupColumn(table, first);
  for (const name of others) {
    const next = groupColumn(table, name);
    if (!groups.ok || !next.ok) return groups.ok ? next : groups;
    groups = accepted(crossed(groups.value, next.value));
  }
  return groups;
}

function crossed(left: Groups, right: Groups): Groups {
  const width = right.levels.length;
  const codes = left.codes.map((code, row) => {
    const other = right.codes[row] ?? -1;
    return code < 0 || other < 0 ? -1 : code * width + other;
  });
  return { codes, levels: left.levels.flatMap((one) => right.levels.map((other) => `${one}, ${other}`)) };
}

/** A text or number of a request as it would be spelt in a column. */
function spelt(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function eventCodes(table: Table, column: string, wanted: string): Or<Uint8Array> {
  const number = Number(wanted);
  const found = table.columns.get(column);
  if (found?.kind === "number" || (!found && wanted !== "")) {
    const values = numberColumn(table, column);
    if (!values.ok) return values;
    return accepted(
      Uint8Array.from(values.value, (value) => (Number.isNaN(value) ? MISSING_CAUSE : Number(value === number))),
    );
  }
  const groups = groupColumn(table, column);
  if (!groups.ok) return groups;
  const code = groups.value.levels.indexOf(wanted);
  return accepted(Uint8Array.from(groups.value.codes, (one) => (one < 0 ? MISSING_CAUSE : Number(one === code))));
}

/** Times of a request: `time`, `entry`, `weights` and `event` with the value that is an event (1 unless said). */
export function survivalInput(input: CaseInput, read: InputReader, table: Table): Or<SurvivalInput> {
  const wanted = spelt(input.eventValue ?? 1);
  if (wanted === undefined)
    return refused({ code: "malformed_input", field: "eventValue", expected: "text_or_number" });
  const [time, event] = [read.text("time"), read.text("event")];
  const failure = read.failure();
  if (failure) return refused(failure);
  const parts = allOf<[Float64Array, Uint8Array, Float64Array | undefined, Float64Array | undefined]>(
    numberColumn(table, time),
    eventCodes(table, event, wanted),
    optionalColumn(read, table, "entry"),
    optionalColumn(read, table, "weights"),
  );
  if (!parts.ok) return parts;
  const [times, cause, entry, weights] = parts.value;
  return accepted({ time: times, cause, entry, weights });
}

/** Times with several ways of ending; `labels[cause - 1]` is how the column spells each. */
export interface CausesInput extends SurvivalInput {
  readonly labels: readonly string[];
}

/** Times of a request with `cause`: the value `censored` (0 unless said) is not an ending, every other one is. */
export function causesInput(input: CaseInput, read: InputReader, table: Table): Or<CausesInput> {
  const censored = spelt(input.censored ?? 0);
  if (censored === undefined)
    return refused({ code: "malformed_input", field: "censored", expected: "text_or_number" });
  const [time, cause] = [read.text("time"), read.text("cause")];
  const failure = read.failure();
  if (failure) return refused(failure);
  const parts = allOf<[Float64Array, Groups, Float64Array | undefined, Float64Array | undefined]>(
    numberColumn(table, time),
    groupColumn(table, cause),
    optionalColumn(read, table, "entry"),
    optionalColumn(read, table, "weights"),
  );
  if (!parts.ok) return parts;
  const [times, groups, entry, weights] = parts.value;
  const labels = groups.levels.filter((level) => level !== censored);
  if (labels.length >= MISSING_CAUSE)
    return refused({ code: "out_of_range", field: "cause", least: 1, most: MISSING_CAUSE - 1 });
  const codeOf = groups.levels.map((level) => labels.indexOf(level) + 1);
  const codes = Uint8Array.from(groups.codes, (code) => (code < 0 ? MISSING_CAUSE : (codeOf[code] ?? MISSING_CAUSE)));
  return accepted({ time: times, cause: codes, entry, weights, labels });
}

export interface AskedCause {
  readonly label: string;
  /** 0: does not occur. */
  readonly code: number;
}

/** The endings a request asks about, as codes: those of `causes`, or all that occur. */
export function askedCauses(input: CaseInput, labels: readonly string[]): Or<readonly AskedCause[]> {
  const all = labels.map((label, index) => ({ label, code: index + 1 }));
  if (input.causes === undefined || input.causes === null) return accepted(all);
  if (!Array.isArray(input.causes)) return refused({ code: "malformed_input", field: "causes", expected: "list" });
  const asked = input.causes.map((one) => spelt(one) ?? "");
  return accepted(asked.map((label) => ({ label, code: labels.indexOf(label) + 1 })));
}
