import type { Texts } from "../i18n/texts.ts";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import type { es } from "./texts.es.ts";
import {
  agreementsMade,
  goalsTalkedAbout,
  type Preparation,
  peoplePresent,
  VISIT_STEPS,
  type VisitDraft,
  type VisitStep,
} from "./visitDraft.ts";

type Words = Texts<typeof es>["record"]["errors"];

interface Checked {
  readonly draft: VisitDraft;
  readonly preparation: Preparation;
  readonly words: Words;
  readonly writeDay: (day: string) => string;
}

function checkPeople({ draft, preparation, words, writeDay }: Checked): readonly FieldError[] {
  const errors: FieldError[] = [];
  const { heldOn, minutes } = draft;
  if (draft.kind === "") errors.push({ field: "kind", message: words.kind });
  if (heldOn === "") errors.push({ field: "heldOn", message: words.day });
  else if (heldOn > preparation.today) errors.push({ field: "heldOn", message: words.future });
  else if (heldOn < preparation.openedOn) {
    errors.push({ field: "heldOn", message: words.early({ day: writeDay(preparation.openedOn) }) });
  }
  if (minutes.trim() !== "" && !(/^\d{1,4}$/.test(minutes.trim()) && Number(minutes) >= 1 && Number(minutes) <= 1440)) {
    errors.push({ field: "minutes", message: words.minutes });
  }
  if (peoplePresent(draft, preparation).length === 0) errors.push({ field: "presentIds", message: words.present });
  return errors;
}

function checkAgreements({ draft, words }: Checked): readonly FieldError[] {
  return draft.agreements.flatMap(({ title, who }, index) => {
    const [noTitle, noWho] = [title.trim() === "", who.trim() === ""];
    if (noTitle && noWho) return [];
    const errors: FieldError[] = [];
    if (noTitle) errors.push({ field: `title-${index}`, message: words.what({ n: index + 1 }) });
    if (noWho) errors.push({ field: `who-${index}`, message: words.who({ n: index + 1 }) });
    return errors;
  });
}

function checkSafety({ draft, words }: Checked): readonly FieldError[] {
  if (draft.worrying === "") return [{ field: "worrying", message: words.worrying }];
  if (draft.worrying === "no") return [];
  const errors: FieldError[] = [];
  if (draft.concern.trim() === "") errors.push({ field: "concern", message: words.concern });
  if (draft.followUp.dueOn === "") errors.push({ field: "followUp", message: words.followUp });
  return errors;
}

function checkSummary({ draft, preparation, words }: Checked): readonly FieldError[] {
  const told =
    draft.notes.trim() !== "" || goalsTalkedAbout(draft, preparation).length > 0 || agreementsMade(draft).length > 0;
  return told ? [] : [{ field: "", message: words.nothing }];
}

const CHECKS: Readonly<Record<VisitStep, (checked: Checked) => readonly FieldError[]>> = {
  people: checkPeople,
  notes: () => [],
  goals: () => [],
  agreements: checkAgreements,
  safety: checkSafety,
  summary: checkSummary,
};

/** What one step still lacks. */
export function checkStep(step: VisitStep, checked: Checked): readonly FieldError[] {
  return CHECKS[step](checked);
}

/** The first step that lacks something, with what it lacks; undefined when the visit can be saved. */
export function firstUnfinished(
  checked: Checked,
): { readonly step: VisitStep; readonly errors: readonly FieldError[] } | undefined {
  return VISIT_STEPS.map((step) => ({ step, errors: checkStep(step, checked) })).find(
    ({ errors }) => errors.length > 0,
  );
}
