import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import type { Groups } from "../terms.ts";
import { type PlainWarning, when } from "../warning.ts";

/** What was written down of each unit, by row. */
export interface TrialColumns {
  readonly y: Float64Array;
  /** 1 in the programme, 0 not. */
  readonly treat: Float64Array;
  readonly strata?: Groups | undefined;
  readonly cluster?: Groups | undefined;
  /** Name of the treatment column, for messages. */
  readonly name?: string;
}

/** Rows that can be used, how they fall into strata, and who was left out of which arm. */
export interface Trial {
  readonly rows: Uint32Array;
  readonly y: Float64Array;
  readonly treated: Uint8Array;
  readonly stratum: Int32Array;
  readonly strata: number;
  readonly cluster: Int32Array;
  readonly clusters: readonly string[];
  readonly missing: { readonly treated: number; readonly control: number; readonly unknown: number };
}

/** An outcome that is missing is no accident of the draw: the answer speaks only of those who answered, and says so. */
export function missingWarnings({ missing }: Pick<Trial, "missing">): readonly PlainWarning[] {
  const { treated, control, unknown } = missing;
  return [...when(treated + control > 0, "missing_outcomes"), ...when(unknown > 0, "missing_design")];
}

function invalidTreatment({ treat, name = "treat" }: TrialColumns): EvaluationFailure | undefined {
  const row = treat.findIndex((value) => !Number.isNaN(value) && value !== 0 && value !== 1);
  return row < 0 ? undefined : { code: "malformed_input", field: name, expected: "zero_or_one" };
}

function keptRows({ y, treat, strata, cluster }: TrialColumns): Pick<Trial, "rows" | "missing"> {
  const rows: number[] = [];
  let [treated, control, unknown] = [0, 0, 0];
  for (let row = 0; row < y.length; row++) {
    const arm = treat[row] ?? Number.NaN;
    const placed =
      (strata === undefined || (strata.codes[row] ?? -1) >= 0) &&
      (cluster === undefined || (cluster.codes[row] ?? -1) >= 0);
    if (Number.isNaN(arm) || !placed) unknown++;
    else if (!Number.isFinite(y[row])) arm === 1 ? treated++ : control++;
    else rows.push(row);
  }
  return { rows: Uint32Array.from(rows), missing: { treated, control, unknown } };
}

/** A cluster is drawn whole, within one stratum. */
function clusterFault({ treated, stratum, cluster, clusters }: Trial): EvaluationFailure | undefined {
  const arm = new Int8Array(clusters.length).fill(-1);
  const place = new Int32Array(clusters.length).fill(-1);
  for (let at = 0; at < cluster.length; at++) {
    const one = cluster[at] ?? 0;
    const name = clusters[one] ?? "";
    if ((arm[one] ?? -1) >= 0 && arm[one] !== treated[at]) return { code: "cluster_in_two_arms", cluster: name };
    if ((place[one] ?? -1) >= 0 && place[one] !== stratum[at]) return { code: "cluster_in_two_strata", cluster: name };
    arm[one] = treated[at] ?? 0;
    place[one] = stratum[at] ?? 0;
  }
  return undefined;
}

/** Reads a trial. Refuses a treatment other than 0 and 1, arms that are empty, and clusters that were not drawn whole. */
export function readTrial(columns: TrialColumns): Result<Trial, EvaluationFailure> {
  const invalid = invalidTreatment(columns);
  if (invalid) return refused(invalid);
  const { rows, missing } = keptRows(columns);
  if (rows.length === 0) return refused({ code: "no_rows" });
  const { strata, cluster, treat, name = "treat" } = columns;
  const trial: Trial = {
    rows,
    missing,
    y: Float64Array.from(rows, (row) => columns.y[row] ?? 0),
    treated: Uint8Array.from(rows, (row) => treat[row] ?? 0),
    stratum: Int32Array.from(rows, (row) => strata?.codes[row] ?? 0),
    strata: strata?.levels.length ?? 1,
    cluster: Int32Array.from(rows, (row, at) => cluster?.codes[row] ?? at),
    clusters: cluster?.levels ?? Array.from(rows, (row) => String(row + 1)),
  };
  const sum = trial.treated.reduce((before, one) => before + one, 0);
  if (sum === 0 || sum === rows.length) return refused({ code: "constant_treatment", column: name });
  const fault = clusterFault(trial);
  return fault ? refused(fault) : accepted(trial);
}
