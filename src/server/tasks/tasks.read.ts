import { sql } from "kysely";
import type { OutputOf } from "../../contracts/contract.ts";
import type { familyTasks } from "../../contracts/tasks.ts";
import { compilePredicate } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";

type Output = OutputOf<typeof familyTasks>;

/** Closed tasks and notes beyond these are in the history of the file. */
const CLOSED_SHOWN = 30;

const tasks = sql`(
  select coalesce(json_agg(json_build_object('id', listed.id, 'version', listed.version, 'title', listed.title, 'who',
    listed.who, 'assignedTo', assignee.display_name, 'dueOn', listed.due_on, 'state', listed.state, 'doneOn', listed.done_on)
    order by listed.state <> 'open', case when listed.state = 'open' then listed.due_on end nulls last,
      listed.done_on desc, listed.id), '[]')
  from (
    (select * from task open where open.tenant_id = household.tenant_id and open.household_id = household.id
      and open.state = 'open')
    union all
    (select * from task closed where closed.tenant_id = household.tenant_id and closed.household_id = household.id
      and closed.state <> 'open' order by closed.done_on desc limit ${CLOSED_SHOWN})) listed
  left join user_account assignee on assignee.tenant_id = listed.tenant_id and assignee.id = listed.assigned_to)`;

const notes = sql`(
  select coalesce(json_agg(json_build_object('id', listed.id, 'text', listed.text, 'by', author.display_name,
    'recordedAt', listed.recorded_at) order by listed.recorded_at desc, listed.id), '[]')
  from (select * from note where note.tenant_id = household.tenant_id and note.household_id = household.id
        order by note.recorded_at desc limit ${CLOSED_SHOWN}) listed
  join user_account author on author.tenant_id = listed.tenant_id and author.id = listed.written_by)`;

const team = sql`(
  select coalesce(json_agg(distinct jsonb_build_object('userId', colleague.id, 'name', colleague.display_name)), '[]')
  from household_team team
  join user_account colleague on colleague.tenant_id = team.tenant_id and colleague.id = team.user_id
  where team.tenant_id = household.tenant_id and team.household_id = household.id
    and team.valid_from <= app.today() and (team.valid_to is null or team.valid_to > app.today()))`;

/** Tasks and notes of a family. One statement; undefined when this person may not see the family. */
export async function readFamilyTasks({ db, actor }: QueryContext, householdId: string): Promise<Output | undefined> {
  const { rows } = await sql<Omit<Output, "today">>`
    select ${compilePredicate(actor, "task.write", "household")} as "mayWrite", ${team} as team, ${tasks} as tasks,
      ${notes} as notes
    from household
    where household.id = ${householdId} and ${compilePredicate(actor, "household.read", "household")}`.execute(db);
  const [row] = rows;
  return row && { ...row, today: actor.today };
}
