import type { assessmentHistory, ScoredDimension, ScoresByRater } from "../../contracts/assessments.ts";
import type { OutputOf } from "../../contracts/contract.ts";

export type History = OutputOf<typeof assessmentHistory>;
export type Brief = History["assessments"][number];
export type Change = History["changes"][number]["changes"][number];
export type Side = keyof ScoresByRater;
type Score = ScoresByRater[Side][number];

/** The scale on which all dimensions of a drawing stand. */
export interface Scale {
  readonly lowest: number;
  readonly highest: number;
  /** True when the dimensions' own scales differ and each is drawn from 0 to 100 within its own. */
  readonly scaled: boolean;
}

/** Dimensions with one scale on which more is better are drawn as they are; others each from 0 to 100, outward better. */
export function scaleFor(dimensions: readonly ScoredDimension[]): Scale {
  const [first] = dimensions;
  const alike =
    first !== undefined &&
    dimensions.every(
      ({ lowest, highest, direction }) =>
        lowest === first.lowest && highest === first.highest && direction === "higher_is_better",
    );
  return alike
    ? { lowest: first.lowest, highest: first.highest, scaled: false }
    : { lowest: 0, highest: 100, scaled: true };
}

/** How far along its own scale a score lies, 0 to 1, with 1 the best. */
export function shareOf(dimension: ScoredDimension, score: number | null | undefined): number | null {
  const { lowest, highest, direction } = dimension;
  if (score === null || score === undefined || highest === lowest) return null;
  const share = (score - lowest) / (highest - lowest);
  return direction === "higher_is_better" ? share : 1 - share;
}

/** A score as it is drawn. */
export function drawn(dimension: ScoredDimension, score: number | null | undefined, scale: Scale): number | null {
  if (score === null || score === undefined) return null;
  if (!scale.scaled) return score;
  const share = shareOf(dimension, score);
  return share === null ? null : Math.round(share * 1000) / 10;
}

export function scoreOf(scores: ScoresByRater | null, side: Side, dimension: string): Score | undefined {
  return scores?.[side].find((score) => score.dimension === dimension);
}

/** Whether this side gave any score at all. */
export function hasScores(scores: ScoresByRater | null, side: Side): boolean {
  return scores?.[side].some(({ score }) => score !== null) ?? false;
}

/** Mean place of both looks; null when nobody scored. */
function height(dimension: ScoredDimension, scores: ScoresByRater | null): number | null {
  const shares = (["family", "team"] as const).flatMap(
    (side) => shareOf(dimension, scoreOf(scores, side, dimension.id)?.score) ?? [],
  );
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** Dimensions from the strongest to the weakest, those without a score last; ties keep the instrument's order. */
export function strongestFirst(
  dimensions: readonly ScoredDimension[],
  scores: ScoresByRater | null,
): readonly ScoredDimension[] {
  const value = (dimension: ScoredDimension) => height(dimension, scores) ?? Number.NEGATIVE_INFINITY;
  return dimensions.toSorted((left, right) => {
    const [first, second] = [value(left), value(right)];
    return first === second ? 0 : second - first;
  });
}

const MOST_STRENGTHS = 2;

/** What is strong already: the highest dimensions, when there are others to be higher than and they are not at the bottom. */
export function strengthsOf(
  dimensions: readonly ScoredDimension[],
  scores: ScoresByRater | null,
): readonly ScoredDimension[] {
  const scored = strongestFirst(dimensions, scores).filter((dimension) => height(dimension, scores) !== null);
  if (scored.length <= MOST_STRENGTHS) return scored.filter((dimension) => (height(dimension, scores) ?? 0) > 0.5);
  return scored.slice(0, MOST_STRENGTHS).filter((dimension) => (height(dimension, scores) ?? 0) > 0);
}

/** The closed assessment with the same instrument just before this one; corrected ones do not count. */
export function previousOf(history: History, assessmentId: string): Brief | undefined {
  const corrected = new Set(history.assessments.map(({ correctsId }) => correctsId));
  const own = history.assessments.find((one) => one.assessmentId === assessmentId);
  if (!own) return undefined;
  const at = history.assessments.indexOf(own);
  return history.assessments
    .slice(at + 1)
    .find(
      (one) =>
        one.instrumentId === own.instrumentId &&
        one.state === "closed" &&
        one.assessmentId !== own.correctsId &&
        !corrected.has(one.assessmentId),
    );
}

const COURSES = { better: 0, same: 1, worse: 2, unknown: 3 } as const satisfies Record<Change["course"], number>;

/** Changes of one side, what is better first. */
export function bestFirst(changes: readonly Change[], side: Side): readonly Change[] {
  return changes
    .filter(({ rater }) => rater === side)
    .toSorted((left, right) => COURSES[left.course] - COURSES[right.course]);
}
