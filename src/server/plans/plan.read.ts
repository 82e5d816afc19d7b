import { sql } from "kysely";
import type { OutputOf } from "../../contracts/contract.ts";
import type { GoalShown, PlanShown, plan } from "../../contracts/plans.ts";
import type { InstrumentDefinition } from "../../core/instruments/definition.ts";
import { type ProgrammePack, packText } from "../../core/packs/pack.ts";
import { refusalEffect } from "../../core/packs/planRules.ts";
import { dimensionParts, type NamedPart, priorityParts, questionParts } from "../../core/plans/priorities.ts";
import { compilePredicate } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";

type Output = OutputOf<typeof plan>;
type Facts = Pick<
  Output,
  "caseId" | "householdId" | "familyName" | "familyCode" | "openedOn" | "closedOn" | "mayWrite" | "members" | "refused"
>;
type StoredGoal = Omit<GoalShown, "dimensionLabel" | "itemLabel">;

interface Row extends Facts {
  readonly pack: Pick<ProgrammePack, "plan" | "texts">;
  readonly assessment: {
    readonly id: string;
    readonly priorities: readonly string[];
    readonly definition: InstrumentDefinition;
  } | null;
  readonly plan: (Omit<PlanShown, "goals"> & { readonly goals: readonly StoredGoal[] }) | null;
}

const history = sql`(
  select coalesce(json_agg(event order by event.at, event.id), '[]') from (
    select change.id, change.recorded_at as at, author.display_name as by, change.kind, change.before as "from",
      change.after as "to", change.words
    from goal_change change join user_account author on author.tenant_id = change.tenant_id and author.id = change.changed_by
    where change.tenant_id = goal.tenant_id and change.goal_id = goal.id
    union all
    select progress.id, progress.recorded_at, author.display_name, 'progress', null, progress.direction, progress.words
    from goal_progress progress
    join session on session.tenant_id = progress.tenant_id and session.id = progress.session_id
    join user_account author on author.tenant_id = session.tenant_id and author.id = session.recorded_by
    where progress.tenant_id = goal.tenant_id and progress.goal_id = goal.id
  ) event)`;

const actions = sql`(
  select coalesce(json_agg(json_build_object('id', action.id, 'version', action.version, 'what', action.what, 'who',
    action.who, 'dueOn', action.due_on, 'doneOn', action.done_on)
    order by action.done_on nulls first, action.due_on nulls last, action.id), '[]')
  from goal_action action where action.tenant_id = goal.tenant_id and action.goal_id = goal.id)`;

const goals = sql`(
  select coalesce(json_agg(json_build_object('id', goal.id, 'version', goal.version, 'words', goal.words, 'dimension',
    goal.dimension, 'item', goal.item, 'state', goal.state, 'actions', ${actions}, 'history', ${history})
    order by goal.position, goal.id), '[]')
  from goal where goal.tenant_id = plan.tenant_id and goal.plan_id = plan.id)`;

const personName = sql`concat_ws(' ', person.given_names, nullif(person.first_surname, ''), nullif(person.second_surname, ''))`;

const currentPlan = sql`(
  select json_build_object('id', plan.id, 'version', plan.version, 'state', plan.state, 'agreementKind', plan.agreement_kind,
    'agreedOn', plan.agreed_on, 'note', coalesce(plan.agreement_note, ''), 'goals', ${goals},
    'agreedBy', (select coalesce(json_agg(${personName} order by person.given_names, person.id), '[]') from person
                 where person.tenant_id = plan.tenant_id and person.id = any (plan.agreed_by)))
  from plan
  where plan.tenant_id = case_file.tenant_id and plan.case_id = case_file.id and plan.state <> 'refused')`;

const refusedPlans = sql`(
  select coalesce(json_agg(json_build_object('id', plan.id, 'refusedOn', plan.refused_on, 'reason',
    coalesce(plan.refusal_reason, '')) order by plan.refused_on, plan.id), '[]')
  from plan where plan.tenant_id = case_file.tenant_id and plan.case_id = case_file.id and plan.state = 'refused')`;

/** The assessment the plan grew from; before there is a plan, the last closed one in which the family marked something. */
const priorityAssessment = sql`(
  select json_build_object('id', assessment.id, 'priorities', assessment.priorities, 'definition', instrument_version.definition)
  from assessment
  join instrument_version on instrument_version.tenant_id = assessment.tenant_id
    and instrument_version.id = assessment.instrument_version_id
  where assessment.tenant_id = case_file.tenant_id and assessment.case_id = case_file.id and assessment.state = 'closed'
  order by exists (select from plan where plan.tenant_id = assessment.tenant_id and plan.assessment_id = assessment.id
                   and plan.state <> 'refused') desc,
    cardinality(assessment.priorities) > 0 desc, assessment.closed_on desc, assessment.number desc
  limit 1)`;

const members = sql`(
  select coalesce(json_agg(json_build_object('personId', person.id, 'name', ${personName}, 'role', member.role)
    order by array_position(array['reference', 'partner', 'other_relative', 'other', 'child'], member.role), person.given_names), '[]')
  from household_member member
  join person on person.tenant_id = member.tenant_id and person.id = member.person_id
  where member.tenant_id = household.tenant_id and member.household_id = household.id
    and (member.valid_to is null or member.valid_to > app.today()))`;

async function findRow({ db, actor }: QueryContext, caseId: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select case_file.id as "caseId", household.id as "householdId", household.name as "familyName",
      household.code as "familyCode", case_file.opened_on as "openedOn", case_file.closed_on as "closedOn",
      case_file.closed_on is null and ${compilePredicate(actor, "plan.write", "household")} as "mayWrite",
      json_build_object('plan', pack_version.content -> 'plan', 'texts', pack_version.content -> 'texts') as pack,
      ${priorityAssessment} as assessment, ${members} as members, ${currentPlan} as plan, ${refusedPlans} as refused
    from case_file
    join household on household.tenant_id = case_file.tenant_id and household.id = case_file.household_id
    join pack_version on pack_version.tenant_id = case_file.tenant_id and pack_version.id = case_file.pack_version_id
    where case_file.id = ${caseId} and ${compilePredicate(actor, "household.read", "household")}`.execute(db);
  return rows[0];
}

function rulesOf(pack: Row["pack"], language: "es" | "en"): Output["rules"] {
  const { priorities, agreements, goalTemplates } = pack.plan;
  const say = (key: string) => packText(pack as ProgrammePack, key, language);
  return {
    least: priorities.least,
    most: priorities.most.value,
    mostPending: priorities.most.pending === null ? null : say(`pending.${priorities.most.pending}`),
    agreements: agreements.map(({ id }) => ({ id, label: say(`agreement.${id}`) })),
    refusal: say("refusal.plan"),
    refusalMoves: refusalEffect(pack as ProgrammePack).effect === "move",
    templates: goalTemplates.map(({ id, dimension, item }) => ({ id, words: say(`goal.${id}`), dimension, item })),
  };
}

/** The plan of a case as its screen shows it; undefined when this person may not see it. One statement. */
export async function readPlan(context: QueryContext, caseId: string): Promise<Output | undefined> {
  const row = await findRow(context, caseId);
  if (!row) return undefined;
  const { pack, assessment, plan: stored, ...facts } = row;
  const { language } = context.signedIn;
  const definition = assessment?.definition;
  const dimensions = definition ? dimensionParts(definition, language) : [];
  const questions = definition ? questionParts(definition, language) : [];
  const labelIn = (parts: readonly NamedPart[], name: string | null) =>
    parts.find((part) => part.name === name)?.label ?? name;
  return {
    ...facts,
    today: context.actor.today,
    rules: rulesOf(pack, language),
    assessmentId: assessment?.id ?? null,
    priorities: definition ? [...priorityParts(definition, assessment.priorities, language)] : [],
    dimensions: dimensions.map(({ name, label }) => ({ name, label })),
    plan: stored && {
      ...stored,
      goals: stored.goals.map((goal) => ({
        ...goal,
        dimensionLabel: labelIn(dimensions, goal.dimension),
        itemLabel: labelIn(questions, goal.item),
      })),
    },
  };
}
