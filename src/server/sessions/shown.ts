import { sql } from "kysely";
import type { SessionShown } from "../../contracts/sessions.ts";
import { packWords } from "../packs/packWords.ts";

const taskFields = sql`json_build_object('id', task.id, 'version', task.version, 'title', task.title, 'who', task.who,
  'assignedTo', assignee.display_name, 'dueOn', task.due_on, 'state', task.state, 'doneOn', task.done_on)`;

/** A task as screens show it; expects `task` and the left-joined `assignee`. */
export function taskShown() {
  return taskFields;
}

export const assigneeJoin = sql`left join user_account assignee
  on assignee.tenant_id = task.tenant_id and assignee.id = task.assigned_to`;

/** Every text of a session, the original first: a chain of corrections, each naming the one before. */
const texts = sql`(
  with recursive chain as (
    select first.id, first.held_on, first.minutes, first.notes, first.correction_reason, first.recorded_by,
      first.recorded_at, 0 as place
    from session first where first.tenant_id = session.tenant_id and first.id = session.id
    union all
    select next.id, next.held_on, next.minutes, next.notes, next.correction_reason, next.recorded_by, next.recorded_at,
      chain.place + 1
    from session next join chain on next.tenant_id = session.tenant_id and next.corrects_id = chain.id)
  select json_agg(json_build_object('id', chain.id, 'heldOn', chain.held_on, 'minutes', chain.minutes, 'notes', chain.notes,
    'reason', coalesce(chain.correction_reason, ''), 'by', writer.display_name, 'recordedAt', chain.recorded_at)
    order by chain.place)
  from chain join user_account writer on writer.tenant_id = session.tenant_id and writer.id = chain.recorded_by)`;

const present = sql`(
  select coalesce(json_agg(presence.name order by presence.person_id nulls last, presence.name), '[]')
  from session_presence presence where presence.tenant_id = session.tenant_id and presence.session_id = session.id)`;

const progress = sql`(
  select coalesce(json_agg(json_build_object('goalId', goal.id, 'goal', goal.words, 'direction', told.direction, 'words',
    told.words) order by goal.position, told.id), '[]')
  from goal_progress told join goal on goal.tenant_id = told.tenant_id and goal.id = told.goal_id
  where told.tenant_id = session.tenant_id and told.session_id = session.id)`;

const agreements = sql`(
  select coalesce(json_agg(${taskFields} order by task.due_on nulls last, task.id), '[]')
  from task ${assigneeJoin} where task.tenant_id = session.tenant_id and task.session_id = session.id)`;

/** What the statement gives of a session; `finishSession` makes it what screens show. */
export type SessionRow = Omit<SessionShown, "texts"> & { readonly texts: SessionShown["texts"] };

/** A session as JSON; expects `session`, `tenant` and `pack_version` in the statement. */
export function sessionJson(language: "es" | "en") {
  const kind = packWords(sql`'session.' || session.kind`, language, sql`session.kind`);
  const level = packWords(sql`'level.' || session.level`, language, sql`session.level`);
  return sql<SessionRow>`json_build_object('id', session.id, 'version', session.version, 'kind', session.kind,
    'kindLabel', ${kind}, 'level', session.level, 'levelLabel', ${level}, 'state', session.state,
    'plannedOn', (session.planned_at at time zone tenant.time_zone)::date,
    'plannedAt', to_char(session.planned_at at time zone tenant.time_zone, 'HH24:MI'),
    'plannedFor', (select goer.display_name from user_account goer
                   where goer.tenant_id = session.tenant_id and goer.id = session.planned_for),
    'heldOn', session.held_on, 'minutes', session.minutes, 'notes', session.notes, 'missedReason', session.missed_reason,
    'consentReminded', session.consent_reminded, 'summaryConfirmed', session.summary_confirmed, 'concern', session.concern,
    'by', (select author.display_name from user_account author
           where author.tenant_id = session.tenant_id and author.id = session.recorded_by),
    'present', ${present}, 'progress', ${progress}, 'agreements', ${agreements}, 'texts', ${texts})`;
}

/** The last text is the one that counts; earlier ones are shown only when there was a correction. */
export function finishSession(row: SessionRow): SessionShown {
  const last = row.texts.at(-1);
  if (row.texts.length < 2 || !last) return { ...row, texts: [] };
  return { ...row, heldOn: last.heldOn, minutes: last.minutes, notes: last.notes };
}
