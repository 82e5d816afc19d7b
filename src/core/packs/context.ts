import type { ContextShape } from "../expressions/expression.ts";

/** What any condition may ask of the household on the day it is asked. */
const household = {
  members: {
    size: "number",
    under_3: "number",
    under_6: "number",
    under_12: "number",
    under_14: "number",
    under_18: "number",
    over_64: "number",
    youngest_age: "number",
    months_since_registered: "number",
  },
} as const satisfies ContextShape;

/** The person of reference of the household. */
const person = {
  members: { age_on: { parameters: ["date"], result: "number" } },
} as const satisfies ContextShape;

const referral = { members: { received_on: "date", source: "text" } } as const satisfies ContextShape;

const case_ = {
  members: {
    stage: "text",
    opened_on: "date",
    months_open: "number",
    months_in_stage: "number",
    sessions_held: "number",
    days_since_session: "number",
  },
} as const satisfies ContextShape;

const plan = {
  members: { agreed: "boolean", goals: "number", goals_achieved: "number" },
} as const satisfies ContextShape;

/** The closed assessments with one instrument; scores are the team's, of the last one. */
const assessment = {
  parameters: ["text"],
  result: {
    members: {
      times: "number",
      closed_on: "date",
      score: { parameters: ["text"], result: "number" },
      family_score: { parameters: ["text"], result: "number" },
      change: { parameters: ["text"], result: "number" },
    },
  },
} as const satisfies ContextShape;

export type ContextDeclaration = Readonly<Record<string, ContextShape>>;

/** Type of a fact that a programme asks at intake. */
export interface DeclaredFact {
  readonly id: string;
  readonly type: "boolean" | "number" | "date" | "choice";
}

/** Names that can be known before anybody is accepted. */
export function entryContext(facts: readonly DeclaredFact[]): ContextDeclaration {
  const intake: ContextShape = { members: Object.fromEntries(facts.map((fact) => [fact.id, fact.type])) };
  return { household, person, referral, intake };
}

/** Names that can be known of a family in the programme. */
export function caseContext(facts: readonly DeclaredFact[]): ContextDeclaration {
  return { ...entryContext(facts), case: case_, plan, assessment };
}
