import { type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import type { CaseAnswer, CaseData, CaseFunctions, CaseInput } from "./case.ts";
import { causalCases } from "./causal.ts";
import { costCases } from "./cost.ts";
import { designCases } from "./design.ts";
import { designsCases } from "./designs.ts";
import { didCases } from "./did.ts";
import { distributionsCases } from "./distributions.ts";
import { inferenceCases } from "./inference.ts";
import { intervalsCases } from "./intervals.ts";
import { matchingCases } from "./matching.ts";
import { modelCases } from "./models.ts";
import { peopleCases } from "./people.ts";
import { sensitivityCases } from "./sensitivity.ts";
import { suppressionCases } from "./suppression.ts";
import { survivalCases } from "./survival.ts";

/** Every analysis of the library by its name. */
export const caseFunctions: CaseFunctions = {
  ...causalCases,
  ...costCases,
  ...designsCases,
  ...didCases,
  ...distributionsCases,
  ...intervalsCases,
  ...matchingCases,
  ...modelCases,
  ...designCases,
  ...inferenceCases,
  ...peopleCases,
  ...sensitivityCases,
  ...suppressionCases,
  ...survivalCases,
};

/** Answers one request: `fn` names the analysis, `input` its settings, `data` finds the tables it names. */
export async function runCase(
  { fn, input }: { readonly fn: string; readonly input: CaseInput },
  data: CaseData,
): Promise<Result<CaseAnswer, EvaluationFailure>> {
  const found = Object.hasOwn(caseFunctions, fn) ? caseFunctions[fn] : undefined;
  return found ? found(input, data) : refused({ code: "unknown_function", fn });
}
