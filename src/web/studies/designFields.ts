import type { Comparison } from "../../contracts/studyFigures.ts";
import { DESIGNS, type StudyDesign } from "../../core/studies/words.ts";
import type { ContentOf } from "./contents.ts";

/** The form of the design: one box for everything any of the five may need. */
export interface DesignFields {
  readonly design: StudyDesign | "";
  readonly treatment: string;
  readonly stratum: string;
  readonly cluster: string;
  readonly draws: number | null;
  readonly method: "nearest" | "entropy" | "weighting";
  readonly estimand: "ATT" | "ATE";
  readonly caliper: number | null;
  readonly within: string;
  readonly before: string;
  readonly unit: string;
  readonly period: string;
  readonly start: string;
  readonly control: "nevertreated" | "notyettreated";
  readonly anticipation: number | null;
  readonly running: string;
  readonly cutoff: number | null;
  readonly enters: "below" | "above";
  readonly bandwidth: number | null;
}

/** Draws with which chance is imitated: enough that p does not move by one in a thousand. */
const USUAL_DRAWS = 100_000;
/** A fifth of a deviation of the log-odds is the usual farthest distance between pairs. */
const USUAL_CALIPER = 0.2;

export const EMPTY_DESIGN: DesignFields = {
  design: "",
  treatment: "",
  stratum: "",
  cluster: "",
  draws: USUAL_DRAWS,
  method: "nearest",
  estimand: "ATT",
  caliper: USUAL_CALIPER,
  within: "",
  before: "",
  unit: "",
  period: "",
  start: "",
  control: "notyettreated",
  anticipation: 0,
  running: "",
  cutoff: null,
  enters: "below",
  bandwidth: null,
};

/** A saved design as the form shows it. */
export function designFields(content: ContentOf<"design"> | undefined): DesignFields {
  if (!content) return EMPTY_DESIGN;
  const { comparison, stratum, cluster } = content;
  const known = Object.fromEntries(Object.entries(comparison).map(([key, value]) => [key, value ?? ""]));
  return {
    ...EMPTY_DESIGN,
    ...known,
    ...("caliper" in comparison && { caliper: comparison.caliper }),
    stratum: stratum ?? "",
    cluster: cluster ?? "",
  };
}

/** What a design cannot be saved without. */
const NEEDED = {
  waiting_list_lottery: ["treatment"],
  matched_comparison: ["treatment"],
  difference_in_differences: ["treatment", "before"],
  phased_rollout: ["unit", "period", "start"],
  cut_off: ["running", "cutoff", "bandwidth"],
} as const satisfies Record<StudyDesign, readonly (keyof DesignFields)[]>;

export type NeededField = (typeof NEEDED)[StudyDesign][number] | "design";

/** What is still missing before the design can be saved, field by field. */
export function missingInDesign(fields: DesignFields): readonly NeededField[] {
  if (fields.design === "") return ["design"];
  return NEEDED[fields.design].filter((field) => fields[field] === "" || fields[field] === null);
}

/** The form as it is saved; undefined while something is missing. */
export function readDesign(fields: DesignFields): ContentOf<"design"> | undefined {
  if (missingInDesign(fields).length > 0) return undefined;
  const comparison = comparisonOf(fields);
  return comparison && { comparison, stratum: fields.stratum || null, cluster: fields.cluster || null };
}

function comparisonOf(fields: DesignFields): Comparison | undefined {
  const { treatment, unit, period, start, control, running, enters, cutoff, bandwidth } = fields;
  switch (fields.design) {
    case "waiting_list_lottery":
      return { design: fields.design, treatment, draws: fields.draws ?? USUAL_DRAWS };
    case "matched_comparison": {
      const caliper = fields.method === "nearest" ? fields.caliper : null;
      const { design, method, estimand } = fields;
      return { design, treatment, method, estimand, caliper, within: fields.within || null };
    }
    case "difference_in_differences":
      return { design: fields.design, treatment, before: fields.before };
    case "phased_rollout":
      return { design: fields.design, unit, period, start, control, anticipation: fields.anticipation ?? 0 };
    case "cut_off":
      return cutoff === null || bandwidth === null
        ? undefined
        : { design: fields.design, running, cutoff, enters, bandwidth };
    default:
      return undefined;
  }
}

/** The design a text names. */
export function designNamed(value: string): StudyDesign | "" {
  return DESIGNS.find((design) => design === value) ?? "";
}
