import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type PlainWarning, when } from "../warning.ts";
import { type Ratio, ratioOfShares } from "./ratios.ts";
import { checkLevel, checkShare, type Limits, newcombeLimits, type Share, wilsonLimits } from "./shares.ts";

export interface DisparityGroup extends Limits {
  readonly group: string;
  readonly rate: number;
  /** Share of all events over share of the population; absent without populations, or without events. */
  readonly disproportionality: number | undefined;
  /** Against the reference; absent for the reference itself. */
  readonly ratio: Ratio | undefined;
  readonly difference: (Limits & { readonly difference: number }) | undefined;
}

export interface Disparity {
  readonly groups: readonly DisparityGroup[];
  readonly overall: number;
  /** Variance between groups, each weighted by its n. */
  readonly betweenGroupVariance: number;
  /** 100 times the mean distance of the other groups' rates from the reference's, over it; NaN where that is 0. */
  readonly indexOfDisparity: number;
  readonly warnings: readonly PlainWarning[];
}

export interface DisparityInput {
  readonly groups: readonly string[];
  readonly shares: readonly Share[];
  readonly reference: string;
  /** Children of each group in the population, for disproportionality. */
  readonly population?: readonly number[];
}

function check({ groups, shares, reference, population }: DisparityInput): EvaluationFailure | undefined {
  if (groups.length < 2 || shares.length !== groups.length)
    return { code: "malformed_input", field: "groups", expected: "two_or_more_with_x_and_n" };
  const repeated = groups.findIndex((group, index) => groups.indexOf(group) !== index);
  if (repeated >= 0) return { code: "duplicate_id", id: groups[repeated] ?? "", row: repeated + 1 };
  if (!groups.includes(reference))
    return { code: "malformed_input", field: "reference", expected: "one_of_the_groups" };
  if (population && (population.length !== groups.length || !population.every((size) => size > 0)))
    return { code: "malformed_input", field: "population", expected: "one_number_above_0_for_each_group" };
  for (const [index, share] of shares.entries()) {
    const failure = checkShare(share, `[${index}]`);
    if (failure) return failure;
  }
  return undefined;
}

/**
 * Rates of groups side by side, in relative and absolute terms against a reference: Wilson's interval of each rate, log
 * (score where a count is 0) interval of ratios, Newcombe's of differences. Index of disparity: Pearcy and Keppel 2002.
 */
export function disparity(input: DisparityInput, level = 0.95): Result<Disparity, EvaluationFailure> {
  const failure = checkLevel(level) ?? check(input);
  if (failure) return refused(failure);
  const { groups, shares, reference, population } = input;
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const [events, base] = [total(shares.map(({ x }) => x)), total(shares.map(({ n }) => n))];
  const overall = events / base;
  const against = shares[groups.indexOf(reference)] ?? { x: 0, n: 1 };
  const referenceRate = against.x / against.n;
  const others = shares.filter((share) => share !== against);
  const people = population && total(population);
  const between = total(shares.map(({ x, n }) => n * (x / n - overall) ** 2)) / base;
  const distance = total(others.map(({ x, n }) => Math.abs(x / n - referenceRate))) / others.length;
  return accepted({
    groups: groups.map((group, index) => {
      const share = shares[index] ?? against;
      const size = population?.[index];
      const known = size !== undefined && people !== undefined && events > 0;
      return {
        group,
        rate: share.x / share.n,
        ...wilsonLimits(share, level),
        disproportionality: known ? share.x / events / (size / people) : undefined,
        ratio: group === reference ? undefined : ratioOfShares(share, against, level),
        difference: group === reference ? undefined : newcombeLimits(share, against, level),
      };
    }),
    overall,
    betweenGroupVariance: between,
    indexOfDisparity: referenceRate > 0 ? (100 * distance) / referenceRate : Number.NaN,
    warnings: when(
      shares.some(({ x }) => x === 0),
      "zero_cell",
    ),
  });
}
