import { accepted, type Result, refused } from "../../core/result.ts";
import type { StudyCosts, StudyProtocol } from "../../core/studies/protocol.ts";
import type { EvaluationFailure } from "../failure.ts";
import { ols } from "../models/ols.ts";
import { fewClusters, fewUnits, reasons } from "../refusals.ts";
import type { Table } from "../table.ts";
import { type Groups, groupColumn, numberColumn } from "../terms.ts";
import { comparable, type Request } from "./comparable.ts";
import { type Frame, frameOf } from "./frame.ts";
import { modelOf } from "./linear.ts";
import { armSizes, compacted, type Sample, sampleOf } from "./sample.ts";

/** What costs are compared on: the rows of the comparison whose cost is known, effects turned so that more is better. */
export interface CostRows {
  readonly frame: Frame;
  readonly costs: StudyCosts;
  readonly sample: Sample;
  readonly effect: Float64Array;
  readonly cost: Float64Array;
  /** Units whose cost is not known. */
  readonly unknown: number;
}

type Failing<Value> = Result<Value, EvaluationFailure>;

/** Pairs where the plan makes pairs; otherwise everybody, made comparable by regression on the same covariates. */
function chosen(frame: Frame, sample: Sample): Failing<Sample> {
  const { comparison, stratum, seed } = frame.protocol;
  if (comparison.design !== "matched_comparison") return accepted(sample);
  const name = comparison.within ?? stratum;
  const groups: Failing<Groups | undefined> = name === null ? accepted(undefined) : groupColumn(frame.table, name);
  if (!groups.ok) return groups;
  const within = groups.value && compacted(groups.value, sample.rows).codes;
  const request: Request = { sample, comparison, within, seed };
  const made = comparable(request);
  return made.ok ? accepted(made.value.used) : made;
}

/** Columns a design needs beside the covariates: both lines of a cut-off. */
function lines({ protocol, table, arms }: Frame): Failing<readonly { label: string; values: Float64Array }[]> {
  const { comparison } = protocol;
  if (comparison.design !== "cut_off") return accepted([]);
  const running = numberColumn(table, comparison.running);
  if (!running.ok) return running;
  const away = running.value.map((value) => value - comparison.cutoff);
  return accepted([
    { label: comparison.running, values: away },
    { label: `${comparison.running} x`, values: away.map((value, row) => value * (arms[row] ?? 0)) },
  ]);
}

export function costRowsOf(protocol: StudyProtocol, table: Table): Failing<CostRows> {
  const { costs, comparison, outcome } = protocol;
  if (!costs) return refused({ code: "malformed_input", field: "costs", expected: "costs_column" });
  if (comparison.design === "phased_rollout")
    return refused({ code: "option_not_offered", fn: "costs", option: comparison.design });
  const cost = numberColumn(table, costs.column);
  if (!cost.ok) return cost;
  const frame = frameOf(protocol, outcome, table);
  if (!frame.ok) return frame;
  const before: Failing<Float64Array | undefined> =
    comparison.design === "difference_in_differences" ? numberColumn(table, comparison.before) : accepted(undefined);
  if (!before.ok) return before;
  const more = lines(frame.value);
  if (!more.ok) return more;
  const fill = comparison.design === "waiting_list_lottery";
  const base = sampleOf(frame.value, { fill, more: more.value, also: before.value ? [before.value] : [] });
  if (!base.ok) return base;
  const also = [cost.value, ...(before.value ? [before.value] : [])];
  const known = sampleOf(frame.value, { fill, more: more.value, also });
  if (!known.ok) return known;
  const [short] = reasons(
    fewUnits(armSizes(known.value)),
    known.value.cluster && fewClusters(known.value.cluster.levels.length),
  );
  if (short) return refused(short);
  const sample = chosen(frame.value, known.value);
  if (!sample.ok) return sample;
  const sign = outcome.betterWhen === "more" ? 1 : -1;
  const { rows, y } = sample.value;
  return accepted({
    frame: frame.value,
    costs,
    sample: sample.value,
    effect: y.map((value, at) => sign * (value - (before.value?.[rows[at] ?? 0] ?? 0))),
    cost: Float64Array.from(rows, (row) => cost.value[row] ?? Number.NaN),
    unknown: base.value.rows.length - known.value.rows.length,
  });
}

/** A column with what the covariates explain of it taken off: what is left is compared within strata. */
export function withoutCovariates(values: Float64Array, sample: Sample): Failing<Float64Array> {
  if (sample.X.p === 0) return accepted(values);
  const X = modelOf(sample, true);
  const fit = ols(values, X);
  if (!fit.ok) return fit;
  const first = X.p - sample.X.p;
  return accepted(
    values.map((value, row) => {
      let rest = value;
      for (let j = first; j < X.p; j++) {
        const coefficient = fit.value.coef[j] ?? 0;
        if (!Number.isNaN(coefficient)) rest -= coefficient * (X.cols[j]?.[row] ?? 0);
      }
      return rest;
    }),
  );
}
