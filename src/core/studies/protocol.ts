import type { ColumnKind, Moment } from "./words.ts";

/** A column of a study's table, as described before anybody looks at an outcome. */
export interface StudyColumn {
  /** Name in the table; ASCII, stable. */
  readonly name: string;
  /** What a person calls it. */
  readonly label: string;
  readonly kind: ColumnKind;
  readonly known: Moment;
  /** Unit in the person's words (points, days, euros); empty without one. */
  readonly unit: string;
}

/** What is expected to change. A `time` outcome needs `ended`: a column with 0 for whoever was still waiting, or the way it ended. */
export interface StudyOutcome {
  readonly column: string;
  readonly kind: "number" | "yes_no" | "time";
  readonly betterWhen: "more" | "less";
  /** Only of a `time` outcome. */
  readonly ended: string | null;
  /** Only of a `time` outcome: the way of ending that counts, as written in `ended`; the others compete with it. */
  readonly endedBy: string | null;
  /** Only of a `time` outcome: at how many days the shares are compared. */
  readonly horizon: number | null;
  /** The smallest difference that would matter to a family, in the outcome's unit (shares: out of 100), agreed beforehand; null when nobody said. */
  readonly worthwhile: number | null;
}

/** The comparison and its columns. Columns called `treatment` hold 1 for the programme and 0 for the comparison. */
export type StudyComparison =
  | { readonly design: "waiting_list_lottery"; readonly treatment: string; readonly draws: number }
  | {
      readonly design: "matched_comparison";
      readonly treatment: string;
      readonly method: "nearest" | "entropy" | "weighting";
      readonly estimand: "ATT" | "ATE";
      /** Farthest distance between pairs, in deviations of the log-odds; null without limit. Only of `nearest`. */
      readonly caliper: number | null;
      /** Only families of the same group of this column are paired. */
      readonly within: string | null;
    }
  | {
      readonly design: "difference_in_differences";
      readonly treatment: string;
      /** The same measure before entering; the outcome is the one after. */
      readonly before: string;
    }
  | {
      readonly design: "phased_rollout";
      /** What is followed over time (a municipality, a family); the table has one row per unit and period. */
      readonly unit: string;
      /** Whole periods in order, 1, 2, 3… */
      readonly period: string;
      /** The period in which the unit began; empty for one that never did. */
      readonly start: string;
      readonly control: "nevertreated" | "notyettreated";
      readonly anticipation: number;
    }
  | {
      readonly design: "cut_off";
      readonly running: string;
      readonly cutoff: number;
      /** Who takes part: those below the cut-off or those from it on. */
      readonly enters: "below" | "above";
      /** Reach on both sides, in the unit of `running`. */
      readonly bandwidth: number;
    };

/** What the programme cost each family, where it is known. */
export interface StudyCosts {
  readonly column: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Whose costs they are, in words. */
  readonly perspective: string;
  /** What a society might give for one unit of the outcome, in whole units of the currency; several, in order. */
  readonly worth: readonly number[];
}

/** Everything that decides the figures of a study. Frozen, its canonical JSON has a hash; with its snapshot it is replayed to the byte. */
export interface StudyProtocol {
  readonly version: 1;
  readonly question: string;
  readonly outcome: StudyOutcome;
  /** Other outcomes, told beside the first with p corrected for their number (Holm). */
  readonly secondary: readonly StudyOutcome[];
  readonly comparison: StudyComparison;
  /** Columns known before entering, or at entry. */
  readonly covariates: readonly string[];
  /** Draws and comparisons stay inside a group of this column (a municipality). */
  readonly stratum: string | null;
  /** Whoever shares a value shares fate (a family worker, siblings). */
  readonly cluster: string | null;
  readonly columns: readonly StudyColumn[];
  readonly costs: StudyCosts | null;
  /** Decimal digits of a 64-bit number. */
  readonly seed: string;
  /** SHA-256 of the rows known when the plan was frozen. */
  readonly snapshotSha256: string;
  /** The unit both arms are made of, in the plural, for sentences: "familias", "niñas y niños". */
  readonly unitWord: string;
}
