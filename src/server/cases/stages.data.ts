import { mustChangeOne } from "../database/lostRace.ts";
import { newId } from "../ids.ts";
import type { OperationContext } from "../operation.ts";

export interface StageStep {
  readonly caseId: string;
  readonly householdId: string;
  readonly from: string;
  readonly to: string;
  readonly version: number;
  readonly reason: string;
  /** Day and reason of the programme's list, when the step closes the case. */
  readonly closed?: { readonly on: string; readonly closing: string | null };
}

/** Moves a case by its version and writes the step in its history. */
export async function saveStageStep(
  { client, actor }: Pick<OperationContext, "client" | "actor">,
  step: StageStep,
): Promise<void> {
  const { closed } = step;
  mustChangeOne(
    await client.query(
      `update case_file set stage = $4, stage_since = $5, closed_on = $6, closing_reason = $7, result = $8,
              version = version + 1
       where tenant_id = $1 and id = $2 and version = $3 and closed_on is null`,
      [
        actor.tenantId,
        step.caseId,
        step.version,
        step.to,
        closed?.on ?? actor.today,
        closed?.on ?? null,
        closed?.closing ?? null,
        closed ? step.reason : null,
      ],
    ),
  );
  await client.query(
    `insert into stage_change (tenant_id, id, case_id, household_id, from_stage, to_stage, changed_on, changed_by, reason)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
    [
      actor.tenantId,
      newId(),
      step.caseId,
      step.householdId,
      step.from,
      step.to,
      closed?.on ?? actor.today,
      actor.userId,
      step.reason,
    ],
  );
}
