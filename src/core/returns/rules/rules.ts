import { adoption } from "./adoption.ts";
import { adoptionDecisions } from "./adoptionDecisions.ts";
import { ages } from "./ages.ts";
import { episodeChain } from "./episodeChain.ts";
import { integrity } from "./integrity.ts";
import { lastYear } from "./lastYear.ts";
import { leavers } from "./leavers.ts";
import { legalLimits } from "./legalLimits.ts";
import { missing } from "./missing.ts";
import { mothers } from "./mothers.ts";
import { origins } from "./origins.ts";
import { placements } from "./placements.ts";
import { providers } from "./providers.ts";
import type { Rule } from "./rule.ts";
import { socialWorkers } from "./socialWorkers.ts";
import { validCodes } from "./validCodes.ts";
import { validDays } from "./validDays.ts";
import { yearInCare } from "./yearInCare.ts";

/** Every published rule that is run, in the order in which they are told: the cells, the episodes, the rest by subject. */
export const rules: readonly Rule[] = [
  ...validCodes,
  ...validDays,
  ...integrity,
  ...episodeChain,
  ...legalLimits,
  ...placements,
  ...providers,
  ...ages,
  ...mothers,
  ...origins,
  ...missing,
  ...yearInCare,
  ...leavers,
  ...adoption,
  ...adoptionDecisions,
  ...socialWorkers,
  ...lastYear,
];
