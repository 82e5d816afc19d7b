import type { OutputOf } from "../../contracts/contract.ts";
import type { plan } from "../../contracts/plans.ts";

/** What the screen of a plan was given. */
export type PlanData = OutputOf<typeof plan>;
export type ShownPlan = NonNullable<PlanData["plan"]>;

/** Reads the plan again and gives what is there now. */
export type ReadAgain = () => Promise<PlanData | undefined>;
