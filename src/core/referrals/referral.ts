import type { PartialDate } from "../calendar/age.ts";
import type { IsoDate } from "../calendar/dates.ts";
import { isIsoDate } from "../calendar/dates.ts";
import type { Scalar } from "../expressions/expression.ts";
import { type EntryEvaluation, evaluateEntry } from "../packs/entry.ts";
import { householdFacts, type PackFacts } from "../packs/facts.ts";
import type { ProgrammePack } from "../packs/pack.ts";
import { accepted, type Result, refused } from "../result.ts";

export type ReferralState = "received" | "screened" | "accepted" | "declined" | "redirected";

/** The ways a referral may go; an outcome that makes a family wait keeps it screened. */
export const referralTransitions = {
  received: ["screened"],
  screened: ["screened", "accepted", "declined", "redirected"],
  accepted: [],
  declined: [],
  redirected: [],
} as const satisfies Record<ReferralState, readonly ReferralState[]>;

/** Answers to what the programme asks at intake; an absent or `null` answer is not known yet. */
export type IntakeFacts = Readonly<Record<string, Scalar>>;

/** What is kept of a referral, with the programme it came in under. */
export interface Referral {
  readonly version: number;
  readonly state: ReferralState;
  readonly receivedOn: IsoDate;
  readonly source: string;
  readonly facts: IntakeFacts;
  readonly screening: Screening | null;
  readonly householdId: string | null;
}

/** The family as the registry knows it when the referral belongs to one; its ages answer conditions. */
export interface KnownHousehold {
  readonly births: readonly (PartialDate | null)[];
  readonly referenceBirth: PartialDate | null;
  readonly registeredOn: IsoDate;
}

/** What the rules said when the intake was saved. */
export interface Screening {
  readonly on: IsoDate;
  readonly proposed: string | null;
  readonly groups: readonly string[];
  readonly conditions: readonly {
    readonly id: string;
    readonly met: "yes" | "no" | "unknown";
    readonly used: readonly { readonly name: string; readonly value: Scalar }[];
  }[];
}

interface Conflict {
  readonly field: string;
  readonly yours: unknown;
  readonly theirs: unknown;
}
export type StaleFailure = { readonly code: "stale"; readonly conflict: readonly Conflict[] };

/** The facts conditions may read before anybody is accepted. */
export function entryFacts(
  referral: Pick<Referral, "receivedOn" | "source">,
  facts: IntakeFacts,
  household: KnownHousehold | null,
  on: IsoDate,
): PackFacts {
  return {
    referral: { received_on: referral.receivedOn, source: referral.source },
    intake: facts,
    ...(household && {
      household: householdFacts(household.births, household.registeredOn, on),
      referenceBirth: household.referenceBirth,
    }),
  };
}

function screeningOf(evaluation: EntryEvaluation): Screening {
  return {
    on: evaluation.on,
    proposed: evaluation.proposed?.outcome ?? null,
    groups: evaluation.groups.filter((group) => group.met === "yes").map((group) => group.id),
    conditions: evaluation.conditions.map(({ id, met, used }) => ({ id, met, used })),
  };
}

type FactFailure =
  | { readonly code: "unknown_fact"; readonly fact: string }
  | { readonly code: "bad_fact"; readonly fact: string };

/** The answers as they are kept: only what the programme asks, each of its declared type. */
export function readFacts(pack: ProgrammePack, facts: IntakeFacts): Result<IntakeFacts, FactFailure> {
  const kept: Record<string, Scalar> = {};
  for (const [id, value] of Object.entries(facts)) {
    const declared = pack.entry.facts.find((fact) => fact.id === id);
    if (!declared) return refused({ code: "unknown_fact", fact: id });
    if (value === null || value === "") continue;
    const fits = {
      boolean: typeof value === "boolean",
      number: typeof value === "number" && Number.isFinite(value),
      date: isIsoDate(value),
      choice: typeof value === "string" && declared.choices.includes(value),
    }[declared.type];
    if (!fits) return refused({ code: "bad_fact", fact: id });
    kept[id] = value;
  }
  return accepted(kept);
}

export interface ScreeningSituation {
  readonly referral: Referral;
  readonly pack: ProgrammePack;
  readonly household: KnownHousehold | null;
}

export type ScreenFailure = StaleFailure | FactFailure | { readonly code: "already_decided" };

/** Saves the answers of the intake with what the rules of the programme say about them today. */
export function screenReferral(
  { referral, pack, household }: ScreeningSituation,
  input: { readonly baseVersion: number; readonly facts: IntakeFacts },
  today: IsoDate,
): Result<
  { readonly state: ReferralState; readonly facts: IntakeFacts; readonly screening: Screening },
  ScreenFailure
> {
  if (!(referralTransitions[referral.state] as readonly string[]).includes("screened")) {
    return refused({ code: "already_decided" });
  }
  const read = readFacts(pack, input.facts);
  if (!read.ok) return read;
  if (input.baseVersion !== referral.version) {
    return refused({ code: "stale", conflict: factConflicts(read.value, referral.facts) });
  }
  const evaluation = evaluateEntry(pack, entryFacts(referral, read.value, household, today), today);
  return accepted({ state: "screened", facts: read.value, screening: screeningOf(evaluation) });
}

function factConflicts(yours: IntakeFacts, theirs: IntakeFacts): readonly Conflict[] {
  const names = [...new Set([...Object.keys(yours), ...Object.keys(theirs)])].sort();
  return names
    .map((field) => ({ field, yours: yours[field] ?? null, theirs: theirs[field] ?? null }))
    .filter((conflict) => conflict.yours !== conflict.theirs);
}

/** Questions the programme requires and nobody has answered yet. */
export function openQuestions(pack: ProgrammePack, facts: IntakeFacts): readonly string[] {
  return pack.entry.facts.filter((fact) => fact.required && (facts[fact.id] ?? null) === null).map((fact) => fact.id);
}
