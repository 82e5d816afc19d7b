import type { WorkingCalendar } from "../../core/calendar/workingDays.ts";
import { changeClocks, type TouchedClocks } from "../../core/cases/clocks.ts";
import { deadlinesTouched, type Happening, someDeadlineHears } from "../../core/packs/deadlineRules.ts";
import { newId } from "../ids.ts";
import type { OperationContext } from "../operation.ts";
import { type FoundCase, findCase } from "./caseSituation.data.ts";
import type { CaseWithPack } from "./caseWithPack.data.ts";

/** Saturday and Sunday rest everywhere the product runs; holidays are data of a territory that no table holds yet. */
const weekend: WorkingCalendar = { restDays: [6, 7], holidays: new Set(), years: new Set() };

type ClockedCase = Pick<FoundCase, "caseId" | "householdId" | "pack" | "facts" | "running">;

/** Starts, meets and stops the clocks of a case; one statement for those that end and one for those that begin. */
export async function touchClocks(
  context: OperationContext,
  found: ClockedCase,
  touched: TouchedClocks,
): Promise<void> {
  const { client, actor, now } = context;
  const changes = changeClocks({ ...found, calendar: weekend }, touched, { at: now, on: actor.today });
  if (changes.ended.length > 0) {
    await client.query(
      `update deadline set state = ended.state, ended_on = $3, version = version + 1
       from jsonb_to_recordset($2) as ended (id uuid, state text)
       where deadline.tenant_id = $1 and deadline.id = ended.id and deadline.state = 'running'`,
      [actor.tenantId, JSON.stringify(changes.ended), actor.today],
    );
  }
  if (changes.started.length === 0) return;
  const rows = changes.started.map(({ deadlineId, due }) => ({ id: newId(), deadlineId, ...due }));
  await client.query(
    `insert into deadline (tenant_id, id, case_id, household_id, deadline_id, started_on, due_on)
     select $1, id, $3, $4, "deadlineId", $5,
            coalesce("on", ("at" at time zone (select time_zone from tenant where tenant.id = $1))::date)
     from jsonb_to_recordset($2) as new (id uuid, "deadlineId" text, "on" date, "at" timestamptz)`,
    [actor.tenantId, JSON.stringify(rows), found.caseId, found.householdId, actor.today],
  );
}

/**
 * What an event of the programme (an assessment closed, a session held…) does to the clocks of its case. Most events touch
 * none, and then the case is not read with all its facts.
 */
export async function recordHappening(
  context: OperationContext,
  { caseId, pack }: Pick<CaseWithPack, "caseId" | "pack">,
  happening: Happening,
): Promise<void> {
  if (!someDeadlineHears(pack, happening)) return;
  const found = await findCase(context, caseId);
  if (!found || found.closedOn !== null) return;
  const touched = deadlinesTouched(found.pack, happening);
  await touchClocks(context, found, touched);
}
