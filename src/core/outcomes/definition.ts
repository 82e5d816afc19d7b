import type { Cohort, Standing } from "./words.ts";

/** What a person reads, in both languages. */
export interface Told {
  readonly es: string;
  readonly en: string;
}

/** A number inside a definition. Only what no source fixes may be changed, and the change is stored with the target. */
export interface Parameter {
  readonly id: string;
  readonly label: Told;
  readonly usual: number;
  readonly lowest: number;
  readonly highest: number;
  readonly editable: boolean;
}

/** Why an indicator has no value although nothing went wrong: nobody has stored the facts it needs. */
export type Missing =
  | "policy_checklist"
  | "facts_not_collected"
  | "distance_not_collected"
  | "no_facts"
  | "no_population"
  | "no_reports"
  | "no_reviews"
  | "no_siblings"
  | "nobody_in_cohort"
  | "not_estimable"
  | "not_comparable"
  | "too_few";

/** Whom the cohort counts, and what of each goes above and below the line; one builder per cohort knows these words. */
export type Method =
  | {
      readonly cohort: "entry";
      readonly counts: "permanency" | "reunification" | "moves" | "own_area" | "stay" | "one";
    }
  | { readonly cohort: "exit"; readonly counts: "reentry" | "adoption" | "death" }
  | {
      readonly cohort: "point_in_time";
      readonly counts:
        | "permanency"
        | "residential"
        | "residential_to_family"
        | "one"
        | "reviewed"
        | "placements"
        | "same_carer"
        | "siblings_all"
        | "siblings_some";
    }
  | { readonly cohort: "in_care_during"; readonly counts: "maltreatment" | "left_residential" }
  | { readonly cohort: "reports"; readonly counts: "recurrence" }
  | { readonly cohort: "comparison" }
  | { readonly cohort: "none"; readonly missing: Missing };

/**
 * How the sums become a value. `share`: each child at most once; `exposure`: events over days; `ratio`: children over other
 * children; `population`: children over those who live there; `count`: a number of children; `median`: a time.
 */
export type Measure = "share" | "exposure" | "ratio" | "population" | "count" | "median" | "none";

/** An indicator as data: what a source says of it, and which builder computes it. */
export interface Indicator {
  readonly id: string;
  /** Grows whenever the meaning changes; published figures keep theirs. */
  readonly version: number;
  readonly family: "cfsr4" | "unicef" | "england" | "nine";
  readonly name: Told;
  readonly numerator: Told;
  readonly denominator: Told;
  /** In the order in which they are applied: a child is left out for the first that fits. */
  readonly exclusions: readonly Told[];
  readonly notes: readonly Told[];
  readonly method: Method;
  readonly measure: Measure;
  readonly multiplier: number | null;
  readonly unit: Told;
  readonly direction: "up" | "down" | "none";
  readonly standing: Standing;
  readonly standingNote: Told;
  readonly source: string;
  readonly parameters: readonly Parameter[];
  /** Months after the period that must have been observed before the figure is complete. */
  readonly followUpMonths: number;
  /** Value of the United States as a whole, where published. */
  readonly national: number | null;
}

/** The cohort of a method, as the screen names it. */
export function cohortOf({ method, measure }: Pick<Indicator, "method" | "measure">): Cohort {
  return measure === "population" ? "population" : method.cohort;
}

const days = { es: "Días que cuentan como «en 12 meses»", en: "Days that count as “within 12 months”" };

/** The sources say "12 months" and no unit; 365 days is this project's reading. */
export const twelveMonths: Parameter = {
  id: "withinDays",
  label: days,
  usual: 365,
  lowest: 360,
  highest: 370,
  editable: true,
};

/** Stays that ended sooner than this are left out. */
export const shortestStay: Parameter = {
  id: "shortestStay",
  label: { es: "Días que debe durar una estancia terminada", en: "Days that a stay that ended must last" },
  usual: 8,
  lowest: 0,
  highest: 30,
  editable: false,
};

/** Days of a visit home before the discharge that still count as care. */
export const trialVisit: Parameter = {
  id: "trialVisitDays",
  label: { es: "Días de visita de prueba en casa que aún cuentan", en: "Days of a trial home visit that still count" },
  usual: 30,
  lowest: 0,
  highest: 365,
  editable: false,
};
