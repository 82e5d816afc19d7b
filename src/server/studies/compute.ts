import { hash } from "node:crypto";
import { canonicalJson } from "../../core/canonical.ts";
import type { StudyProtocol } from "../../core/studies/protocol.ts";
import type { CostResult, StudyResult } from "../../core/studies/result.ts";
import type { Words } from "../../core/words.ts";
import type { EvaluationFailure } from "../../evaluation/failure.ts";
import { failureText } from "../../evaluation/failureTexts.ts";
import { analyse } from "../../evaluation/studies/analyse.ts";
import { analyseCosts } from "../../evaluation/studies/costs.ts";
import type { Table } from "../../evaluation/table.ts";
import { readStudyTable } from "./studyTable.ts";

/** What a study is computed from. */
export interface Computation {
  readonly protocol: StudyProtocol;
  /** The table, as the bytes of a CSV file. */
  readonly bytes: Uint8Array;
}

/** What a computation gives: the same bytes from the same plan and table, wherever it runs. */
export type Computed =
  | { readonly kind: "done"; readonly text: string; readonly sha256: string; readonly verdict: StudyResult["verdict"] }
  | { readonly kind: "refused"; readonly reason: Words }
  | { readonly kind: "stopped" };

/** The result and the cost, as they are kept. */
export interface Findings {
  readonly result: StudyResult;
  readonly cost: CostResult | null;
}

/** A refusal of the evaluation in both languages. */
export function wordsOf(failure: EvaluationFailure): Words {
  return { es: failureText(failure, "es"), en: failureText(failure, "en") };
}

/** Money that cannot be told does not hold up the result: why is told in its place. */
function costOf(protocol: StudyProtocol, table: Table): CostResult | null {
  if (protocol.costs === null) return null;
  const told = analyseCosts(protocol, table);
  if (told.ok) return told.value;
  const { es, en } = wordsOf(told.failure);
  const headline = { es: `No se puede decir nada del coste. ${es}`, en: `Nothing can be said of the cost. ${en}` };
  return { headline, numbers: [], cautions: [], pictures: [] };
}

/** Computes a study; `report` hears the share done and may answer "stop". */
export function compute(
  { protocol, bytes }: Computation,
  report: (share: number) => "stop" | undefined = () => undefined,
): Computed {
  const read = readStudyTable(bytes);
  if (!read.ok) return { kind: "refused", reason: read.failure.reason };
  const found = analyse(protocol, read.value.table, report);
  if (!found.ok) {
    return found.failure.code === "stopped" ? { kind: "stopped" } : { kind: "refused", reason: wordsOf(found.failure) };
  }
  const findings: Findings = { result: found.value, cost: costOf(protocol, read.value.table) };
  const text = canonicalJson(findings);
  return { kind: "done", text, sha256: hash("sha256", text, "hex"), verdict: found.value.verdict };
}
