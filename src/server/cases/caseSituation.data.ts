import type { AccessObject, Actor } from "../../core/access/policy.ts";
import { isActive } from "../../core/access/policy.ts";
import type { PartialDate } from "../../core/calendar/age.ts";
import type { CaseSituation } from "../../core/cases/case.ts";
import type { RunningClock } from "../../core/cases/clocks.ts";
import { type AssessmentFacts, caseFacts, householdFacts, type PackFacts } from "../../core/packs/facts.ts";
import { packForTerritory } from "../../core/packs/overlay.ts";
import type { ProgrammePack } from "../../core/packs/pack.ts";
import { findHouseholdObject } from "../access/objects.ts";
import type { OperationContext } from "../operation.ts";

type Context = Pick<OperationContext, "client" | "actor">;

/** A case with everything its programme may ask about it, and who may touch it. */
export interface FoundCase extends CaseSituation {
  readonly caseId: string;
  readonly householdId: string;
  readonly packVersionId: string;
  readonly running: readonly RunningClock[];
  readonly unfinished: { readonly openTasks: number; readonly openGoals: number; readonly plannedSessions: number };
  readonly access: AccessObject;
}

interface ScoreRow {
  readonly assessment: string;
  readonly instrument: string;
  readonly closedOn: string;
  readonly rater: "family" | "team" | null;
  readonly dimension: string | null;
  readonly score: number | null;
}

interface Row {
  readonly caseId: string;
  readonly householdId: string;
  readonly packVersionId: string;
  readonly version: number;
  readonly stage: string;
  readonly stageSince: string;
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly lastSessionOn: string | null;
  readonly pack: ProgrammePack;
  readonly territories: readonly string[];
  readonly registeredOn: string;
  readonly births: readonly (PartialDate | null)[];
  readonly referenceBirth: PartialDate | null;
  readonly referral: {
    readonly receivedOn: string;
    readonly source: string;
    readonly facts: PackFacts["intake"];
  } | null;
  readonly sessionKinds: readonly string[];
  readonly sessionsHeld: number;
  readonly plan: { readonly agreement: string | null; readonly goals: number; readonly achieved: number } | null;
  readonly scores: readonly ScoreRow[];
  readonly running: readonly RunningClock[];
  readonly openTasks: number;
  readonly openGoals: number;
  readonly plannedSessions: number;
}

/** Below the case, with `case_file` and `household` in scope; `$1` is the tenant. */
const PARTS = `
  (select coalesce(json_agg(place.code_system || ':' || place.code order by depth.n), '[]')
   from territory_closure closure
   join territory place on place.tenant_id = closure.tenant_id and place.id = closure.ancestor_id
   cross join lateral (select count(*) as n from territory_closure up
                       where up.tenant_id = $1 and up.descendant_id = place.id) depth
   where closure.tenant_id = $1 and closure.descendant_id = household.territory_id) as territories,
  (select json_build_object('receivedOn', received_on, 'source', source_kind, 'facts', facts)
   from referral where referral.tenant_id = $1 and referral.id = case_file.referral_id) as referral,
  (select coalesce(json_agg(distinct kind), '[]') from session
   where session.tenant_id = $1 and session.case_id = case_file.id and state = 'held') as "sessionKinds",
  (select count(*)::int from session
   where session.tenant_id = $1 and session.case_id = case_file.id and state = 'held' and corrects_id is null) as "sessionsHeld",
  (select count(*)::int from session
   where session.tenant_id = $1 and session.case_id = case_file.id and state = 'planned') as "plannedSessions",
  (select json_build_object('agreement', case when plan.state = 'agreed' then plan.agreement_kind end,
     'goals', count(goal.id) filter (where goal.state <> 'dropped'),
     'achieved', count(goal.id) filter (where goal.state = 'achieved'))
   from plan left join goal on goal.tenant_id = plan.tenant_id and goal.plan_id = plan.id
   where plan.tenant_id = $1 and plan.case_id = case_file.id and plan.state <> 'refused'
   group by plan.id, plan.state, plan.agreement_kind) as plan,
  (select count(*)::int from goal join plan on plan.tenant_id = goal.tenant_id and plan.id = goal.plan_id
   where plan.tenant_id = $1 and plan.case_id = case_file.id and goal.state in ('to_start', 'under_way')) as "openGoals",
  (select count(*)::int from task
   where task.tenant_id = $1 and task.household_id = household.id and task.state = 'open') as "openTasks",
  (select coalesce(json_agg(json_build_object('assessment', assessment.id, 'instrument', version.instrument_id,
     'closedOn', assessment.closed_on, 'rater', score.rater, 'dimension', score.dimension, 'score', score.score) order by assessment.closed_on, assessment.id), '[]')
   from assessment
   join instrument_version version on version.tenant_id = assessment.tenant_id and version.id = assessment.instrument_version_id
   left join assessment_score score on score.tenant_id = assessment.tenant_id and score.assessment_id = assessment.id
   where assessment.tenant_id = $1 and assessment.case_id = case_file.id and assessment.state = 'closed'
     and not exists (select from assessment newer where newer.tenant_id = $1 and newer.corrects_id = assessment.id
                     and newer.state = 'closed')) as scores,
  (select coalesce(json_agg(json_build_object('id', id, 'deadlineId', deadline_id)), '[]') from deadline
   where deadline.tenant_id = $1 and deadline.case_id = case_file.id and state = 'running') as running`;

/** A case as far as this person may see it, in one statement. */
export async function findCase(context: Context, caseId: string): Promise<FoundCase | undefined> {
  const { client, actor } = context;
  const { rows } = await client.query(
    `select case_file.id as "caseId", case_file.household_id as "householdId",
            case_file.pack_version_id as "packVersionId", case_file.version, case_file.stage,
            case_file.stage_since as "stageSince", case_file.opened_on as "openedOn", case_file.closed_on as "closedOn",
            case_file.last_session_on as "lastSessionOn", jsonb_set(pack_version.content, '{instruments}', '{}') as pack,
            household.registered_on as "registeredOn", coalesce(known.births, '[]') as births, known."referenceBirth",
            ${PARTS}
     from case_file
     join household on household.tenant_id = case_file.tenant_id and household.id = case_file.household_id
     join pack_version on pack_version.tenant_id = case_file.tenant_id and pack_version.id = case_file.pack_version_id
     cross join lateral (
       select json_agg(app.birth_text(person)) as births,
              min(app.birth_text(person)) filter (where member.role = 'reference') as "referenceBirth"
       from household_member member
       join person on person.tenant_id = member.tenant_id and person.id = member.person_id
       where member.tenant_id = $1 and member.household_id = household.id
         and member.valid_from <= $3 and (member.valid_to is null or member.valid_to > $3)) known
     where case_file.tenant_id = $1 and case_file.id = $2`,
    [actor.tenantId, caseId, actor.today],
  );
  const row = rows[0] as Row | undefined;
  const access = row && (await findHouseholdObject(client, actor, row.householdId, { level: 1 }));
  return access && situationOf(row, access, actor);
}

function situationOf(row: Row, access: AccessObject, actor: Actor): FoundCase {
  const { caseId, householdId, packVersionId, version, stage, openedOn, closedOn, running } = row;
  const { openTasks, openGoals, plannedSessions } = row;
  const instruments = [...new Set(row.scores.map(({ instrument }) => instrument))];
  return {
    caseId,
    householdId,
    packVersionId,
    version,
    stage,
    openedOn,
    closedOn,
    running,
    unfinished: { openTasks, openGoals, plannedSessions },
    access,
    pack: packForTerritory(row.pack, row.territories),
    today: actor.today,
    roles: actor.grants
      .filter((grant) => isActive(grant, actor) && access.territoryPath.includes(grant.territoryId))
      .map((grant) => grant.role),
    evidence: {
      forms: instruments,
      agreements: row.plan?.agreement ? [row.plan.agreement] : [],
      meetings: row.sessionKinds,
      decisions: [],
      documents: [],
    },
    facts: factsOf(row, actor.today),
  };
}

function factsOf(row: Row, today: string): PackFacts {
  const instruments = [...new Set(row.scores.map(({ instrument }) => instrument))];
  return {
    household: householdFacts(row.births, row.registeredOn, today),
    referenceBirth: row.referenceBirth,
    ...(row.referral && {
      referral: { received_on: row.referral.receivedOn, source: row.referral.source },
      intake: row.referral.facts ?? {},
    }),
    case: caseFacts(row, today),
    plan: {
      agreed: row.plan?.agreement != null,
      goals: row.plan?.goals ?? 0,
      goals_achieved: row.plan?.achieved ?? 0,
    },
    assessments: Object.fromEntries(
      instruments.map((id) => [id, assessmentFacts(row.scores.filter(({ instrument }) => instrument === id))]),
    ),
  };
}

/** Rows come oldest first, so the last word of each dimension is the newest. */
function assessmentFacts(rows: readonly ScoreRow[]): AssessmentFacts {
  const table = (rater: "family" | "team", keep: "first" | "last") => {
    const ordered = keep === "last" ? rows : rows.toReversed();
    return Object.fromEntries(
      ordered.flatMap((row) => (row.rater === rater && row.dimension !== null ? [[row.dimension, row.score]] : [])),
    ) as Record<string, number | null>;
  };
  const [first, scores] = [table("team", "first"), table("team", "last")];
  const times = new Set(rows.map(({ assessment }) => assessment)).size;
  const changeOf = (dimension: string) => {
    const [from, to] = [first[dimension] ?? null, scores[dimension] ?? null];
    return from === null || to === null || times < 2 ? null : to - from;
  };
  return {
    times,
    closedOn: rows.at(-1)?.closedOn ?? null,
    scores,
    familyScores: table("family", "last"),
    changes: Object.fromEntries(Object.keys(scores).map((dimension) => [dimension, changeOf(dimension)])),
  };
}
