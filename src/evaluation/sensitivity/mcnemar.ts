import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { binomSf } from "../numeric/distributions.ts";
import { invalidGamma } from "./pairs.ts";
import type { GammaBound } from "./wilcoxon.ts";

/**
 * Bounds of the one-sided McNemar p under hidden bias Gamma: P(X >= D), X binomial over the pairs in which exactly one had the
 * event, D those in which the treated one had it, probability Gamma / (1 + Gamma) for the upper bound and 1 / (1 + Gamma) for
 * the lower (Rosenbaum 2002, section 4.3.2). At Gamma 1 it is the exact binomial test.
 */
export function rosenbaumMcNemar(
  { discordantTreated, discordantControl }: { readonly discordantTreated: number; readonly discordantControl: number },
  gammas: readonly number[],
): Result<readonly GammaBound[], EvaluationFailure> {
  const invalid = invalidGamma(gammas);
  if (invalid) return refused(invalid);
  const counts = { discordantTreated, discordantControl };
  for (const [field, count] of Object.entries(counts)) {
    if (!Number.isInteger(count) || count < 0)
      return refused({ code: "malformed_input", field, expected: "whole_number" });
  }
  const n = discordantTreated + discordantControl;
  const from = (probability: number) => binomSf(discordantTreated - 1, n, probability);
  return accepted(gammas.map((gamma) => ({ gamma, pLower: from(1 / (1 + gamma)), pUpper: from(gamma / (1 + gamma)) })));
}
