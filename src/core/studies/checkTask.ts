import type { DesignContent, PopulationContent, QuestionContent, StudyContents, WrittenTask } from "./contents.ts";
import { KIND_WORDS } from "./kindWords.ts";
import type { StudyColumn, StudyOutcome } from "./protocol.ts";
import type { ColumnKind } from "./words.ts";

/** Why what is written in a task cannot stand. */
export type TaskFailure =
  | { readonly code: "unknown_column"; readonly column: string }
  | { readonly code: "known_too_late"; readonly label: string }
  | { readonly code: "not_an_outcome"; readonly label: string }
  | { readonly code: "wrong_kind"; readonly label: string; readonly needed: string }
  | { readonly code: "window_inverted" }
  | { readonly code: "column_twice"; readonly column: string };

/** What a file's columns can hold, found when it was read. */
export interface ColumnFact {
  readonly name: string;
  /** Kinds that fit every value there is. */
  readonly fits: readonly ColumnKind[];
}

/** What a task is checked against. */
export interface CheckedAgainst {
  readonly columns: readonly StudyColumn[];
  /** Of a file that was handed in; null for records and before there is a file. */
  readonly facts: readonly ColumnFact[] | null;
  readonly contents: StudyContents;
}

type When = "before" | "after" | "any";

interface Wanted {
  readonly name: string | null;
  readonly kinds: readonly ColumnKind[];
  readonly when: When;
}

const want = (name: string | null, kinds: readonly ColumnKind[], when: When = "before"): Wanted => ({
  name,
  kinds,
  when,
});

function neededText(kinds: readonly ColumnKind[]): string {
  return kinds.map((kind) => KIND_WORDS[kind].es).join(", ");
}

/** The first thing wrong with the columns a task names. */
function firstFault(columns: readonly StudyColumn[], wanted: readonly Wanted[]): TaskFailure | undefined {
  for (const { name, kinds, when } of wanted) {
    if (name === null) continue;
    const column = columns.find((one) => one.name === name);
    if (!column) return { code: "unknown_column", column: name };
    const { label, known, kind } = column;
    if (when === "before" && known === "after") return { code: "known_too_late", label };
    if (when === "after" && known !== "after") return { code: "not_an_outcome", label };
    if (!kinds.includes(kind)) return { code: "wrong_kind", label, needed: neededText(kinds) };
  }
  return undefined;
}

function twice(names: readonly (string | null)[]): TaskFailure | undefined {
  const seen = new Set<string>();
  for (const name of names) {
    if (name === null) continue;
    if (seen.has(name)) return { code: "column_twice", column: name };
    seen.add(name);
  }
  return undefined;
}

const OUTCOME_KINDS = {
  number: ["number", "yes_no"],
  yes_no: ["yes_no"],
  time: ["number", "day"],
} as const satisfies Record<StudyOutcome["kind"], readonly ColumnKind[]>;

function outcomeWants({ column, kind, ended }: StudyOutcome): readonly Wanted[] {
  return [want(column, OUTCOME_KINDS[kind], "after"), want(ended, ["yes_no", "category"], "after")];
}

function checkQuestion({ outcome, secondary }: QuestionContent, { columns }: CheckedAgainst): TaskFailure | undefined {
  const all = outcome === null ? secondary : [outcome, ...secondary];
  return firstFault(columns, all.flatMap(outcomeWants)) ?? twice(all.map(({ column }) => column));
}

function checkPopulation(content: PopulationContent, { facts }: CheckedAgainst): TaskFailure | undefined {
  if (content.from === "records") {
    const inverted =
      content.enteredTo < content.enteredFrom ||
      content.laterToDays < content.laterFromDays ||
      (content.instrumentId !== null && content.laterFromDays <= content.firstWithinDays);
    return inverted ? { code: "window_inverted" } : undefined;
  }
  for (const { name, label, kind } of content.columns) {
    const fact = facts?.find((one) => one.name === name);
    if (!fact) return { code: "unknown_column", column: name };
    if (!fact.fits.includes(kind)) return { code: "wrong_kind", label, needed: neededText(fact.fits) };
  }
  return twice(content.columns.map(({ name }) => name));
}

const ANY: readonly ColumnKind[] = ["number", "yes_no", "category", "day"];
const NUMBERS: readonly ColumnKind[] = ["number", "day"];
const GROUPS: readonly ColumnKind[] = ["category", "yes_no"];

/** The columns a comparison rests on, each with what it must hold. */
function comparisonWants({ comparison }: DesignContent): readonly Wanted[] {
  switch (comparison.design) {
    case "waiting_list_lottery":
      return [want(comparison.treatment, ["yes_no"])];
    case "matched_comparison":
      return [want(comparison.treatment, ["yes_no"]), want(comparison.within, GROUPS)];
    case "difference_in_differences":
      return [want(comparison.treatment, ["yes_no"]), want(comparison.before, ["number", "yes_no"])];
    case "phased_rollout":
      return [
        want(comparison.unit, ["category", "number"], "any"),
        want(comparison.period, NUMBERS, "any"),
        want(comparison.start, NUMBERS, "any"),
      ];
    case "cut_off":
      return [want(comparison.running, NUMBERS)];
  }
}

function checkDesign(content: DesignContent, { columns }: CheckedAgainst): TaskFailure | undefined {
  const main = comparisonWants(content);
  const groups = [want(content.stratum, GROUPS), want(content.cluster, ANY)];
  return firstFault(columns, [...main, ...groups]) ?? twice([...main, ...groups].map(({ name }) => name));
}

/** Columns whose meaning the comparison has taken: they adjust for nothing. */
export function takenByDesign(design: DesignContent | undefined): readonly string[] {
  if (!design) return [];
  const { comparison } = design;
  if (comparison.design === "phased_rollout") return [comparison.unit, comparison.period, comparison.start];
  return [comparison.design === "cut_off" ? comparison.running : comparison.treatment];
}

/** The first thing that is wrong with a task; undefined for one that may be kept, also half done. */
export function checkTask(written: WrittenTask, against: CheckedAgainst): TaskFailure | undefined {
  const { columns, contents } = against;
  switch (written.task) {
    case "question":
      return checkQuestion(written.content, against);
    case "population":
      return checkPopulation(written.content, against);
    case "design":
      return checkDesign(written.content, against);
    case "covariates": {
      const { covariates } = written.content;
      const wanted = covariates.map((name) => want(name, ANY));
      return firstFault(columns, wanted) ?? twice([...takenByDesign(contents.design), ...covariates]);
    }
    case "costs":
      return written.content === null
        ? undefined
        : firstFault(columns, [want(written.content.column, ["number"], "any")]);
    case "power":
      return undefined;
  }
}
