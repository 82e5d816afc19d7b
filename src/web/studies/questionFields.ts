import type { Column, Outcome } from "../../contracts/studyFigures.ts";
import type { ContentOf } from "./contents.ts";

/** One outcome in the form. */
export interface OutcomeFields {
  readonly column: string;
  readonly kind: Outcome["kind"];
  readonly betterWhen: "" | "more" | "less";
  readonly ended: string;
  readonly endedBy: string;
  readonly horizon: number | null;
  /** In the outcome's unit; of shares and times, so many of each hundred. */
  readonly worthwhile: number | null;
}

export interface QuestionFields {
  readonly question: string;
  readonly unitWord: string;
  readonly outcome: OutcomeFields;
  readonly secondary: readonly OutcomeFields[];
}

export const EMPTY_OUTCOME: OutcomeFields = {
  column: "",
  kind: "number",
  betterWhen: "",
  ended: "",
  endedBy: "",
  horizon: null,
  worthwhile: null,
};

/** A saved outcome as the form shows it. */
export function outcomeFields(outcome: Outcome | null): OutcomeFields {
  if (!outcome) return EMPTY_OUTCOME;
  return { ...outcome, ended: outcome.ended ?? "", endedBy: outcome.endedBy ?? "" };
}

/** A saved question as the form shows it. */
export function questionFields(content: ContentOf<"question"> | undefined, unitWord: string): QuestionFields {
  if (!content) return { question: "", unitWord, outcome: EMPTY_OUTCOME, secondary: [] };
  const { question, outcome, secondary } = content;
  return {
    question,
    unitWord: content.unitWord,
    outcome: outcomeFields(outcome),
    secondary: secondary.map(outcomeFields),
  };
}

export type OutcomeGap = "betterWhen" | "ended" | "horizon";

/** What an outcome that was begun cannot be saved without. */
export function gapsOfOutcome(fields: OutcomeFields): readonly OutcomeGap[] {
  if (fields.column === "") return [];
  return [
    ...(fields.betterWhen === "" ? (["betterWhen"] as const) : []),
    ...(fields.kind === "time" && fields.ended === "" ? (["ended"] as const) : []),
    ...(fields.kind === "time" && fields.horizon === null ? (["horizon"] as const) : []),
  ];
}

/** The outcome as it is saved; null while none is chosen or something is missing. */
export function readOutcome(fields: OutcomeFields): Outcome | null {
  const { column, kind, betterWhen, worthwhile } = fields;
  if (column === "" || betterWhen === "" || gapsOfOutcome(fields).length > 0) return null;
  const time = kind === "time";
  return {
    column,
    kind,
    betterWhen,
    ended: time ? fields.ended : null,
    endedBy: time ? fields.endedBy.trim() || null : null,
    horizon: time ? fields.horizon : null,
    worthwhile: worthwhile !== null && worthwhile > 0 ? worthwhile : null,
  };
}

/** The form as it is saved, half done or not. */
export function readQuestion(fields: QuestionFields): ContentOf<"question"> {
  return {
    question: fields.question.trim(),
    unitWord: fields.unitWord.trim(),
    outcome: readOutcome(fields.outcome),
    secondary: fields.secondary.flatMap((one) => readOutcome(one) ?? []),
  };
}

/** The kinds of outcome that a column can be. */
export function outcomeKinds({ kind }: Pick<Column, "kind">): readonly Outcome["kind"][] {
  if (kind === "yes_no") return ["yes_no"];
  if (kind === "number") return ["number", "time"];
  return kind === "day" ? ["time"] : [];
}

/** Another column was chosen: its kind follows, what was said of the one before is kept where it still makes sense. */
export function withColumn(fields: OutcomeFields, column: Column | undefined): OutcomeFields {
  if (!column) return { ...EMPTY_OUTCOME };
  const kinds = outcomeKinds(column);
  const kind = kinds.includes(fields.kind) ? fields.kind : (kinds[0] ?? "number");
  return { ...fields, column: column.name, kind };
}
