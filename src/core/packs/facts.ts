import { ageOn, ageRangeOn, type PartialDate } from "../calendar/age.ts";
import { daysBetween, type IsoDate, isIsoDate, monthsBetween } from "../calendar/dates.ts";
import type { ResolvedStep, Scalar } from "../expressions/expression.ts";

/** What is known of the scores of one instrument. */
export interface AssessmentFacts {
  readonly times: number;
  readonly closedOn: IsoDate | null;
  readonly scores: Readonly<Record<string, number | null>>;
  readonly familyScores: Readonly<Record<string, number | null>>;
  readonly changes: Readonly<Record<string, number | null>>;
}

/** Everything conditions may read, by the names of the declared context. An absent or `null` fact is unknown. */
export interface PackFacts {
  readonly household?: Readonly<Record<string, Scalar>>;
  readonly referenceBirth?: PartialDate | null;
  readonly referral?: Readonly<Record<string, Scalar>>;
  readonly intake?: Readonly<Record<string, Scalar>>;
  readonly case?: Readonly<Record<string, Scalar>>;
  readonly plan?: Readonly<Record<string, Scalar>>;
  readonly assessments?: Readonly<Record<string, AssessmentFacts>>;
}

/**
 * Household facts from the births of its members. A birth known only in part counts where every possible day gives the
 * same answer; where it does not, that count is unknown: a rule about children must ask, not guess.
 */
export function householdFacts(
  births: readonly (PartialDate | null)[],
  registeredOn: IsoDate,
  on: IsoDate,
): Readonly<Record<string, Scalar>> {
  const ages = births.map((birth) => (birth === null ? undefined : ageRangeOn(birth, on)));
  const under = (limit: number) => countSure(ages, (age) => age < limit);
  const youngest = ages.map((age) => (age && age.least === age.most ? age.least : null));
  return {
    size: births.length,
    under_3: under(3),
    under_6: under(6),
    under_12: under(12),
    under_14: under(14),
    under_18: under(18),
    over_64: countSure(ages, (age) => age > 64),
    youngest_age: youngest.includes(null) || youngest.length === 0 ? null : Math.min(...youngest.map(Number)),
    months_since_registered: monthsBetween(registeredOn, on),
  };
}

type AgeRange = ReturnType<typeof ageRangeOn>;

function countSure(ages: readonly AgeRange[], fits: (age: number) => boolean): number | null {
  if (ages.some((age) => !age || fits(age.least) !== fits(age.most))) return null;
  return ages.filter((age) => age && fits(age.least)).length;
}

/** What is known of the accompaniment itself. */
export interface CaseSituation {
  readonly stage: string;
  readonly openedOn: IsoDate;
  readonly stageSince: IsoDate;
  readonly sessionsHeld: number;
  readonly lastSessionOn: IsoDate | null;
}

/** Case facts on a day. */
export function caseFacts(situation: CaseSituation, on: IsoDate): Readonly<Record<string, Scalar>> {
  return {
    stage: situation.stage,
    opened_on: situation.openedOn,
    months_open: monthsBetween(situation.openedOn, on),
    months_in_stage: monthsBetween(situation.stageSince, on),
    sessions_held: situation.sessionsHeld,
    days_since_session: situation.lastSessionOn === null ? null : daysBetween(situation.lastSessionOn, on),
  };
}

/** The value of a context name, or `null` when nobody knows it. */
export function factOf(facts: PackFacts, steps: readonly ResolvedStep[]): Scalar {
  const [first, second, third] = steps;
  if (!first) return null;
  if (first.name === "assessment") return assessmentFact(facts, first, second);
  if (first.name === "person") return ageAt(facts, second?.parameters?.[0]);
  if (third || !second) return null;
  const group = groupOf(facts, first.name);
  return group && Object.hasOwn(group, second.name) ? (group[second.name] ?? null) : null;
}

function groupOf(facts: PackFacts, name: string): Readonly<Record<string, Scalar>> | undefined {
  if (name === "household") return facts.household;
  if (name === "referral") return facts.referral;
  if (name === "intake") return facts.intake;
  if (name === "case") return facts.case;
  return name === "plan" ? facts.plan : undefined;
}

function ageAt(facts: PackFacts, day: unknown): number | null {
  return facts.referenceBirth && isIsoDate(day) ? (ageOn(facts.referenceBirth, day) ?? null) : null;
}

const noAssessment: AssessmentFacts = { times: 0, closedOn: null, scores: {}, familyScores: {}, changes: {} };

function assessmentFact(facts: PackFacts, first: ResolvedStep, second: ResolvedStep | undefined): Scalar {
  if (!facts.assessments || !second) return null;
  const id = String(first.parameters?.[0] ?? "");
  const known = Object.hasOwn(facts.assessments, id) ? (facts.assessments[id] ?? noAssessment) : noAssessment;
  const dimension = String(second.parameters?.[0] ?? "");
  const inside = (table: Readonly<Record<string, number | null>>) =>
    Object.hasOwn(table, dimension) ? (table[dimension] ?? null) : null;
  switch (second.name) {
    case "times":
      return known.times;
    case "closed_on":
      return known.closedOn;
    case "score":
      return inside(known.scores);
    case "family_score":
      return inside(known.familyScores);
    case "change":
      return inside(known.changes);
    default:
      return null;
  }
}
