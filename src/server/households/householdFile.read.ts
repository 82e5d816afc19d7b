import type { HouseholdFile } from "../../contracts/families.ts";
import { ACTIONS, type Action, CARE_PURPOSE, type Level } from "../../core/access/actions.ts";
import { type AccessObject, permit } from "../../core/access/policy.ts";
import { isInForce } from "../../core/consents/consent.ts";
import { attentionList } from "../../core/households/attention.ts";
import { type Facts, objectFrom } from "../access/objects.ts";
import { predicateText } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";
import { householdFileStatement } from "./householdFile.sql.ts";

type CaseRow = NonNullable<HouseholdFile["case"]> & {
  readonly warnAfterDays: number | null;
  readonly careNeedsConsent: boolean;
};
/** A row that names a colleague by id. */
type ById<Row, Key extends keyof Row> = Omit<Row, Key> & { readonly [Name in Key]: string | null };
type Appointment = { id: string; kind: string; plannedAt: string | null; on: string | null; with: string | null };

interface Row
  extends Pick<
    HouseholdFile,
    | "household"
    | "members"
    | "relationships"
    | "acceptedReferrals"
    | "consents"
    | "plan"
    | "goals"
    | "deadlines"
    | "assessments"
  > {
  readonly facts: Facts;
  readonly team: Omit<HouseholdFile["team"][number], "name">[];
  readonly alerts: ById<HouseholdFile["alerts"][number], "raisedBy">[];
  readonly tasks: ById<HouseholdFile["tasks"][number], "assignedTo">[];
  readonly timeline: ById<HouseholdFile["timeline"][number], "by">[];
  /** Names of colleagues by id; somebody who left the tenant has none. */
  readonly names: Readonly<Record<string, string>>;
  readonly cases: CaseRow[];
  readonly appointments: Appointment[];
}

/** Rows below the file that are sensitive: absent for whoever may read only ordinary ones. */
const SENSITIVE_EVENTS = new Set([
  "session_held",
  "session_missed",
  "session_cancelled",
  "assessment_closed",
  "plan_agreed",
  "plan_refused",
  "goal_achieved",
  "task_done",
  "alert_raised",
  "alert_ended",
  "note_written",
]);

function ordinaryOnly(row: Row): Row {
  return {
    ...row,
    members: row.members.map((member) => ({ ...member, documents: [], contacts: [] })),
    alerts: [],
    appointments: [],
    plan: null,
    goals: [],
    tasks: [],
    assessments: [],
    timeline: row.timeline.filter(({ kind }) => !SENSITIVE_EVENTS.has(kind)),
  };
}

/** Actions the file offers, each with the level of what it writes or reads. */
const OFFERED: readonly (readonly [Action, Level])[] = [
  ["household.write", 1],
  ["case.open", 1],
  ["case.close", 1],
  ["case.assign", 1],
  ["assessment.write", 2],
  ["plan.write", 2],
  ["session.write", 2],
  ["task.write", 2],
  ["alert.write", 2],
  ["consent.write", 1],
  ["address.read", 2],
  ["address.write", 2],
  ["readlog.read", 1],
];

/** The whole family file, in one statement; what asks for attention is worked out from what was read. */
export async function readHouseholdFile(
  { client, actor, now, signedIn }: QueryContext,
  householdId: string,
): Promise<HouseholdFile | undefined> {
  const reach = predicateText(actor, "household.read", "household", 5);
  const parameters = [actor.tenantId, householdId, actor.today, signedIn.language, ...reach.values];
  const { rows } = await client.query(householdFileStatement(reach.text), parameters);
  const found = rows[0] as Row | undefined;
  if (!found) return undefined;
  const object = (action: Action, level: Level): AccessObject =>
    objectFrom(actor, found.facts, { kind: ACTIONS[action].kind, level });
  const may = (action: Action, level: Level) => permit(actor, action, object(action, level), now);
  if (!may("household.read", 1)) return undefined;
  const row = may("household.read", 2) ? found : ordinaryOnly(found);
  const mayDo = OFFERED.filter(([action, level]) => may(action, level)).map(([action]) => action);
  return shape(row, mayDo, { today: actor.today, now });
}

function shape(
  row: Row,
  mayDo: readonly Action[],
  time: { readonly today: string; readonly now: string },
): HouseholdFile {
  const { facts: _, cases, appointments, names, ...rest } = row;
  const [first, ...earlier] = cases.map(({ warnAfterDays: __, careNeedsConsent: ___, ...shown }) => shown);
  const next = appointments.find(({ plannedAt, on }) => plannedAt === null || (on !== null && on >= time.today));
  const name = (id: string | null) => (id === null ? null : (names[id] ?? null));
  return {
    ...rest,
    today: time.today,
    team: row.team.map((member) => ({ ...member, name: name(member.userId) ?? "—" })),
    alerts: row.alerts.map((alert) => ({ ...alert, raisedBy: name(alert.raisedBy) })),
    tasks: row.tasks.map((task) => ({ ...task, assignedTo: name(task.assignedTo) })),
    timeline: row.timeline.map((event) => ({ ...event, by: name(event.by) })),
    case: first ?? null,
    earlierCases: earlier,
    attention: [...attention(row, time.today)],
    nextAppointment: next
      ? { sessionId: next.id, kind: next.kind, plannedAt: next.plannedAt, with: name(next.with) }
      : null,
    mayDo: [...mayDo],
  };
}

function attention(row: Row, today: string): HouseholdFile["attention"] {
  const open = row.cases.find(({ closedOn }) => closedOn === null);
  const covered = row.consents.some((consent) => consent.purpose === CARE_PURPOSE && isInForce(consent, today));
  return [
    ...attentionList({
      today,
      hasOpenCase: open !== undefined,
      mayOpenCase: row.acceptedReferrals.length > 0,
      consentMissing: open?.careNeedsConsent === true && !covered,
      lastSessionOn: open?.lastSessionOn ?? null,
      openedOn: open?.openedOn ?? null,
      warnAfterDays: open?.warnAfterDays ?? null,
      deadlines: row.deadlines.filter(({ state }) => state === "running"),
      appointments: row.appointments.flatMap(({ id, kind, on }) => (on === null ? [] : [{ id, kind, on }])),
      tasks: row.tasks,
      alerts: row.alerts,
      consents: row.consents.filter((consent) => isInForce(consent, today)),
      openAssessments: row.assessments
        .filter(({ state }) => state !== "closed")
        .map(({ id, title, openedOn }) => ({ id, title: title.es, openedOn })),
    }),
  ];
}
