import type { StudyColumn, StudyComparison, StudyCosts, StudyOutcome } from "./protocol.ts";

/** Which question, and what would have changed. */
export interface QuestionContent {
  readonly question: string;
  readonly unitWord: string;
  readonly outcome: StudyOutcome | null;
  readonly secondary: readonly StudyOutcome[];
}

/** Families of a programme in Trenza. */
export interface RecordsPopulation {
  readonly from: "records";
  readonly packId: string;
  readonly territoryIds: readonly string[];
  readonly enteredFrom: string;
  readonly enteredTo: string;
  readonly instrumentId: string | null;
  readonly firstWithinDays: number;
  readonly laterFromDays: number;
  readonly laterToDays: number;
  readonly arms:
    | { readonly by: "draw" }
    | { readonly by: "territory"; readonly programme: readonly string[] }
    | { readonly by: "pack"; readonly comparison: string };
}

/** A file that was handed in. */
export interface TablePopulation {
  readonly from: "table";
  readonly columns: readonly StudyColumn[];
  readonly observedUntil: string | null;
}

export type PopulationContent = RecordsPopulation | TablePopulation;

export interface DesignContent {
  readonly comparison: StudyComparison;
  readonly stratum: string | null;
  readonly cluster: string | null;
}

export interface CovariatesContent {
  readonly covariates: readonly string[];
}

/** What is supposed before there are data. */
export interface PowerContent {
  readonly programme: number;
  readonly comparison: number;
  readonly deviation: number | null;
  readonly share: number | null;
  readonly correlation: number | null;
  readonly clusterSize: number | null;
  readonly icc: number | null;
  /** Whoever decides has read what the study could see. */
  readonly read: boolean;
}

/** What was written in each task; a task nobody wrote in is absent. */
export interface StudyContents {
  readonly question?: QuestionContent;
  readonly population?: PopulationContent;
  readonly design?: DesignContent;
  readonly covariates?: CovariatesContent;
  readonly power?: PowerContent;
  readonly costs?: StudyCosts | null;
}

/** A task in which something is written, with its content. */
export type WrittenTask = {
  readonly [Task in keyof StudyContents]-?: {
    readonly task: Task;
    readonly content: Exclude<StudyContents[Task], undefined>;
  };
}[keyof StudyContents];
