import { accepted, type Result, refused } from "../../core/result.ts";
import type { StudyResult } from "../../core/studies/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { mean } from "../numeric/sums.ts";
import { atRows, type Design, type Groups } from "../terms.ts";
import { type Covariate, type Frame, filled } from "./frame.ts";
import { say } from "./speech.ts";

/** The rows an estimate rests on, one number per row kept. */
export interface Sample {
  /** Rows of the table, ascending. */
  readonly rows: Uint32Array;
  readonly y: Float64Array;
  readonly blind: Float64Array;
  readonly treat: Float64Array;
  /** Covariates, without constant or strata. */
  readonly X: Design;
  readonly stratum: Groups | undefined;
  readonly cluster: Groups | undefined;
  readonly excluded: StudyResult["excluded"];
  readonly groups: StudyResult["groups"];
  /** Values of covariates that were filled with the mean. */
  readonly filledCells: number;
}

export interface SampleOptions {
  /** Lacking covariates are filled instead of leaving the unit out: right only where chance made the arms. */
  readonly fill: boolean;
  /** Columns that must be known too. */
  readonly also?: readonly Float64Array[];
  /** Columns used beside the covariates. */
  readonly more?: readonly Covariate[];
}

const none = (codes: Groups | undefined, row: number) => codes !== undefined && (codes.codes[row] ?? -1) < 0;

/** Why a row cannot be used, in the order in which it is told; undefined where it can. */
function lack(frame: Frame, columns: readonly Covariate[], also: readonly Float64Array[], row: number) {
  if (Number.isNaN(frame.treat[row] ?? Number.NaN)) return "arm";
  if (Number.isNaN(frame.y[row] ?? Number.NaN)) return "outcome";
  if (none(frame.strata, row) || none(frame.cluster, row)) return "place";
  if (also.some((values) => Number.isNaN(values[row]))) return "covariate";
  return columns.some(({ values }) => Number.isNaN(values[row])) ? "covariate" : undefined;
}

type Lack = NonNullable<ReturnType<typeof lack>>;

const reasonsLeftOut: Readonly<Record<Lack, ReturnType<typeof say>>> = {
  arm: say("No se sabe si tuvieron el programa", "It is not known whether they had the programme"),
  outcome: say("No se midió el resultado", "The outcome was not measured"),
  place: say("No se sabe a qué grupo pertenecen", "It is not known to which group they belong"),
  covariate: say("Falta algún dato de antes de entrar", "Something known before entering is missing"),
};

/** The groups of some rows, numbered afresh: only those that occur, in their order. */
export function compacted(groups: Groups, rows: Uint32Array): Groups {
  const present = [...new Set(Array.from(rows, (row) => groups.codes[row] ?? -1))].sort((a, b) => a - b);
  const place = new Map(present.map((code, at) => [code, at]));
  return {
    codes: Int32Array.from(rows, (row) => place.get(groups.codes[row] ?? -1) ?? -1),
    levels: present.map((code) => groups.levels[code] ?? ""),
  };
}

/** Who there was in each arm, who was measured, and how it came out. */
export function groupsTold({ treat, y }: Pick<Frame, "treat" | "y">): StudyResult["groups"] {
  return ([1, 0] as const).map((arm) => {
    const all = y.filter((_, row) => treat[row] === arm);
    const known = all.filter((value) => !Number.isNaN(value));
    return {
      arm: arm === 1 ? "programme" : "comparison",
      n: all.length,
      missing: all.length - known.length,
      mean: known.length > 0 ? mean(known) : null,
    };
  });
}

export function designOf(columns: readonly Covariate[], rows: Uint32Array): Design {
  return {
    n: rows.length,
    p: columns.length,
    names: columns.map(({ label }) => label),
    cols: columns.map(({ values }) => atRows(values, rows)),
  };
}

export function sampleOf(frame: Frame, options: SampleOptions): Result<Sample, EvaluationFailure> {
  const { also = [], more = [] } = options;
  const all = [...frame.covariates, ...more];
  const made = options.fill ? filled(all) : { columns: all, cells: 0 };
  const counts = new Map<Lack, number>();
  const kept: number[] = [];
  for (let row = 0; row < frame.y.length; row++) {
    const why = lack(frame, made.columns, also, row);
    if (why === undefined) kept.push(row);
    else counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  if (kept.length === 0) return refused({ code: "no_rows" });
  const rows = Uint32Array.from(kept);
  const reasons = (Object.keys(reasonsLeftOut) as Lack[]).filter((why) => counts.has(why));
  return accepted({
    rows,
    y: atRows(frame.y, rows),
    blind: atRows(frame.blind, rows),
    treat: atRows(frame.treat, rows),
    X: designOf(made.columns, rows),
    stratum: frame.strata && compacted(frame.strata, rows),
    cluster: frame.cluster && compacted(frame.cluster, rows),
    excluded: reasons.map((why) => ({ reason: reasonsLeftOut[why], n: counts.get(why) ?? 0 })),
    groups: groupsTold(frame),
    filledCells: made.cells,
  });
}

/** Some of the rows of a sample (places, not rows of the table). */
export function subsample(sample: Sample, places: Uint32Array): Sample {
  return {
    ...sample,
    rows: places.map((at) => sample.rows[at] ?? 0),
    y: atRows(sample.y, places),
    blind: atRows(sample.blind, places),
    treat: atRows(sample.treat, places),
    X: { ...sample.X, n: places.length, cols: sample.X.cols.map((column) => atRows(column, places)) },
    stratum: sample.stratum && compacted(sample.stratum, places),
    cluster: sample.cluster && compacted(sample.cluster, places),
  };
}

/** Units of each arm that were measured. */
export function armSizes({ treat }: Pick<Sample, "treat">): {
  readonly programme: number;
  readonly comparison: number;
} {
  const programme = treat.reduce((sum, one) => sum + one, 0);
  return { programme, comparison: treat.length - programme };
}
