import type { Note, StudyResult } from "../../core/studies/result.ts";
import type { Words } from "../../core/words.ts";
import type { EvaluationFailure } from "../failure.ts";
import type { Term } from "./glossary.ts";
import type { Estimated } from "./linear.ts";

/** An estimate as it is told: in the outcome's own unit, shares from 0 to 1. */
export interface Told extends Estimated {
  readonly pMethod: Words;
  readonly intervalMethod: Words;
}

/** The heart of an analysis: the effect, or why there is none. */
export type Effect =
  | { readonly ok: true; readonly told: Told }
  | { readonly ok: false; readonly refusals: readonly EvaluationFailure[] };

/** Everything a design says about one outcome. */
export interface Found {
  readonly effect: Effect;
  readonly estimand: Words;
  readonly groups: StudyResult["groups"];
  readonly excluded: StudyResult["excluded"];
  readonly sureness: readonly Note[];
  readonly cautions: readonly Note[];
  readonly pictures: StudyResult["pictures"];
  readonly numbers: StudyResult["numbers"];
  /** Words of the glossary that this design needs. */
  readonly terms: readonly Term[];
}

/** Called between pieces with the share done; true when somebody asked to stop. */
export type Stopped = (share: number) => boolean;

/** Reasons for which there is no estimate but something can still be said. */
const notAnswerable: readonly EvaluationFailure["code"][] = [
  "too_few_units",
  "too_few_clusters",
  "too_few_events",
  "effective_n_too_small",
  "separation",
  "singular",
  "means_out_of_reach",
  "not_converged",
  "no_treated_group",
  "no_comparison_group",
];

export function cannotTell(failure: EvaluationFailure): boolean {
  return notAnswerable.includes(failure.code);
}
