import { accepted, type Result } from "../../core/result.ts";
import type { Words } from "../../core/words.ts";
import { minimumAttainableP } from "../design/attainable.ts";
import type { EvaluationFailure } from "../failure.ts";
import { permCI } from "../inference/permCI.ts";
import { permStratified } from "../inference/permStratified.ts";
import type { Trial } from "../inference/sample.ts";
import { residualsOf } from "./linear.ts";
import { decimalWords } from "./numberWords.ts";
import type { Sample } from "./sample.ts";
import { say } from "./speech.ts";

/** What was drawn: units one by one, or whole clusters. */
export interface Drawn {
  readonly trial: Trial;
  /** How far one unit of effect moves each of the trial's outcomes. */
  readonly moved: Float64Array;
  readonly whole: boolean;
  /** Smallest two-sided p this draw could give. */
  readonly smallestP: number;
}

/** Clusters lie whole in one arm and one stratum: then they were what was drawn. */
function drawnWhole({ treat, cluster, stratum }: Sample): boolean {
  if (!cluster) return false;
  const placed = new Map<number, string>();
  return cluster.codes.every((code, row) => {
    const place = `${treat[row] ?? 0} ${stratum?.codes[row] ?? 0}`;
    const before = placed.get(code) ?? place;
    placed.set(code, before);
    return before === place;
  });
}

function sumsBy(codes: Int32Array, size: number, values: Float64Array): Float64Array {
  const sums = new Float64Array(size);
  codes.forEach((code, row) => {
    sums[code] = (sums[code] ?? 0) + (values[row] ?? 0);
  });
  return sums;
}

/**
 * The draw to be repeated: outcomes and treatment as strata and covariates leave them (Rosenbaum 2002), so that the sum over the
 * treated by the sum of what was moved is the adjusted difference itself. Without covariates the outcomes as they are.
 * Whole clusters are one row each: the sum of theirs.
 */
export function drawnOf(y: Float64Array, sample: Sample): Result<Drawn, EvaluationFailure> {
  const { treat, X, cluster, stratum } = sample;
  const whole = drawnWhole(sample);
  const adjust = whole || X.p > 0;
  const outcome = adjust ? residualsOf(y, sample) : accepted(y);
  if (!outcome.ok) return outcome;
  const exposure = adjust ? residualsOf(treat, sample) : accepted(treat);
  if (!exposure.ok) return exposure;
  const rows = whole && cluster ? cluster.codes : Int32Array.from(treat.keys());
  const size = whole && cluster ? cluster.levels.length : treat.length;
  const treated = new Uint8Array(size);
  const place = new Int32Array(size);
  rows.forEach((code, row) => {
    treated[code] = treat[row] ?? 0;
    place[code] = stratum?.codes[row] ?? 0;
  });
  const trial: Trial = {
    rows: Uint32Array.from(treated.keys()),
    y: sumsBy(rows, size, outcome.value),
    treated,
    stratum: place,
    strata: stratum?.levels.length ?? 1,
    cluster: Int32Array.from(treated.keys()),
    clusters: [],
    missing: { treated: 0, control: 0, unknown: 0 },
  };
  const strata = Array.from({ length: trial.strata }, (_, at) => {
    const own = [...place.keys()].filter((one) => place[one] === at);
    return { units: own.length, treated: own.reduce((sum, one) => sum + (treated[one] ?? 0), 0) };
  });
  const least = minimumAttainableP(strata.filter(({ units }) => units > 0));
  if (!least.ok) return least;
  return accepted({ trial, moved: sumsBy(rows, size, exposure.value), whole, smallestP: least.value.twoSided });
}

export interface PermutedP {
  readonly p: number;
  readonly method: Words;
}

/** Draws that are gone through one by one rather than drawn: beyond, going through them takes longer than drawing. */
const EXACT_LIMIT = 20_000;

/** Values drawn altogether at most: beyond, large studies make fewer draws, and say how many. */
const MOST_DRAWN = 5e7;

function drawsFor({ trial }: Drawn, asked: number): number {
  return Math.min(asked, Math.max(1000, Math.floor(MOST_DRAWN / trial.y.length)));
}

export function permutedP(drawn: Drawn, asked: number, seed: string): Result<PermutedP, EvaluationFailure> {
  const { trial, whole } = drawn;
  const draws = drawsFor(drawn, asked);
  const found = permStratified(trial, { draws, seed, exactLimit: EXACT_LIMIT });
  if (!found.ok) return found;
  const what = whole ? say("los grupos enteros", "whole clusters") : say("las unidades", "units");
  const many = decimalWords(draws, 0);
  const method =
    found.value.method === "exact"
      ? say(
          `Repitiendo el sorteo de ${what.es} de todas las maneras posibles`,
          `By repeating the draw of ${what.en} in all possible ways`,
        )
      : say(
          `Repitiendo el sorteo de ${what.es} ${many.es} veces`,
          `By repeating the draw of ${what.en} ${many.en} times`,
        );
  return accepted({ p: found.value.pTwoSided, method });
}

/** Units beyond which the interval comes from the model: with so many it is the same and takes no minutes. */
const MOST_SHIFTED = 5000;

/** Shifts that the draw does not rule out; undefined where it leaves a side open, or with very many units. */
export function permutedInterval(
  drawn: Drawn,
  asked: number,
  seed: string,
): { readonly low: number; readonly high: number } | undefined {
  const { trial, moved } = drawn;
  if (trial.y.length > MOST_SHIFTED) return undefined;
  // Arms that strata or covariates tell apart fully leave nothing that a draw could move.
  const free = trial.treated.reduce((sum, one, at) => sum + one * (moved[at] ?? 0), 0);
  if (!(free > 1e-9 * trial.y.length)) return undefined;
  const draws = drawsFor(drawn, asked);
  const found = permCI(trial, { alpha: 0.05, draws, seed, moved, exactLimit: EXACT_LIMIT });
  if (!found.ok || found.value.lower === null || found.value.upper === null) return undefined;
  return { low: found.value.lower, high: found.value.upper };
}
