import { type RawBuilder, sql } from "kysely";
import type { OutputOf } from "../../contracts/contract.ts";
import type { ClockAdherence, clockAdherence } from "../../contracts/results.ts";
import { wilson } from "../../evaluation/rates.ts";
import { compilePredicate } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";
import { inside, packLabel } from "./fragments.ts";
import { tablesFor } from "./tables.ts";

type Counted = Omit<ClockAdherence, "share" | "low" | "high">;

function withShare(counted: Counted): ClockAdherence {
  const { kept, late, missed } = counted;
  const among = { events: kept, base: kept + late + missed };
  const interval = wilson(among);
  return {
    ...counted,
    share: among.base > 0 ? kept / among.base : null,
    low: interval?.lower ?? null,
    high: interval?.upper ?? null,
  };
}

/** How far the clocks of the programmes were kept, in one statement, over what this person may count. */
export async function readClockAdherence(
  { db, actor, signedIn }: QueryContext,
  territoryId: string | undefined,
): Promise<OutputOf<typeof clockAdherence>> {
  const asking = { tenantId: actor.tenantId, language: signedIn.language };
  const { tenantId } = asking;
  const today = sql`${actor.today}::date`;
  const tables = tablesFor(actor);
  const chosen = territoryId === undefined ? sql`true` : sql`household.territory_id in (select inside.id from inside)`;
  const when = (condition: RawBuilder<unknown>) => sql`count(*) filter (where ${condition})::int`;
  const { rows } = await sql<Counted>`
    with ${inside(asking, territoryId)},
     visible as materialized (
       select household.id from ${tables.families} household
       where ${compilePredicate(actor, "results.read", "household")} and ${chosen}),
     counted as (
       select clock.deadline_id, case_file.pack_version_id,
              ${when(sql`clock.state = 'met' and clock.ended_on <= clock.due_on`)} as kept,
              ${when(sql`clock.state = 'met' and clock.ended_on > clock.due_on`)} as late,
              ${when(sql`clock.state <> 'met' and coalesce(clock.ended_on, ${today}) > clock.due_on`)} as missed,
              ${when(sql`clock.state = 'running' and clock.due_on >= ${today}`)} as open,
              ${when(sql`clock.state = 'stopped' and clock.ended_on <= clock.due_on`)} as ended,
              sum(clock.ended_on - clock.started_on) filter (where clock.state = 'met') as days
       from ${tables.deadlines} clock
       join visible on visible.id = clock.household_id
       join ${tables.cases} case_file on case_file.tenant_id = ${tenantId} and case_file.id = clock.case_id
       where clock.tenant_id = ${tenantId}
       group by clock.deadline_id, case_file.pack_version_id)
    select counted.deadline_id as "deadlineId", min(${packLabel(asking, "deadline", sql`counted.deadline_id`)}) as label,
      sum(kept)::int as kept, sum(late)::int as late, sum(missed)::int as missed, sum(open)::int as open,
      sum(ended)::int as ended, (sum(days) / nullif(sum(kept + late), 0))::float8 as "meanDays"
    from counted
    join pack_version on pack_version.tenant_id = ${tenantId} and pack_version.id = counted.pack_version_id
    group by counted.deadline_id order by counted.deadline_id`.execute(db);
  return { today: actor.today, clocks: rows.map(withShare) };
}
