import type { Words } from "../words.ts";

/** How a study compared. */
export const EVIDENCE_DESIGNS = [
  "randomised",
  "matched",
  "quasi_experiment",
  "comparison_group",
  "preliminary",
] as const;
export type EvidenceDesign = (typeof EVIDENCE_DESIGNS)[number];

/** What a finding says of the programme; `none`: no difference was found; `unclear`: the source does not say for the better of whom. */
export const EFFECTS = ["better", "none", "worse", "unclear", "not_compared"] as const;
export type Effect = (typeof EFFECTS)[number];

/** One finding, as its source tells it. */
export interface Finding<Text> {
  readonly effect: Effect;
  readonly text: Text;
}

/** A study of others, as far as its source was read. Null: the source does not say, or was not reached; nothing is filled in. */
export interface EvidenceContent<Text> {
  readonly programme: Text;
  /** What to call the study: authors and year, mostly. */
  readonly study: Text;
  readonly studied: Text | null;
  readonly design: EvidenceDesign | null;
  readonly where: Text | null;
  readonly participants: Text | null;
  readonly findings: readonly Finding<Text>[];
  /** What clearing houses made of the programme; a rating without date is of unknown date. */
  readonly ratings: readonly { readonly by: string; readonly rating: Text; readonly on: string | null }[];
  /** What was corrected or withdrawn later. */
  readonly corrections: readonly { readonly on: string | null; readonly text: Text }[];
  readonly source: string;
}

/** What a list shows of a record at a glance: findings against and without difference weigh the same as those in favour. */
export interface Standing {
  readonly effects: readonly Effect[];
  readonly corrected: boolean;
}

/** Each effect once, in the fixed order; nothing else decides which comes first. */
export function standingOf({
  findings,
  corrections,
}: Pick<EvidenceContent<unknown>, "findings" | "corrections">): Standing {
  return {
    effects: EFFECTS.filter((effect) => findings.some((finding) => finding.effect === effect)),
    corrected: corrections.length > 0,
  };
}

/** A record of the product in one language. */
export function inLanguage(content: EvidenceContent<Words>, language: keyof Words): EvidenceContent<string> {
  const say = (words: Words) => words[language];
  const maybe = (words: Words | null) => (words === null ? null : say(words));
  return {
    ...content,
    programme: say(content.programme),
    study: say(content.study),
    studied: maybe(content.studied),
    where: maybe(content.where),
    participants: maybe(content.participants),
    findings: content.findings.map(({ effect, text }) => ({ effect, text: say(text) })),
    ratings: content.ratings.map(({ by, rating, on }) => ({ by, rating: say(rating), on })),
    corrections: content.corrections.map(({ on, text }) => ({ on, text: say(text) })),
  };
}
