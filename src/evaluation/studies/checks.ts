import { accepted, type Result, refused } from "../../core/result.ts";
import type { StudyColumn, StudyComparison, StudyOutcome, StudyProtocol } from "../../core/studies/protocol.ts";
import type { EvaluationFailure } from "../failure.ts";
import type { Table } from "../table.ts";
import { groupColumn, numberColumn } from "../terms.ts";

type Fault = EvaluationFailure | undefined;

/** The description of a column, which must exist and be in the table. */
function described(protocol: StudyProtocol, table: Table, name: string): Result<StudyColumn, EvaluationFailure> {
  const column = protocol.columns.find((one) => one.name === name);
  return column && table.columns.has(name) ? accepted(column) : refused({ code: "unknown_column", column: name });
}

function numbersOf(table: Table, column: string): Result<Float64Array, EvaluationFailure> {
  const values = numberColumn(table, column);
  if (!values.ok) return values;
  const row = values.value.findIndex((value) => !Number.isFinite(value) && !Number.isNaN(value));
  return row < 0 ? values : refused({ code: "not_a_number", column, row: row + 1 });
}

/** What the description says and what the values are must agree. */
function kindFault(table: Table, { name, kind }: StudyColumn): Fault {
  if (kind === "category") {
    const groups = groupColumn(table, name);
    return groups.ok ? undefined : groups.failure;
  }
  const values = numbersOf(table, name);
  if (!values.ok) return values.failure;
  const other = values.value.some((value) => !Number.isNaN(value) && value !== 0 && value !== 1);
  return kind === "yes_no" && other ? { code: "wrong_kind", column: name, needed: "yes_no" } : undefined;
}

/** Columns that place units (arms, strata, covariates) may not have been moved by the programme. */
function placedFault(protocol: StudyProtocol, table: Table, name: string): Fault {
  const column = described(protocol, table, name);
  if (!column.ok) return column.failure;
  if (column.value.known === "after") return { code: "known_too_late", column: column.value.label };
  return kindFault(table, column.value);
}

function outcomeFault(protocol: StudyProtocol, table: Table, outcome: StudyOutcome): Fault {
  const column = described(protocol, table, outcome.column);
  if (!column.ok) return column.failure;
  const { name, kind, known, label } = column.value;
  if (known === "before") return { code: "known_too_early", column: label };
  if (kind === "category") return { code: "wrong_kind", column: label, needed: "number" };
  if (outcome.kind === "yes_no" && kind !== "yes_no") return { code: "wrong_kind", column: label, needed: "yes_no" };
  const fault = kindFault(table, column.value);
  return fault ?? (outcome.kind === "time" ? timeFault(protocol, table, { ...outcome, column: name }) : undefined);
}

function timeFault(protocol: StudyProtocol, table: Table, outcome: StudyOutcome): Fault {
  const { column, ended, endedBy, horizon } = outcome;
  if (ended === null) return { code: "wrong_kind", column, needed: "ended" };
  const way = described(protocol, table, ended);
  if (!way.ok) return way.failure;
  if (endedBy === null || endedBy === "0")
    return { code: "malformed_input", field: "endedBy", expected: "a way of ending" };
  if (!(horizon !== null && horizon > 0))
    return { code: "malformed_input", field: "horizon", expected: "a number of days" };
  const times = numbersOf(table, column);
  if (!times.ok) return times.failure;
  const negative = times.value.findIndex((value) => value < 0);
  return negative < 0 ? undefined : { code: "negative_time", row: negative + 1 };
}

/** Arms are 1 and 0, both present. */
function treatmentFault(protocol: StudyProtocol, table: Table, name: string): Fault {
  const fault = placedFault(protocol, table, name);
  if (fault) return fault;
  const values = numbersOf(table, name);
  if (!values.ok) return values.failure;
  const seen = new Set(values.value.filter((value) => !Number.isNaN(value)));
  if ([...seen].some((value) => value !== 0 && value !== 1))
    return { code: "wrong_kind", column: name, needed: "yes_no" };
  return seen.size < 2 ? { code: "constant_treatment", column: name } : undefined;
}

function firstOf(faults: readonly (() => Fault)[]): Fault {
  for (const fault of faults) {
    const found = fault();
    if (found) return found;
  }
  return undefined;
}

function periodFault(table: Table, name: string): Fault {
  const values = numbersOf(table, name);
  if (!values.ok) return { code: "wrong_kind", column: name, needed: "period" };
  const wrong = values.value.some((value) => !Number.isNaN(value) && !(Number.isInteger(value) && value > 0));
  return wrong ? { code: "wrong_kind", column: name, needed: "period" } : undefined;
}

function comparisonFault(protocol: StudyProtocol, table: Table, comparison: StudyComparison): Fault {
  const placed = (name: string) => () => placedFault(protocol, table, name);
  const known = (name: string) => () => {
    const column = described(protocol, table, name);
    return column.ok ? undefined : column.failure;
  };
  switch (comparison.design) {
    case "waiting_list_lottery":
      return treatmentFault(protocol, table, comparison.treatment);
    case "matched_comparison": {
      const { treatment, within } = comparison;
      const placing = within === null ? [] : [placed(within)];
      return firstOf([() => treatmentFault(protocol, table, treatment), ...placing]);
    }
    case "difference_in_differences": {
      const { treatment, before } = comparison;
      return firstOf([() => treatmentFault(protocol, table, treatment), placed(before)]);
    }
    case "phased_rollout": {
      const { unit, period, start } = comparison;
      const whole = [period, start].map((name) => () => periodFault(table, name));
      return firstOf([known(unit), known(period), known(start), ...whole]);
    }
    case "cut_off":
      return placedFault(protocol, table, comparison.running);
  }
}

/** What says who is in which arm cannot also be allowed for: nothing would be left to compare. */
function armsAllowedFor({ comparison, covariates, stratum }: StudyProtocol): Fault {
  const arms =
    comparison.design === "cut_off" || comparison.design === "phased_rollout" ? undefined : comparison.treatment;
  const twice = [...covariates, stratum].find((name) => name === arms);
  return arms !== undefined && twice ? { code: "singular", term: twice } : undefined;
}

/** Only counted things and shares can be followed from before; a time has no before. */
function timeAskedFault({ comparison, outcome, secondary }: StudyProtocol): Fault {
  if (comparison.design !== "difference_in_differences" && comparison.design !== "phased_rollout") return undefined;
  const timed = [outcome, ...secondary].find(({ kind }) => kind === "time");
  return timed && { code: "wrong_kind", column: timed.column, needed: "measured" };
}

/** The first thing that makes a protocol unanswerable with this table; undefined when it can be tried. */
export function protocolFault(protocol: StudyProtocol, table: Table): Fault {
  const { comparison, outcome, secondary, covariates, stratum, cluster } = protocol;
  if (table.n === 0) return { code: "no_rows" };
  const places = [stratum, cluster].filter((name) => name !== null);
  return firstOf([
    () => comparisonFault(protocol, table, comparison),
    ...[outcome, ...secondary].map((one) => () => outcomeFault(protocol, table, one)),
    ...[...covariates, ...places].map((name) => () => placedFault(protocol, table, name)),
    () => timeAskedFault(protocol),
    () => armsAllowedFor(protocol),
  ]);
}
