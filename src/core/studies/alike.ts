import { takenByDesign } from "./checkTask.ts";
import type { StudyContents } from "./contents.ts";
import type { StudyColumn } from "./protocol.ts";

/**
 * The facts by which somebody who knows a family might find it in a study: groups and yes-or-no facts, known before or at
 * entry, that the plan uses and therefore tells of (covariates, the groups of the draw and of the pairs). Numbers are told as
 * means only. Who has the programme, and what keeps units together (a worker, a town over time), describe no family.
 */
export function tellingColumns(contents: StudyContents, columns: readonly StudyColumn[]): readonly string[] {
  const { design, covariates } = contents;
  const comparison = design?.comparison;
  const within = comparison?.design === "matched_comparison" ? comparison.within : null;
  const used = new Set([...(covariates?.covariates ?? []), design?.stratum ?? null, within]);
  const taken = new Set([...takenByDesign(design), design?.cluster ?? null]);
  return columns
    .filter(({ name, kind, known }) => {
      return known !== "after" && (kind === "category" || kind === "yes_no") && used.has(name) && !taken.has(name);
    })
    .map(({ name }) => name);
}

/** A level of a column with how many have it. */
export interface LevelCount {
  readonly value: string;
  readonly n: number;
}

/** Word for the levels that are told together because few have them. */
export const REST = "otros";

/** Fewest that are told apart. */
export const FEWEST_TOLD = 5;

/** Levels as they may be told: those that few have are told together, with the next larger one while they are still few. */
export function toldLevels(levels: readonly LevelCount[]): readonly LevelCount[] {
  const ordered = [...levels]
    .filter(({ n }) => n > 0)
    .sort((one, other) => one.n - other.n || (one.value < other.value ? -1 : 1));
  let together = 0;
  let merged = 0;
  for (const { n } of ordered) {
    const few = n < FEWEST_TOLD || (together > 0 && together < FEWEST_TOLD);
    if (!few) break;
    together += n;
    merged++;
  }
  const kept = ordered.slice(merged).sort((one, other) => other.n - one.n || (one.value < other.value ? -1 : 1));
  if (together === 0) return kept;
  return together < FEWEST_TOLD ? kept : [...kept, { value: REST, n: together }];
}
