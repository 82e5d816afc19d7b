import type { StudyContents } from "./contents.ts";
import type { StudyColumn, StudyProtocol } from "./protocol.ts";

/** A protocol that lacks only what the registration adds. */
export type ProtocolDraft = Omit<StudyProtocol, "seed" | "snapshotSha256">;

/** The protocol that the tasks spell; undefined while the question, the outcome or the comparison is missing. */
export function assembleProtocol(
  { question, design, covariates, costs }: StudyContents,
  columns: readonly StudyColumn[],
): ProtocolDraft | undefined {
  if (!question?.outcome || !design) return undefined;
  return {
    version: 1,
    question: question.question,
    outcome: question.outcome,
    secondary: question.secondary,
    comparison: design.comparison,
    covariates: covariates?.covariates ?? [],
    stratum: design.stratum,
    cluster: design.cluster,
    columns,
    costs: costs ?? null,
    unitWord: question.unitWord,
  };
}
