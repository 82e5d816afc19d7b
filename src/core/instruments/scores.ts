import type { Scalar } from "../expressions/expression.ts";
import { codesOf } from "../expressions/values.ts";
import type { CompiledScoredItem, CompiledScoring } from "./compiled.ts";
import type { Frame } from "./frames.ts";

/** The score of one dimension, with what it rests on. */
export interface DimensionScore {
  readonly dimension: string;
  /** `null` when too much is unanswered or nothing applies. */
  readonly score: number | null;
  /** Id of the band the score falls in. */
  readonly band: string | null;
  readonly answered: number;
  /** Items that apply: relevant, with a known text, not answered "not applicable". */
  readonly expected: number;
  /** Names of the expected items without a rating. */
  readonly missing: readonly string[];
  /** Items of the score whose text is not known yet. */
  readonly pending: number;
}

/** Points of an answer, the item's direction applied; undefined when it is no rating. */
function pointsFor(scored: CompiledScoredItem, value: Scalar): number | undefined {
  let points: number | undefined;
  if (!scored.points) points = typeof value === "number" ? value : undefined;
  else if (scored.node.type === "multi") {
    const given = codesOf(value).map((code) => scored.points?.get(code));
    points = given.length === 0 ? undefined : given.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  } else points = typeof value === "string" ? scored.points.get(value) : undefined;
  if (points === undefined || !scored.range) return points;
  if (points < scored.range.low || points > scored.range.high) return undefined;
  return scored.reversed ? scored.range.low + scored.range.high - points : points;
}

function isNotApplicable(scored: CompiledScoredItem, value: Scalar): boolean {
  const codes = codesOf(value);
  const special = scored.node.list?.choices.filter((choice) => choice.special === "not_applicable") ?? [];
  return special.some((choice) => codes.includes(choice.code));
}

interface Rated {
  readonly scored: CompiledScoredItem;
  readonly points: number;
}

function combine(scoring: CompiledScoring, rated: readonly Rated[], expected: readonly CompiledScoredItem[]): number {
  const weight = rated.reduce((sum, { scored }) => sum + scored.weight, 0);
  const share = ({ scored, points }: Rated): number => {
    const range = scored.range ?? { low: 0, high: 1 };
    return (points - range.low) / (range.high - range.low);
  };
  const { combine: way } = scoring.rule;
  const value = way === "percent" ? share : ({ points }: Rated) => points;
  const mean = rated.reduce((sum, each) => sum + each.scored.weight * value(each), 0) / weight;
  if (way === "mean") return mean;
  if (way === "percent") return mean * 100;
  return mean * expected.reduce((sum, scored) => sum + scored.weight, 0);
}

function rounded(value: number, decimals: number): number {
  return Number(`${Math.round(Number(`${value.toFixed(12)}e${decimals}`))}e-${decimals}`) + 0;
}

function bandOf(scoring: CompiledScoring, score: number | null): string | null {
  if (score === null) return null;
  return scoring.bands.filter(({ from }) => score >= from).at(-1)?.id ?? null;
}

/** Scores one dimension from the computed values. */
export function scoreDimension(scoring: CompiledScoring, root: Frame): DimensionScore {
  const ratingOf = (scored: CompiledScoredItem): Scalar => root.values.get(scored.node.name) ?? null;
  const pending = scoring.items.filter(({ node }) => node.pendingText);
  const expected = scoring.items.filter(
    (scored) =>
      !scored.node.pendingText && root.relevant.has(scored.node.name) && !isNotApplicable(scored, ratingOf(scored)),
  );
  const rated: Rated[] = [];
  const missing: string[] = [];
  for (const scored of expected) {
    const points = pointsFor(scored, ratingOf(scored));
    if (points === undefined) missing.push(scored.node.name);
    else rated.push({ scored, points });
  }
  const { rule } = scoring;
  const allowed = rule.missing.kind === "at_most_missing" ? rule.missing.share * expected.length : 0;
  const enough = rated.length > 0 && missing.length <= allowed + 1e-9;
  const score = enough ? rounded(combine(scoring, rated, expected), rule.decimals ?? 2) : null;
  return {
    dimension: rule.dimension,
    score,
    band: bandOf(scoring, score),
    answered: rated.length,
    expected: expected.length,
    missing,
    pending: pending.length,
  };
}
