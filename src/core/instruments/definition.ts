import type { ContextShape } from "../expressions/expression.ts";

/** A text people read, by language tag. Spanish is always there; other languages fall back to it. */
export interface LocalText {
  readonly es: string;
  readonly [language: string]: string;
}

/** Where an instrument or one of its items comes from and under what terms it may be used. */
export interface Provenance {
  readonly source: string;
  readonly passage?: string;
  readonly url?: string;
  readonly licence?: string;
  readonly attribution?: string;
  /** What is not known, in words for the reader. */
  readonly note?: string;
}

/** Who rates. The family's and the team's answers are kept side by side; neither overwrites the other. */
export const raters = ["family", "team", "child"] as const;
export type Rater = (typeof raters)[number];

export interface Media {
  readonly kind: "image" | "audio" | "video";
  readonly file: string;
  readonly language?: string;
}

export interface Choice {
  readonly code: string;
  readonly label: LocalText;
  readonly labelFamily?: LocalText;
  readonly media?: readonly Media[];
  /** Further columns of the choice, read by choice filters as bare names. */
  readonly columns?: { readonly [column: string]: string };
  /** `not_applicable` takes the item out of the score; `declined` counts as missing. Neither is a rating. */
  readonly special?: "not_applicable" | "declined";
}

export interface ChoiceList {
  readonly choices: readonly Choice[];
  /** The choices are a scale, in the order written, from least to most. */
  readonly ordered?: boolean;
  /** The same code may stand for several rows (cascading lists tell them apart by their columns). */
  readonly duplicatesAllowed?: boolean;
}

interface ItemBase {
  /** Key of the answer: unique in the instrument, a letter or `_` followed by letters, digits, `_`, `-`, `.`. */
  readonly name: string;
  /** Number printed before the text, such as `i32`. */
  readonly number?: string;
  readonly label?: LocalText;
  /** Plain-language wording used when the family answers. */
  readonly labelFamily?: LocalText;
  readonly hint?: LocalText;
  readonly guidance?: LocalText;
  readonly media?: readonly Media[];
  /** Expression; the item is shown and its answer counts only while it is true. */
  readonly relevant?: string;
  readonly dimension?: string;
  /** Presentation advice, such as the appearance column of XLSForm. */
  readonly appearance?: string;
  /** Restricts who answers the item; everybody when absent. */
  readonly raters?: readonly Rater[];
  readonly source?: Provenance;
}

interface QuestionBase extends ItemBase {
  /** The text is not known yet: the number is shown as "texto pendiente" and nothing may be answered. */
  readonly pendingText?: true;
  readonly required?: boolean | string;
  readonly requiredMessage?: LocalText;
  readonly constraint?: string;
  readonly constraintMessage?: LocalText;
  readonly readOnly?: boolean | string;
  /** Expression computed once, when the form is opened. */
  readonly default?: string;
}

export interface TextItem extends QuestionBase {
  readonly type: "text";
  readonly multiline?: boolean;
}

export interface NumberItem extends QuestionBase {
  readonly type: "int" | "dec";
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}

export interface MomentItem extends QuestionBase {
  readonly type: "date" | "time" | "datetime";
}

/** `choice` stores a code, `multi` the chosen codes, `rank` all codes in the order of preference. */
export interface ChoiceItem extends QuestionBase {
  readonly type: "choice" | "multi" | "rank";
  readonly list: string;
  /** Expression over the choice's columns (bare names) that keeps a choice on offer. */
  readonly choiceFilter?: string;
}

export interface PlaceItem extends QuestionBase {
  readonly type: "geopoint";
}

export interface AttachmentItem extends QuestionBase {
  readonly type: "attachment";
  readonly accepts: "image" | "audio" | "video" | "file";
}

export interface NoteItem extends ItemBase {
  readonly type: "note";
}

/** Computed by the engine, never accepted from outside. */
export interface CalcItem extends ItemBase {
  readonly type: "calc";
  readonly calculation: string;
  /** Shown to the person answering; hidden when absent. */
  readonly shown?: boolean;
}

export interface GroupItem extends ItemBase {
  readonly type: "group";
  readonly items: readonly Item[];
}

/** Answers are an array of rows. */
export interface RepeatItem extends ItemBase {
  readonly type: "repeat";
  readonly items: readonly Item[];
  /** Expression for the exact number of rows. */
  readonly repeatCount?: string;
}

export interface MatrixRow {
  readonly name: string;
  readonly number?: string;
  readonly label?: LocalText;
  readonly labelFamily?: LocalText;
  readonly pendingText?: true;
  readonly dimension?: string;
  readonly required?: boolean | string;
  readonly relevant?: string;
  readonly source?: Provenance;
}

/** Several questions over one list; each row is answered under its own name. */
export interface MatrixItem extends ItemBase {
  readonly type: "matrix";
  readonly list: string;
  readonly multiple?: boolean;
  readonly rows: readonly MatrixRow[];
}

/** Something of an imported form that cannot run here: kept, shown when `shown`, never answerable, blank in expressions. */
export interface UnavailableItem extends ItemBase {
  readonly type: "unavailable";
  readonly shown: boolean;
  readonly reason: string;
  readonly original: { readonly [column: string]: string };
}

export type Item =
  | TextItem
  | NumberItem
  | MomentItem
  | ChoiceItem
  | PlaceItem
  | AttachmentItem
  | NoteItem
  | CalcItem
  | GroupItem
  | RepeatItem
  | MatrixItem
  | UnavailableItem;

export type ItemType = Item["type"];

export interface Dimension {
  readonly id: string;
  readonly label: LocalText;
  readonly description?: LocalText;
  readonly source?: Provenance;
}

/**
 * An item's part in a score. Points: the table by code; without it the position on an ordered scale from 0; for numbers
 * the number itself. `reversed` turns the item round within its own lowest and highest points.
 */
export interface ScoredItem {
  readonly item: string;
  readonly weight?: number;
  readonly points?: { readonly [code: string]: number };
  readonly reversed?: boolean;
}

/** When more than `share` (0–1) of the expected items is unanswered there is no score. */
type MissingRule = { readonly kind: "none_missing" } | { readonly kind: "at_most_missing"; readonly share: number };

/** A score of at least `from` and below the next band's `from` belongs here. */
export interface Band {
  readonly id: string;
  readonly from: number;
  readonly label: LocalText;
}

/**
 * `sum`: weighted points, unanswered items filled with the mean of the answered. `mean`: weighted mean of the points.
 * `percent`: mean position between lowest and highest possible points, 0–100.
 */
export interface DimensionScoring {
  readonly dimension: string;
  readonly combine: "sum" | "mean" | "percent";
  readonly direction: "higher_is_better" | "lower_is_better";
  readonly items: readonly ScoredItem[];
  readonly missing: MissingRule;
  readonly bands?: readonly Band[];
  /** Digits after the decimal point; 2 when absent. */
  readonly decimals?: number;
}

export interface Priorities {
  readonly max: number;
  readonly min?: number;
}

/** One version of an instrument: plain JSON, never changed once published. */
export interface InstrumentDefinition {
  readonly id: string;
  readonly version: string;
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly languages: readonly string[];
  readonly raters: readonly Rater[];
  readonly dimensions: readonly Dimension[];
  readonly lists: { readonly [list: string]: ChoiceList };
  readonly items: readonly Item[];
  readonly scoring?: readonly DimensionScoring[];
  /** Scale steps (or units of a number) from which two raters' answers become "Hablemos de esto". */
  readonly differenceThreshold?: number;
  /** How many items the family may mark as most important; none when absent. */
  readonly priorities?: Priorities;
  /** Facts about the family or case the expressions may read. */
  readonly context?: { readonly [name: string]: ContextShape };
  readonly provenance: Provenance;
  /** Settings of the imported form, kept as found. */
  readonly settings?: { readonly [name: string]: string };
}
