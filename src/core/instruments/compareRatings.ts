import type { Scalar } from "../expressions/expression.ts";
import type { Answers } from "./answers.ts";
import type { CompiledInstrument, Node } from "./compiled.ts";
import { compute } from "./compute.ts";
import type { Situation } from "./frames.ts";
import type { DimensionScore } from "./scores.ts";

/** One item on which the two raters are far apart: a "Hablemos de esto". */
export interface RatingDifference {
  readonly item: string;
  readonly dimension: string | null;
  readonly family: string | number;
  readonly team: string | number;
  /** Steps on the scale, or units of the number; the family's rating minus the team's. */
  readonly steps: number;
}

/** Place on an ordered scale (choices that are no ratings left out), or the number itself. */
function placeOf(node: Node, value: Scalar): number | undefined {
  if (node.type === "int" || node.type === "dec") return typeof value === "number" ? value : undefined;
  if (node.type !== "choice" || !node.list?.ordered) return undefined;
  const scale = node.list.choices.filter((choice) => choice.special === undefined);
  const place = scale.findIndex((choice) => choice.code === value);
  return place < 0 ? undefined : place;
}

/**
 * Items outside repeats where both rated and the ratings lie at least the instrument's `differenceThreshold` apart, widest
 * first. Without a threshold, or where one of them did not rate, there is no difference.
 */
export function compareRatings(
  compiled: CompiledInstrument,
  familyAnswers: Answers,
  teamAnswers: Answers,
  situation: Omit<Situation, "rater">,
): readonly RatingDifference[] {
  const threshold = compiled.definition.differenceThreshold;
  if (threshold === undefined) return [];
  const family = compute(compiled, familyAnswers, { ...situation, rater: "family" });
  const team = compute(compiled, teamAnswers, { ...situation, rater: "team" });
  const differences: RatingDifference[] = [];
  for (const node of compiled.nodes) {
    const [mine, theirs] = [family.values.get(node.name) ?? null, team.values.get(node.name) ?? null];
    const [first, second] = [placeOf(node, mine), placeOf(node, theirs)];
    if (first === undefined || second === undefined || typeof mine === "boolean" || typeof theirs === "boolean")
      continue;
    if (mine === null || theirs === null || Math.abs(first - second) < threshold) continue;
    const dimension = node.dimension ?? null;
    differences.push({ item: node.name, dimension, family: mine, team: theirs, steps: first - second });
  }
  return differences.sort((left, right) => Math.abs(right.steps) - Math.abs(left.steps));
}

/** What became of one dimension between two assessments. */
export interface DimensionChange {
  readonly dimension: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number | null;
  readonly bandBefore: string | null;
  readonly bandAfter: string | null;
  /** `unknown` when one of the scores is absent. */
  readonly course: "better" | "same" | "worse" | "unknown";
}

type Scores = { readonly [dimension: string]: DimensionScore };

/** Change per scored dimension, in the order of the instrument; which way is better is the instrument's to say. */
export function changeBetween(compiled: CompiledInstrument, before: Scores, after: Scores): readonly DimensionChange[] {
  return compiled.scoring.map(({ rule }) => {
    const [first, last] = [before[rule.dimension], after[rule.dimension]];
    const known = typeof first?.score === "number" && typeof last?.score === "number";
    const change = known ? Number(((last?.score ?? 0) - (first?.score ?? 0)).toFixed(10)) : null;
    const gain = rule.direction === "higher_is_better" ? change : change === null ? null : -change;
    return {
      dimension: rule.dimension,
      before: first?.score ?? null,
      after: last?.score ?? null,
      change,
      bandBefore: first?.band ?? null,
      bandAfter: last?.band ?? null,
      course: gain === null ? "unknown" : gain > 0 ? "better" : gain < 0 ? "worse" : "same",
    };
  });
}
