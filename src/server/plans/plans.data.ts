import type { AccessObject } from "../../core/access/policy.ts";
import type { GoalAction } from "../../core/plans/action.ts";
import type { Goal, GoalChange, PlanSituation } from "../../core/plans/goal.ts";
import type { AgreedPlan, Plan, PlanCase, RefusedPlan } from "../../core/plans/plan.ts";
import { findHouseholdObject } from "../access/objects.ts";
import { type CaseWithPack, findCaseWithPack } from "../cases/caseWithPack.data.ts";
import { mustChangeOne } from "../database/lostRace.ts";
import { newId } from "../ids.ts";
import type { OperationContext } from "../operation.ts";

/** Plan, goal or action as an operation finds it: the part of the plan the rules ask for, and who may. */
export interface InPlan {
  readonly planId: string;
  readonly householdId: string;
  readonly situation: PlanSituation;
  readonly access: AccessObject;
}

const SITUATION = `plan.id as "planId", plan.household_id as "householdId",
  json_build_object(
    'state', plan.state, 'closedOn', case_file.closed_on,
    'openGoals', (select count(*) from goal counted where counted.tenant_id = plan.tenant_id and counted.plan_id = plan.id
                  and counted.state in ('to_start', 'under_way')),
    'mostGoals', pack_version.content #> '{plan,priorities,most,value}') as situation`;
const PLAN_OF_CASE = `join case_file on case_file.tenant_id = plan.tenant_id and case_file.id = plan.case_id
  join pack_version on pack_version.tenant_id = plan.tenant_id and pack_version.id = case_file.pack_version_id`;

async function withAccess<Row extends { readonly householdId: string }>(
  { client, actor }: OperationContext,
  row: Row | undefined,
): Promise<(Row & { readonly access: AccessObject }) | undefined> {
  if (!row) return undefined;
  const access = await findHouseholdObject(client, actor, row.householdId, { level: 2 });
  return access && { ...row, access };
}

export async function findPlanSituation(context: OperationContext, planId: string): Promise<InPlan | undefined> {
  const { rows } = await context.client.query(
    `select ${SITUATION} from plan ${PLAN_OF_CASE} where plan.tenant_id = $1 and plan.id = $2`,
    [context.actor.tenantId, planId],
  );
  return withAccess(context, rows[0] as Omit<InPlan, "access"> | undefined);
}

export type FoundGoal = InPlan & { readonly goal: Goal };

export async function findGoal(context: OperationContext, goalId: string): Promise<FoundGoal | undefined> {
  const { rows } = await context.client.query(
    `select ${SITUATION}, json_build_object('words', goal.words, 'dimension', goal.dimension, 'item', goal.item,
       'state', goal.state, 'version', goal.version) as goal
     from goal join plan on plan.tenant_id = goal.tenant_id and plan.id = goal.plan_id ${PLAN_OF_CASE}
     where goal.tenant_id = $1 and goal.id = $2`,
    [context.actor.tenantId, goalId],
  );
  return withAccess(context, rows[0] as Omit<FoundGoal, "access"> | undefined);
}

export type FoundAction = InPlan & { readonly action: GoalAction };

export async function findAction(context: OperationContext, actionId: string): Promise<FoundAction | undefined> {
  const { rows } = await context.client.query(
    `select ${SITUATION}, json_build_object('what', goal_action.what, 'who', goal_action.who,
       'dueOn', goal_action.due_on, 'doneOn', goal_action.done_on, 'version', goal_action.version) as action
     from goal_action
     join goal on goal.tenant_id = goal_action.tenant_id and goal.id = goal_action.goal_id
     join plan on plan.tenant_id = goal.tenant_id and plan.id = goal.plan_id ${PLAN_OF_CASE}
     where goal_action.tenant_id = $1 and goal_action.id = $2`,
    [context.actor.tenantId, actionId],
  );
  return withAccess(context, rows[0] as Omit<FoundAction, "access"> | undefined);
}

/** What drafting must know of the case besides its pack. */
export interface DraftFacts {
  readonly hasPlan: boolean;
  readonly instrumentsClosed: readonly string[];
  readonly assessment: string | null | undefined;
}

export async function findDraftFacts(
  { client, actor }: OperationContext,
  caseId: string,
  assessmentId: string | undefined,
): Promise<DraftFacts> {
  const { rows } = await client.query(
    `select exists (select from plan where plan.tenant_id = $1 and plan.case_id = $2 and plan.state <> 'refused') as "hasPlan",
       ${INSTRUMENTS_CLOSED} as "instrumentsClosed",
       (select assessment.state from assessment
        where assessment.tenant_id = $1 and assessment.case_id = $2 and assessment.id = $3) as assessment`,
    [actor.tenantId, caseId, assessmentId ?? null],
  );
  const facts = rows[0] as DraftFacts;
  return assessmentId === undefined ? { ...facts, assessment: undefined } : facts;
}

const INSTRUMENTS_CLOSED = `(select coalesce(array_agg(distinct instrument_version.instrument_id), '{}') from assessment
  join instrument_version on instrument_version.tenant_id = assessment.tenant_id
    and instrument_version.id = assessment.instrument_version_id
  where assessment.tenant_id = $1 and assessment.case_id = $2 and assessment.state = 'closed')`;

/** A plan with its case, for agreeing or refusing it. */
export interface FoundPlan {
  readonly planId: string;
  readonly inCase: CaseWithPack;
  readonly plan: Plan;
  readonly situation: PlanCase;
}

export async function findPlan(context: OperationContext, planId: string): Promise<FoundPlan | undefined> {
  const { client, actor } = context;
  const { rows } = await client.query(
    `select plan.case_id as "caseId", plan.state, plan.version,
       (select coalesce(json_agg(json_build_object('goalId', goal.id, 'words', goal.words, 'state', goal.state)
          order by goal.position, goal.id), '[]')
        from goal where goal.tenant_id = plan.tenant_id and goal.plan_id = plan.id) as goals,
       (select coalesce(json_agg(distinct member.person_id), '[]') from household_member member
        where member.tenant_id = plan.tenant_id and member.household_id = plan.household_id
          and (member.valid_to is null or member.valid_to > $3::date)) as "memberIds"
     from plan where plan.tenant_id = $1 and plan.id = $2`,
    [actor.tenantId, planId, actor.today],
  );
  const row = rows[0] as (Plan & { caseId: string; memberIds: string[] }) | undefined;
  const inCase = row && (await findCaseWithPack(context, row.caseId));
  if (!row || !inCase) return undefined;
  const { instrumentsClosed } = await findDraftFacts(context, row.caseId, undefined);
  const { openedOn, closedOn } = inCase;
  return {
    planId,
    inCase,
    plan: { state: row.state, version: row.version, goals: row.goals },
    situation: { openedOn, closedOn, memberIds: row.memberIds, instrumentsClosed },
  };
}

export async function insertPlan(
  { client, actor }: OperationContext,
  plan: { readonly planId: string; readonly inCase: CaseWithPack; readonly assessmentId: string | undefined },
): Promise<void> {
  await client.query(
    `insert into plan (tenant_id, id, case_id, household_id, assessment_id, state) values ($1,$2,$3,$4,$5,'draft')`,
    [actor.tenantId, plan.planId, plan.inCase.caseId, plan.inCase.householdId, plan.assessmentId ?? null],
  );
}

export async function insertGoal(
  { client, actor }: OperationContext,
  place: { readonly goalId: string; readonly planId: string; readonly householdId: string },
  goal: Goal,
): Promise<void> {
  await client.query(
    `insert into goal (tenant_id, id, plan_id, household_id, words, dimension, item, state, position)
     select $1,$2,$3,$4,$5,$6,$7,$8, coalesce(max(goal.position), 0) + 1 from goal where goal.tenant_id = $1 and goal.plan_id = $3`,
    [actor.tenantId, place.goalId, place.planId, place.householdId, goal.words, goal.dimension, goal.item, goal.state],
  );
}

/** Stores a changed goal and keeps what it was before; `words` is what the family said about a move. */
export async function updateGoal(
  { client, actor }: OperationContext,
  place: { readonly goalId: string; readonly householdId: string },
  { before, after }: GoalChange,
  words: string,
): Promise<void> {
  mustChangeOne(
    await client.query(
      `update goal set words = $4, dimension = $5, item = $6, state = $7, version = $8
       where goal.tenant_id = $1 and goal.id = $2 and goal.version = $3`,
      [
        actor.tenantId,
        place.goalId,
        before.version,
        after.words,
        after.dimension,
        after.item,
        after.state,
        after.version,
      ],
    ),
  );
  const moved = before.state !== after.state;
  if (!moved && before.words === after.words) return;
  await client.query(
    `insert into goal_change (tenant_id, id, goal_id, household_id, kind, before, after, words, changed_by)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
    [
      actor.tenantId,
      newId(),
      place.goalId,
      place.householdId,
      moved ? "moved" : "words",
      moved ? before.state : before.words,
      moved ? after.state : after.words,
      words,
      actor.userId,
    ],
  );
}

export async function insertAction(
  { client, actor }: OperationContext,
  place: { readonly actionId: string; readonly goalId: string; readonly householdId: string },
  action: GoalAction,
): Promise<void> {
  await client.query(
    `insert into goal_action (tenant_id, id, goal_id, household_id, what, who, due_on) values ($1,$2,$3,$4,$5,$6,$7)`,
    [actor.tenantId, place.actionId, place.goalId, place.householdId, action.what, action.who, action.dueOn],
  );
}

export async function updateAction(
  { client, actor }: OperationContext,
  actionId: string,
  action: GoalAction,
): Promise<void> {
  mustChangeOne(
    await client.query(
      `update goal_action set what = $4, who = $5, due_on = $6, done_on = $7, version = $8
       where goal_action.tenant_id = $1 and goal_action.id = $2 and goal_action.version = $3`,
      [
        actor.tenantId,
        actionId,
        action.version - 1,
        action.what,
        action.who,
        action.dueOn,
        action.doneOn,
        action.version,
      ],
    ),
  );
}

export async function updateAgreedPlan(
  { client, actor }: OperationContext,
  planId: string,
  plan: AgreedPlan,
): Promise<void> {
  mustChangeOne(
    await client.query(
      `update plan set state = $4, version = $5, agreement_kind = $6, agreed_on = $7, agreed_by = $8, agreement_note = $9
       where plan.tenant_id = $1 and plan.id = $2 and plan.version = $3`,
      [
        actor.tenantId,
        planId,
        plan.version - 1,
        plan.state,
        plan.version,
        plan.agreementKind,
        plan.agreedOn,
        plan.agreedBy,
        plan.note,
      ],
    ),
  );
}

export async function updateRefusedPlan(
  { client, actor }: OperationContext,
  planId: string,
  plan: RefusedPlan,
): Promise<void> {
  mustChangeOne(
    await client.query(
      `update plan set state = $4, version = $5, refused_on = $6, refusal_reason = $7
       where plan.tenant_id = $1 and plan.id = $2 and plan.version = $3`,
      [actor.tenantId, planId, plan.version - 1, plan.state, plan.version, plan.refusedOn, plan.reason],
    ),
  );
}
