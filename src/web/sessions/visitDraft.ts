import type { InputOf, OutputOf } from "../../contracts/contract.ts";
import type { recordSession, visitPreparation } from "../../contracts/sessions.ts";
import type { ProgressDirection } from "../../core/sessions/session.ts";
import { newId } from "../app/ids.ts";

export type Preparation = OutputOf<typeof visitPreparation>;
type Told = InputOf<typeof recordSession>;

export const VISIT_STEPS = ["people", "notes", "goals", "agreements", "safety", "summary"] as const;
export type VisitStep = (typeof VISIT_STEPS)[number];

export interface DraftAgreement {
  readonly taskId: string;
  readonly title: string;
  readonly who: string;
  readonly mine: boolean;
  readonly dueOn: string;
}

export interface DraftProgress {
  readonly direction: ProgressDirection | "";
  readonly words: string;
}

/** What is being written about a visit, kept on the device at every stroke, with the step in hand. */
export interface VisitDraft {
  readonly step: VisitStep;
  readonly sessionId: string;
  readonly kind: string;
  readonly level: string;
  readonly heldOn: string;
  /** As typed; empty when nobody looked at the clock. */
  readonly minutes: string;
  readonly presentIds: readonly string[];
  readonly others: string;
  readonly consentReminded: boolean;
  readonly notes: string;
  readonly progress: Readonly<Record<string, DraftProgress>>;
  readonly agreements: readonly DraftAgreement[];
  readonly worrying: "" | "no" | "yes";
  readonly concern: string;
  /** The agreement that answers what is worrying. */
  readonly followUp: DraftAgreement;
  readonly confirmed: boolean;
}

/** A visit about which nothing is written yet; what was planned is taken over. */
export function emptyVisit(
  preparation: Preparation,
  words: { readonly me: string; readonly followUp: string },
): VisitDraft {
  const { planned, kinds, today } = preparation;
  const kind = kinds.find(({ id }) => id === planned?.kind) ?? kinds[0];
  return {
    step: "people",
    sessionId: planned?.id ?? newId(),
    kind: kind?.id ?? "",
    level: planned?.level ?? kind?.levels[0]?.id ?? "",
    heldOn: planned && planned.on < today ? planned.on : today,
    minutes: "",
    presentIds: [],
    others: "",
    consentReminded: false,
    notes: "",
    progress: {},
    agreements: [],
    worrying: "",
    concern: "",
    followUp: { taskId: newId(), title: words.followUp, who: words.me, mine: true, dueOn: today },
    confirmed: false,
  };
}

export function emptyAgreement(): DraftAgreement {
  return { taskId: newId(), title: "", who: "", mine: false, dueOn: "" };
}

/** Names written between commas or on lines of their own. */
export function otherNames(others: string): readonly string[] {
  return others
    .split(/[,\n;]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** Everybody who was there, members by their record and the others by name. */
export function peoplePresent(draft: VisitDraft, { members }: Preparation): Told["present"] {
  const known = members
    .filter(({ personId }) => draft.presentIds.includes(personId))
    .map(({ personId, name }) => ({ personId, name }));
  return [...known, ...otherNames(draft.others).map((name) => ({ personId: null, name: name.slice(0, 200) }))];
}

/** Agreements with something written in them, and the one that answers what is worrying. */
export function agreementsMade(draft: VisitDraft): readonly DraftAgreement[] {
  const written = draft.agreements.filter(({ title, who }) => title.trim() !== "" || who.trim() !== "");
  return draft.worrying === "yes" ? [...written, draft.followUp] : written;
}

/** Goals that were talked about. */
export function goalsTalkedAbout(draft: VisitDraft, { goals }: Preparation) {
  return goals.flatMap(({ id, words: goal }) => {
    const told = draft.progress[id];
    return told === undefined || told.direction === ""
      ? []
      : [{ goalId: id, goal, ...told, direction: told.direction }];
  });
}

/** What is sent to be recorded. */
export function visitInput(draft: VisitDraft, preparation: Preparation): Told {
  return {
    sessionId: draft.sessionId,
    caseId: preparation.caseId,
    kind: draft.kind,
    level: draft.level as Told["level"],
    heldOn: draft.heldOn,
    minutes: draft.minutes.trim() === "" ? null : Number(draft.minutes),
    present: peoplePresent(draft, preparation),
    consentReminded: draft.consentReminded,
    notes: draft.notes,
    progress: goalsTalkedAbout(draft, preparation).map(({ goalId, direction, words }) => ({
      goalId,
      direction,
      words,
    })),
    agreements: agreementsMade(draft).map((agreement) => ({ ...agreement, dueOn: agreement.dueOn || null })),
    concern: draft.worrying === "yes" ? draft.concern : "",
    summaryConfirmed: draft.confirmed,
  };
}
