import type { Assessment } from "./assess.ts";
import { countFindings, type Finding, type FindingCode } from "./findings.ts";
import type { ColumnRead } from "./mapping.ts";

/** More findings than anybody reads one by one; the counts are always whole. */
const mostKept = 5000;

/** What is kept of a load: which rows and why, never what the cells said. The values stay with whoever has the file. */
export interface BatchReport {
  readonly columns: readonly ColumnRead[];
  readonly rows: number;
  readonly skippedRows: number;
  readonly groups: readonly { readonly code: FindingCode; readonly count: number }[];
  readonly findings: readonly Omit<Finding, "value">[];
}

export function batchReport({ columns, findings, counts }: Assessment): BatchReport {
  const kept = findings.slice(0, mostKept).map(({ value: _, ...finding }) => finding);
  return {
    columns,
    rows: counts.rows,
    skippedRows: counts.skippedRows,
    groups: countFindings(findings),
    findings: kept,
  };
}

/** The first findings of each kind, in the order of the rows: enough to see what is wrong with a list. */
export function firstOfEach(findings: readonly Finding[], most: number): readonly Finding[] {
  const shown = new Map<FindingCode, number>();
  return findings.filter(({ code }) => {
    const count = shown.get(code) ?? 0;
    shown.set(code, count + 1);
    return count < most;
  });
}
