import type { Evidence } from "../../contracts/evidence.ts";
import type { Effect } from "../../core/evidence/record.ts";

/** A record as it is written: empty stands for what the source does not say. */
export interface Draft {
  readonly programme: string;
  readonly study: string;
  readonly studied: string;
  readonly design: NonNullable<Evidence["design"]> | "";
  readonly where: string;
  readonly participants: string;
  readonly findings: readonly { readonly effect: Effect; readonly text: string }[];
  readonly ratings: readonly { readonly by: string; readonly rating: string; readonly on: string }[];
  readonly corrections: readonly { readonly on: string; readonly text: string }[];
  readonly source: string;
  readonly why: string;
}

export function draftOf(content: Evidence | undefined): Draft {
  return {
    programme: content?.programme ?? "",
    study: content?.study ?? "",
    studied: content?.studied ?? "",
    design: content?.design ?? "",
    where: content?.where ?? "",
    participants: content?.participants ?? "",
    findings: content?.findings ?? [],
    ratings: (content?.ratings ?? []).map((one) => ({ ...one, on: one.on ?? "" })),
    corrections: (content?.corrections ?? []).map((one) => ({ ...one, on: one.on ?? "" })),
    source: content?.source ?? "",
    why: "",
  };
}

const told = (text: string) => text.trim() || null;

export function evidenceOf(draft: Draft): Evidence {
  return {
    programme: draft.programme.trim(),
    study: draft.study.trim(),
    studied: told(draft.studied),
    design: draft.design === "" ? null : draft.design,
    where: told(draft.where),
    participants: told(draft.participants),
    findings: draft.findings.map(({ effect, text }) => ({ effect, text: text.trim() })),
    ratings: draft.ratings.map(({ by, rating, on }) => ({ by: by.trim(), rating: rating.trim(), on: told(on) })),
    corrections: draft.corrections.map(({ on, text }) => ({ on: told(on), text: text.trim() })),
    source: draft.source.trim(),
  };
}

const PARTIAL_DAY = /^\d{4}(-\d{2}(-\d{2})?)?$/;

export interface Missing {
  readonly field: string;
  readonly what: "missing" | "badDay" | "missingWhy";
}

/** What a record cannot do without; the rest may stay empty. */
export function missingIn(draft: Draft, corrects: boolean): readonly Missing[] {
  const empty = (field: string, text: string): readonly Missing[] =>
    text.trim() === "" ? [{ field, what: "missing" }] : [];
  const day = (field: string, text: string): readonly Missing[] =>
    text.trim() === "" || PARTIAL_DAY.test(text.trim()) ? [] : [{ field, what: "badDay" }];
  return [
    ...empty("content.programme", draft.programme),
    ...empty("content.study", draft.study),
    ...draft.findings.flatMap(({ text }, at) => empty(`content.findings.${at}.text`, text)),
    ...draft.ratings.flatMap(({ by, rating, on }, at) => [
      ...empty(`content.ratings.${at}.by`, by),
      ...empty(`content.ratings.${at}.rating`, rating),
      ...day(`content.ratings.${at}.on`, on),
    ]),
    ...draft.corrections.flatMap(({ on, text }, at) => [
      ...empty(`content.corrections.${at}.text`, text),
      ...day(`content.corrections.${at}.on`, on),
    ]),
    ...empty("content.source", draft.source),
    ...(corrects && draft.why.trim() === "" ? [{ field: "why", what: "missingWhy" } as const] : []),
  ];
}
