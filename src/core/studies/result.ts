import type { Picture } from "../drawings/picture.ts";
import type { Words } from "../words.ts";
import type { StudyDesign } from "./words.ts";

/** A sentence with the code of the rule that said it. */
export interface Note {
  readonly code: string;
  readonly words: Words;
}

/** One number with what surrounds it. */
export interface Figure {
  readonly label: Words;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: Words;
  /** How it was reckoned. */
  readonly method: Words;
}

/** What a study found, ready to be told: every sentence comes from its numbers. */
export interface StudyResult {
  readonly engineVersion: string;
  readonly design: StudyDesign;
  /** `cannot_tell`: the data do not carry the analysis; there are refusals, and what can still be said. */
  readonly verdict: "better" | "worse" | "no_clear_difference" | "cannot_tell";
  readonly headline: Words;
  /** Of whom the estimate speaks. */
  readonly estimand: Words;
  readonly estimate: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly level: number;
    readonly unit: Words;
    /** Two-sided. */
    readonly p: number | null;
    /** How p was reckoned: by permutations where the design allows it. */
    readonly pMethod: Words | null;
  } | null;
  readonly refusals: readonly Note[];
  readonly stillSaid: readonly Words[];
  readonly sureness: readonly Note[];
  readonly cautions: readonly Note[];
  readonly groups: readonly {
    readonly arm: "programme" | "comparison";
    readonly n: number;
    readonly missing: number;
    /** Mean, or share from 0 to 1; null where nobody was measured. */
    readonly mean: number | null;
  }[];
  readonly excluded: readonly { readonly reason: Words; readonly n: number }[];
  /** The smallest difference this study would have seen in four of five such studies; null where it is not known. */
  readonly detectable: { readonly value: number; readonly unit: Words } | null;
  readonly pictures: readonly Picture[];
  readonly numbers: readonly Figure[];
  readonly glossary: readonly { readonly term: Words; readonly meaning: Words }[];
}

/** What the money says, told apart because it may be decided after the result. */
export interface CostResult {
  readonly headline: Words;
  readonly numbers: readonly Figure[];
  readonly cautions: readonly Note[];
  readonly pictures: readonly Picture[];
}

/** What a study of this size could see, told before it begins. */
export interface PowerTold {
  /** Units in each arm, as planned. */
  readonly programme: number;
  readonly comparison: number;
  /** Arms after counting that units of a cluster resemble each other. */
  readonly effective: { readonly programme: number; readonly comparison: number } | null;
  /** "Con 45 y 45 familias solo se vería…" */
  readonly headline: Words;
  readonly detectable: { readonly value: number; readonly unit: Words } | null;
  /** The smallest two-sided p this draw could ever give; null without a draw. */
  readonly smallestP: number | null;
  readonly notes: readonly Note[];
  /** Whether what was agreed as worthwhile could be seen; null when nobody said what is. */
  readonly enough: boolean | null;
  /** How many of each arm it would take to see what is worthwhile; null when nobody said what is. */
  readonly needed: number | null;
}
