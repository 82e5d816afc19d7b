import { deadlinesTouched } from "../../core/packs/deadlineRules.ts";
import type { RefusalStep } from "../../core/plans/refusal.ts";
import type { FoundCase } from "../cases/caseSituation.data.ts";
import { touchClocks } from "../cases/clocks.data.ts";
import { saveStageStep } from "../cases/stages.data.ts";
import type { OperationContext } from "../operation.ts";

type Step = RefusalStep & { readonly refusedOn: string; readonly reason: string };

/** Moves the case where the refusal sends it; a case that ends stops every clock that is still running. */
export async function takeRefusalStep(context: OperationContext, found: FoundCase, step: Step): Promise<void> {
  const { caseId, householdId, stage: from, version } = found;
  const closed = step.closing === null ? undefined : { on: step.refusedOn, closing: step.closing };
  const base = { caseId, householdId, from, to: step.to, version, reason: step.reason };
  await saveStageStep(context, closed ? { ...base, closed } : base);
  if (!closed) return touchClocks(context, found, step);
  const closure = deadlinesTouched(found.pack, { event: "case_closed", of: null });
  const meets = [...step.meets, ...closure.meets];
  const rest = found.running.map(({ deadlineId }) => deadlineId).filter((id) => !meets.includes(id));
  await touchClocks(context, found, { starts: [], meets, stops: [...rest, ...meets] });
}
