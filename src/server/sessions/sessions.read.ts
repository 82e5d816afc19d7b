import { sql } from "kysely";
import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import type { familySessions, session } from "../../contracts/sessions.ts";
import { compilePredicate } from "../access/predicate.ts";
import { packWords } from "../packs/packWords.ts";
import type { QueryContext } from "../query.ts";
import { finishSession, type SessionRow, sessionJson } from "./shown.ts";

type Session = OutputOf<typeof session>;

/** One session with its family, whichever of its texts the id names; undefined when this person may not see it. */
export async function readSession(context: QueryContext, sessionId: string): Promise<Session | undefined> {
  const { db, actor, signedIn } = context;
  const { rows } = await sql<Omit<Session, "today" | "session"> & { session: SessionRow }>`
    with recursive line as (
      select named.id, named.corrects_id, named.tenant_id from session named where named.id = ${sessionId}
      union all
      select earlier.id, earlier.corrects_id, earlier.tenant_id from session earlier
      join line on earlier.tenant_id = line.tenant_id and earlier.id = line.corrects_id)
    select household.id as "householdId", case_file.id as "caseId", household.name as "familyName",
      household.code as "familyCode", case_file.opened_on as "openedOn", case_file.closed_on as "closedOn",
      ${compilePredicate(actor, "session.write", "household")} as "mayWrite", ${sessionJson(signedIn.language)} as session
    from line
    join session on session.tenant_id = line.tenant_id and session.id = line.id
    join tenant on tenant.id = session.tenant_id
    join household on household.tenant_id = session.tenant_id and household.id = session.household_id
    join case_file on case_file.tenant_id = session.tenant_id and case_file.id = session.case_id
    join pack_version on pack_version.tenant_id = case_file.tenant_id and pack_version.id = case_file.pack_version_id
    where line.corrects_id is null and ${compilePredicate(actor, "household.read", "household")}`.execute(db);
  const [row] = rows;
  return row && { ...row, today: actor.today, session: finishSession(row.session) };
}

type Contacts = OutputOf<typeof familySessions>;
interface ContactsRow extends Omit<Contacts, "today" | "items" | "more"> {
  readonly items: readonly SessionRow[];
}

const PAGE = 30;
const day = sql`coalesce(session.held_on, (session.planned_at at time zone tenant.time_zone)::date)`;

function matching({ state, kind, before }: ParametersOf<typeof familySessions>) {
  return sql`(${state ?? null}::text is null or session.state = ${state ?? null})
    and (${kind ?? null}::text is null or session.kind = ${kind ?? null})
    and (${before ?? null}::date is null or ${day} < ${before ?? null}::date)`;
}

/** The page ends with a whole day, so that the next one, which starts before that day, leaves nothing out. */
function page(parameters: ParametersOf<typeof familySessions>, language: "es" | "en") {
  return sql`(
    select coalesce(json_agg(listed.shown order by listed.day desc, listed.recorded_at desc), '[]') from (
      select ${sessionJson(language)} as shown, ${day} as day, session.recorded_at
      from session join case_file on case_file.tenant_id = session.tenant_id and case_file.id = session.case_id
      join pack_version on pack_version.tenant_id = case_file.tenant_id and pack_version.id = case_file.pack_version_id
      where session.tenant_id = household.tenant_id and session.household_id = household.id
        and session.corrects_id is null and ${matching(parameters)}
      order by ${day} desc fetch first ${PAGE + 1} rows with ties) listed)`;
}

function kindsOf(language: "es" | "en") {
  const label = packWords(sql`'session.' || (kind.value ->> 'id')`, language, sql`kind.value ->> 'id'`);
  return sql`coalesce((
    select json_agg(json_build_object('id', kind.value ->> 'id', 'label', ${label}) order by kind.ordinality)
    from pack_version, jsonb_array_elements(pack_version.content #> '{trajectory,kinds}') with ordinality as kind
    where pack_version.tenant_id = latest.tenant_id and pack_version.id = latest.pack_version_id), '[]')`;
}

function countOf(state: string) {
  return sql`(select count(*) from session where session.tenant_id = household.tenant_id
    and session.household_id = household.id and session.corrects_id is null and session.state = ${state})`;
}

/** The contacts with a family, newest first. One statement. */
export async function readFamilySessions(
  context: QueryContext,
  parameters: ParametersOf<typeof familySessions>,
): Promise<Contacts | undefined> {
  const { db, actor, signedIn } = context;
  const { rows } = await sql<ContactsRow>`
    select case when latest.closed_on is null then latest.id end as "caseId",
      ${compilePredicate(actor, "session.write", "household")} as "mayWrite", ${kindsOf(signedIn.language)} as kinds,
      json_build_object('planned', ${countOf("planned")}, 'held', ${countOf("held")}, 'missed', ${countOf("missed")},
        'cancelled', ${countOf("cancelled")}) as counts,
      ${page(parameters, signedIn.language)} as items
    from household
    join tenant on tenant.id = household.tenant_id
    left join lateral (
      select case_file.* from case_file
      where case_file.tenant_id = household.tenant_id and case_file.household_id = household.id
      order by case_file.closed_on desc nulls first, case_file.opened_on desc limit 1) latest on true
    where household.id = ${parameters.householdId}
      and ${compilePredicate(actor, "household.read", "household")}`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const shown = row.items.map(finishSession);
  const more = shown.length > PAGE;
  return { ...row, today: actor.today, items: more ? wholeDays(shown) : shown, more };
}

function dayOf(item: Contacts["items"][number]): string | null {
  return item.heldOn ?? item.plannedOn;
}

/** Without the last day of a page that goes on, unless the page is one day only. */
function wholeDays(items: Contacts["items"]): Contacts["items"] {
  const last = items.at(-1);
  const whole = items.filter((item) => !last || dayOf(item) !== dayOf(last));
  return whole.length > 0 ? whole : items;
}
