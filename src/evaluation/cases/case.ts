import type { Result } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import type { Table } from "../table.ts";
import type { Warning } from "../warning.ts";

/** The members of a request, as they were written: each case function checks the ones it reads. */
export type CaseInput = Readonly<Record<string, unknown>>;

/** The data a request names, by file name; reading files is the caller's affair. */
export interface CaseData {
  readonly table: (name: string) => Promise<Result<Table, EvaluationFailure>>;
  readonly json: (name: string) => Promise<Result<unknown, EvaluationFailure>>;
  /** Solves a mixed-integer programme in the LP text format; absent where no solver is at hand. */
  readonly solve?: (model: string, limits: { readonly seconds: number }) => Promise<SolvedModel>;
}

/** What a solver found. `status` is its word: "optimal", "infeasible", "time_limit"…; `gap` is relative. */
export interface SolvedModel {
  readonly status: string;
  readonly objective: number;
  readonly gap: number;
  readonly values: ReadonlyMap<string, number>;
}

/** The answer of a case: numbers, texts, lists and records of them, with the keys of the reference. */
export type CaseAnswer = Readonly<Record<string, unknown>> & { readonly warnings?: readonly Warning[] };

/** One named analysis of the library, with its inputs as data. */
export type CaseFunction = (
  input: CaseInput,
  data: CaseData,
) => Result<CaseAnswer, EvaluationFailure> | Promise<Result<CaseAnswer, EvaluationFailure>>;

export type CaseFunctions = Readonly<Record<string, CaseFunction>>;
