import type { EvaluationFailure } from "./failure.ts";

/**
 * When the data cannot carry an analysis. Each rule answers why, or undefined where it is fulfilled. A study refuses to go on; an
 * analysis asked for by itself gives its number with the reason among its warnings.
 */
export const LEAST_PER_ARM = 8;
export const LEAST_CLUSTERS = 4;
export const LEAST_EVENTS_PER_COEFFICIENT = 5;
export const LEAST_EFFECTIVE = 20;

/** More draws say nothing more, and take minutes. */
export const MOST_DRAWS = 10_000_000;
/** More groups than this are no groups any more: a column of identifiers or measures was taken for them. */
const MOST_GROUPS = 100;
/** Each of these has a curve of its own: territories may be many. */
export const MOST_CURVES = 1000;

/** Too many groups to be compared. */
export function manyGroups(field: string, n: number, most = MOST_GROUPS): EvaluationFailure | undefined {
  return n > most ? { code: "out_of_range", field, least: 1, most } : undefined;
}

/** Fewer than 8 units in an arm: what happened can be described, not compared. */
export function fewUnits(arms: Readonly<Record<string, number>>): EvaluationFailure | undefined {
  const short = Object.entries(arms).find(([, n]) => n < LEAST_PER_ARM);
  return short && { code: "too_few_units", arm: short[0], n: short[1], needed: LEAST_PER_ARM };
}

/** Fewer than 4 clusters: the difference can be shown, not how sure it is. */
export function fewClusters(n: number): EvaluationFailure | undefined {
  return n < LEAST_CLUSTERS ? { code: "too_few_clusters", n, needed: LEAST_CLUSTERS } : undefined;
}

/** Fewer than 5 events per coefficient of a hazard model: each group's curve can be shown. */
export function fewEvents(events: number, coefficients: number): EvaluationFailure | undefined {
  const needed = LEAST_EVENTS_PER_COEFFICIENT * coefficients;
  return events < needed ? { code: "too_few_events", events, needed } : undefined;
}

/** Weights that leave fewer than 20 effective rows in an arm: the arms are too different. */
export function smallEffectiveSize(ess: Readonly<Record<string, number>>): EvaluationFailure | undefined {
  // Below also when there is no number: no weight at all is no row at all.
  const short = Object.values(ess).find((n) => !(n >= LEAST_EFFECTIVE));
  return short === undefined
    ? undefined
    : { code: "effective_n_too_small", n: Number.isNaN(short) ? 0 : short, needed: LEAST_EFFECTIVE };
}

/** Columns that tell the arms apart: nobody on one side is like anybody on the other. */
export function separated(separation: "none" | "quasi" | "complete"): EvaluationFailure | undefined {
  return separation === "none" ? undefined : { code: "separation", kind: separation };
}

/** The reasons that apply, in the order of the rules asked. */
export function reasons(...rules: readonly (EvaluationFailure | undefined)[]): readonly EvaluationFailure[] {
  return rules.filter((rule) => rule !== undefined);
}
