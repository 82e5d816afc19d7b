import { accepted, type Result, refused } from "../../core/result.ts";
import type { StudyOutcome, StudyProtocol } from "../../core/studies/protocol.ts";
import type { EvaluationFailure } from "../failure.ts";
import { mean } from "../numeric/sums.ts";
import type { Table } from "../table.ts";
import { type Groups, groupColumn, numberColumn } from "../terms.ts";
import { type Speech, speechOf } from "./speech.ts";
import { type Timed, timedOf } from "./timed.ts";

/** A column known before entering, ready for a model: a number as it stands, a category as one column per group but the first. */
export interface Covariate {
  readonly label: string;
  readonly values: Float64Array;
}

/** One outcome of a protocol with everything that surrounds it, row by row of the table. */
export interface Frame {
  readonly protocol: StudyProtocol;
  readonly outcome: StudyOutcome;
  readonly table: Table;
  readonly speech: Speech;
  /** What is compared; NaN is missing. A time outcome as pseudo-values of its share by the horizon, made within each arm. */
  readonly y: Float64Array;
  /** The same made without looking at the arms: what a permutation may move. */
  readonly blind: Float64Array;
  /** 1 in the programme, 0 not, NaN not known (or too far from a cut-off to be compared). */
  readonly treat: Float64Array;
  /** The same, however far from a cut-off. */
  readonly arms: Float64Array;
  readonly covariates: readonly Covariate[];
  readonly strata: Groups | undefined;
  readonly cluster: Groups | undefined;
  readonly timed: Timed | undefined;
}

const EMPTY = new Float64Array(0);

/** One column per group but the first, which is the one most units belong to; -1 is missing in all of them. */
function indicators(label: string, { codes, levels }: Groups): readonly Covariate[] {
  const sizes = new Array<number>(levels.length).fill(0);
  for (const code of codes) if (code >= 0) sizes[code] = (sizes[code] ?? 0) + 1;
  const order = levels.map((_, code) => code).filter((code) => (sizes[code] ?? 0) > 0);
  const base = order.reduce((most, code) => ((sizes[code] ?? 0) > (sizes[most] ?? 0) ? code : most), order[0] ?? 0);
  const named = order.filter((code) => code !== base).sort((a, b) => ((levels[a] ?? "") < (levels[b] ?? "") ? -1 : 1));
  return named.map((code) => ({
    label: `${label}: ${levels[code] ?? ""}`,
    values: Float64Array.from(codes, (one) => (one < 0 ? Number.NaN : Number(one === code))),
  }));
}

export function covariatesOf(
  protocol: StudyProtocol,
  table: Table,
  names: readonly string[],
): Result<readonly Covariate[], EvaluationFailure> {
  const all: Covariate[] = [];
  for (const name of [...new Set(names)]) {
    const described = protocol.columns.find((column) => column.name === name);
    const label = described?.label ?? name;
    if (described?.kind === "category") {
      const groups = groupColumn(table, name);
      if (!groups.ok) return groups;
      all.push(...indicators(label, groups.value));
      continue;
    }
    const values = numberColumn(table, name);
    if (!values.ok) return values;
    if (values.value.every(Number.isNaN)) return refused({ code: "not_a_number", column: label, row: 1 });
    all.push({ label, values: values.value });
  }
  return accepted(all);
}

function optionalGroups(table: Table, name: string | null): Result<Groups | undefined, EvaluationFailure> {
  return name === null ? accepted(undefined) : groupColumn(table, name);
}

/** Who had the programme, by row; a column of zeros and ones, or the side of the cut-off. */
function armsOf({ comparison }: StudyProtocol, table: Table): Result<Float64Array, EvaluationFailure> {
  if (comparison.design === "phased_rollout") return accepted(EMPTY);
  if (comparison.design !== "cut_off") return numberColumn(table, comparison.treatment);
  const running = numberColumn(table, comparison.running);
  if (!running.ok) return running;
  const { cutoff, enters } = comparison;
  return accepted(
    running.value.map((value) => (Number.isNaN(value) ? value : Number(value >= cutoff === (enters === "above")))),
  );
}

/** Only those near a cut-off are compared. */
function compared({ comparison }: StudyProtocol, table: Table, arms: Float64Array): Float64Array {
  if (comparison.design !== "cut_off") return arms;
  const running = numberColumn(table, comparison.running);
  const { cutoff, bandwidth } = comparison;
  if (!running.ok) return arms;
  return arms.map((arm, row) => (Math.abs((running.value[row] ?? Number.NaN) - cutoff) < bandwidth ? arm : Number.NaN));
}

export function frameOf(
  protocol: StudyProtocol,
  outcome: StudyOutcome,
  table: Table,
): Result<Frame, EvaluationFailure> {
  const values = numberColumn(table, outcome.column);
  if (!values.ok) return values;
  const treat = armsOf(protocol, table);
  if (!treat.ok) return treat;
  const covariates = covariatesOf(protocol, table, protocol.covariates);
  if (!covariates.ok) return covariates;
  const strata = optionalGroups(table, protocol.stratum);
  if (!strata.ok) return strata;
  const cluster = optionalGroups(table, protocol.cluster);
  if (!cluster.ok) return cluster;
  const timed = outcome.kind === "time" ? timedOf(table, outcome, treat.value) : accepted(undefined);
  if (!timed.ok) return timed;
  return accepted({
    protocol,
    outcome,
    table,
    speech: speechOf(protocol, outcome),
    y: timed.value?.byArm ?? values.value,
    blind: timed.value?.blind ?? values.value,
    treat: compared(protocol, table, treat.value),
    arms: treat.value,
    covariates: covariates.value,
    strata: strata.value,
    cluster: cluster.value,
    timed: timed.value,
  });
}

/** Missing numbers filled with the mean of the known ones, and a column that says where. Right in a lottery only. */
export function filled(covariates: readonly Covariate[]): {
  readonly columns: readonly Covariate[];
  readonly cells: number;
} {
  let cells = 0;
  const columns = covariates.flatMap(({ label, values }): Covariate[] => {
    const known = values.filter((value) => !Number.isNaN(value));
    if (known.length === values.length) return [{ label, values }];
    cells += values.length - known.length;
    const middle = mean(known);
    return [
      { label, values: values.map((value) => (Number.isNaN(value) ? middle : value)) },
      { label: `${label}: sin dato`, values: values.map((value) => Number(Number.isNaN(value))) },
    ];
  });
  return { columns, cells };
}
