import type { InputOf } from "../../contracts/contract.ts";
import type { planSession, recordSession } from "../../contracts/sessions.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import type { RecordSituation, SessionCase, SessionState, SessionText } from "../../core/sessions/session.ts";
import { findHouseholdObject } from "../access/objects.ts";
import { type CaseWithPack, findCaseWithPack } from "../cases/caseWithPack.data.ts";
import { mustChangeOne } from "../database/lostRace.ts";
import { together } from "../database/transaction.ts";
import { newId } from "../ids.ts";
import type { OperationContext } from "../operation.ts";

export interface PlanningState {
  readonly inCase: CaseWithPack;
  readonly goerInTeam: boolean;
}

/** The case, and whether whoever will go works with the family on that day. */
export async function findForPlanning(
  context: OperationContext,
  input: InputOf<typeof planSession>,
): Promise<PlanningState | undefined> {
  const { client, actor } = context;
  const inCase = await findCaseWithPack(context, input.caseId);
  if (!inCase) return undefined;
  const { rows } = await client.query(
    `select exists (
       select from household_team team
       where team.tenant_id = $1 and team.household_id = $2 and team.user_id = $3
         and team.valid_from <= $4::date and (team.valid_to is null or $4::date < team.valid_to)) as "goerInTeam"`,
    [actor.tenantId, inCase.householdId, input.forUserId ?? actor.userId, input.on],
  );
  return { inCase, goerInTeam: rows[0]?.goerInTeam === true };
}

/** The time typed is the one on the wall where the family lives; the database knows the zone and its summer time. */
export async function insertPlanned(
  { client, actor }: OperationContext,
  inCase: CaseWithPack,
  input: InputOf<typeof planSession>,
): Promise<void> {
  await client.query(
    `insert into session (tenant_id, id, case_id, household_id, kind, level, state, planned_at, planned_for, recorded_by)
     select $1,$2,$3,$4,$5,$6,'planned', ($7::date + $8::time) at time zone tenant.time_zone, $9, $10
     from tenant where tenant.id = $1`,
    [
      actor.tenantId,
      input.sessionId,
      inCase.caseId,
      inCase.householdId,
      input.kind,
      input.level,
      input.on,
      input.at,
      input.forUserId ?? actor.userId,
      actor.userId,
    ],
  );
}

export interface RecordingState {
  readonly inCase: CaseWithPack;
  readonly situation: RecordSituation;
}

/** The case, the session planned under this id if any, and whom and what the record may name. */
export async function findForRecording(
  context: OperationContext,
  { caseId, sessionId }: { readonly caseId: string; readonly sessionId: string },
): Promise<RecordingState | undefined> {
  const { client, actor } = context;
  const inCase = await findCaseWithPack(context, caseId);
  if (!inCase) return undefined;
  const { rows } = await client.query(
    `select session.state, session.version,
       array(select distinct member.person_id from household_member member
             where member.tenant_id = $1 and member.household_id = $2)::text[] as "memberIds",
       array(select goal.id from goal
             join plan on plan.tenant_id = goal.tenant_id and plan.id = goal.plan_id
             where plan.tenant_id = $1 and plan.case_id = $3 and plan.state <> 'refused')::text[] as "goalIds"
     from (values (1)) as one left join session
       on session.tenant_id = $1 and session.case_id = $3 and session.id = $4`,
    [actor.tenantId, inCase.householdId, caseId, sessionId],
  );
  const found = rows[0] as {
    state: SessionState | null;
    version: number | null;
    memberIds: string[];
    goalIds: string[];
  };
  const { openedOn, closedOn } = inCase;
  return {
    inCase,
    situation: { ...found, openedOn, closedOn, state: found.state ?? undefined, version: found.version ?? 0 },
  };
}

type Told = InputOf<typeof recordSession>;

async function storeHeld(
  { client, actor }: OperationContext,
  inCase: CaseWithPack,
  told: Told,
  version: number,
): Promise<void> {
  const values = [
    actor.tenantId,
    told.sessionId,
    told.kind,
    told.level,
    told.heldOn,
    told.minutes,
    told.notes,
    told.consentReminded,
    told.concern.trim(),
    told.summaryConfirmed,
    actor.userId,
    version,
  ];
  if (version === 1) {
    await client.query(
      `insert into session (tenant_id, id, kind, level, state, held_on, minutes, notes, consent_reminded, concern,
         summary_confirmed, recorded_by, version, case_id, household_id)
       values ($1,$2,$3,$4,'held',$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)`,
      [...values, inCase.caseId, inCase.householdId],
    );
    return;
  }
  mustChangeOne(
    await client.query(
      `update session set kind = $3, level = $4, state = 'held', held_on = $5, minutes = $6, notes = $7,
         consent_reminded = $8, concern = $9, summary_confirmed = $10, recorded_by = $11, version = $12
       where session.tenant_id = $1 and session.id = $2 and session.state = 'planned' and session.version = $12 - 1`,
      values,
    ),
  );
}

/** Rows below a session, one statement per table however many there are. Ids nobody refers to are made here. */
async function storeDetails({ client, actor }: OperationContext, inCase: CaseWithPack, told: Told): Promise<void> {
  const place = [actor.tenantId, told.sessionId, inCase.householdId];
  const withIds = <Row extends object>(rows: readonly Row[]) =>
    JSON.stringify(rows.map((row) => ({ ...row, id: newId() })));
  const rows = [
    client.query(
      `insert into session_presence (tenant_id, id, session_id, household_id, person_id, name)
     select $1, given.id, $2, $3, given."personId", given.name
     from jsonb_to_recordset($4) as given (id uuid, "personId" uuid, name text)`,
      [...place, withIds(told.present)],
    ),
  ];
  if (told.progress.length > 0) {
    rows.push(
      client.query(
        `insert into goal_progress (tenant_id, id, session_id, household_id, goal_id, direction, words)
       select $1, given.id, $2, $3, given."goalId", given.direction, given.words
       from jsonb_to_recordset($4) as given (id uuid, "goalId" uuid, direction text, words text)`,
        [...place, withIds(told.progress)],
      ),
    );
  }
  if (told.agreements.length > 0) {
    rows.push(
      client.query(
        `insert into task (tenant_id, id, session_id, household_id, case_id, title, who, assigned_to, due_on)
       select $1, given."taskId", $2, $3, $4, given.title, given.who, case when given.mine then $5::uuid end, given."dueOn"
       from jsonb_to_recordset($6) as given ("taskId" uuid, title text, who text, mine boolean, "dueOn" date)`,
        [...place, inCase.caseId, actor.userId, JSON.stringify(told.agreements)],
      ),
    );
  }
  await together(rows);
}

/** Stores what was told, and the day the family was last seen. */
export async function storeSession(
  context: OperationContext,
  inCase: CaseWithPack,
  told: Told,
  version: number,
): Promise<void> {
  await together([
    storeHeld(context, inCase, told, version),
    storeDetails(context, inCase, told),
    moveLastSession(context, inCase.caseId),
  ]);
}

/** The latest day that counts: of each session, its last text. */
async function moveLastSession({ client, actor }: OperationContext, caseId: string): Promise<void> {
  await client.query(
    `update case_file set last_session_on = (
       select session.held_on from session
       where session.tenant_id = $1 and session.case_id = $2 and session.state = 'held'
         and not exists (select from session later where later.tenant_id = $1 and later.corrects_id = session.id)
       order by session.held_on desc limit 1)
     where case_file.tenant_id = $1 and case_file.id = $2`,
    [actor.tenantId, caseId],
  );
}

/** A session as an operation on it finds it. */
export interface FoundSession {
  readonly sessionId: string;
  readonly caseId: string;
  readonly householdId: string;
  readonly kind: string;
  readonly level: string;
  readonly state: SessionState;
  readonly version: number;
  readonly plannedOn: string | null;
  readonly inCase: SessionCase;
  readonly text: SessionText;
  readonly correction: SessionText | null;
  readonly access: AccessObject;
}

const TEXT_OF = (alias: string) =>
  `json_build_object('heldOn', ${alias}.held_on, 'minutes', ${alias}.minutes, 'notes', ${alias}.notes)`;

export async function findSession(context: OperationContext, sessionId: string): Promise<FoundSession | undefined> {
  const { client, actor } = context;
  const { rows } = await client.query(
    `select session.id as "sessionId", session.case_id as "caseId", session.household_id as "householdId",
       session.kind, session.level, session.state, session.version,
       (session.planned_at at time zone tenant.time_zone)::date as "plannedOn",
       json_build_object('openedOn', case_file.opened_on, 'closedOn', case_file.closed_on) as "inCase",
       ${TEXT_OF("session")} as text,
       case when later.id is not null then ${TEXT_OF("later")} end as correction
     from session
     join tenant on tenant.id = session.tenant_id
     join case_file on case_file.tenant_id = session.tenant_id and case_file.id = session.case_id
     left join session later on later.tenant_id = session.tenant_id and later.corrects_id = session.id
     where session.tenant_id = $1 and session.id = $2`,
    [actor.tenantId, sessionId],
  );
  const found = rows[0] as Omit<FoundSession, "access"> | undefined;
  if (!found) return undefined;
  const access = await findHouseholdObject(client, actor, found.householdId, { level: 2 });
  return access && { ...found, access };
}

export async function updateMissed(
  { client, actor }: OperationContext,
  missed: { readonly sessionId: string; readonly state: string; readonly version: number; readonly reason: string },
): Promise<void> {
  mustChangeOne(
    await client.query(
      `update session set state = $3, version = $4, missed_reason = $5, recorded_by = $6
       where session.tenant_id = $1 and session.id = $2 and session.state = 'planned' and session.version = $4 - 1`,
      [actor.tenantId, missed.sessionId, missed.state, missed.version, missed.reason.trim(), actor.userId],
    ),
  );
}

/** A correction is a session of its own that names the one it corrects; nothing of the old one is touched. */
export async function insertCorrection(
  context: OperationContext,
  session: FoundSession,
  correction: SessionText & { readonly correctionId: string; readonly reason: string },
): Promise<void> {
  const { client, actor } = context;
  await client.query(
    `insert into session (tenant_id, id, case_id, household_id, kind, level, state, held_on, minutes, notes,
       correction_reason, corrects_id, recorded_by)
     values ($1,$2,$3,$4,$5,$6,'held',$7,$8,$9,$10,$11,$12)`,
    [
      actor.tenantId,
      correction.correctionId,
      session.caseId,
      session.householdId,
      session.kind,
      session.level,
      correction.heldOn,
      correction.minutes,
      correction.notes,
      correction.reason.trim(),
      session.sessionId,
      actor.userId,
    ],
  );
  await moveLastSession(context, session.caseId);
}
