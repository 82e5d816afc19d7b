import { episodeChain } from "./episodeChain.ts";
import { legalLimits } from "./legalLimits.ts";
import { mothers } from "./mothers.ts";
import { placements } from "./placements.ts";
import type { Rule } from "./rule.ts";
import { validCodes } from "./validCodes.ts";
import { validDays } from "./validDays.ts";

/** Every published rule that is run. */
export const rules: readonly Rule[] = [
  ...validCodes,
  ...validDays,
  ...episodeChain,
  ...legalLimits,
  ...placements,
  ...mothers,
];
