import type { OutputOf } from "../../contracts/contract.ts";
import type { studyPower } from "../../contracts/studies.ts";
import { permit } from "../../core/access/policy.ts";
import type { DesignContent, PowerContent } from "../../core/studies/contents.ts";
import { note, taskComesFirst } from "../../core/studies/taskNotes.ts";
import type { DrawStratum } from "../../evaluation/design/attainable.ts";
import { tellPower } from "../../evaluation/studies/power.ts";
import type { Table } from "../../evaluation/table.ts";
import type { QueryContext } from "../query.ts";
import { valueAt } from "./cells.ts";
import { wordsOf } from "./compute.ts";
import { findTable } from "./snapshots.data.ts";
import { findStudy } from "./studies.data.ts";

type PowerOutput = OutputOf<typeof studyPower>;

/** Units, or whole clusters, of each stratum of a lottery, as far as the rows are there. */
function drawnUnits(
  { n, columns }: Table,
  { stratum, cluster }: DesignContent,
): ReadonlyMap<string, ReadonlySet<string>> {
  const strata = new Map<string, Set<string>>();
  for (let row = 0; row < n; row++) {
    const group = stratum === null ? "" : String(valueAt(columns.get(stratum), row) ?? "");
    const unit = cluster === null ? String(row) : String(valueAt(columns.get(cluster), row) ?? "");
    strata.set(group, (strata.get(group) ?? new Set()).add(unit));
  }
  return strata;
}

/** The draw as it will be, for the smallest p it can give; null while there is nothing to draw from. */
function strataOf(
  table: Table | undefined,
  design: DesignContent,
  { programme, comparison }: PowerContent,
): readonly DrawStratum[] | null {
  if (!table || design.comparison.design !== "waiting_list_lottery") return null;
  return [...drawnUnits(table, design).values()].map(({ size }) => ({
    units: size,
    treated: Math.round((size * programme) / (programme + comparison)),
  }));
}

/** What a study of this size could see. */
export async function readStudyPower(
  { client, actor, now }: QueryContext,
  studyId: string,
): Promise<PowerOutput | undefined> {
  const study = await findStudy({ client, actor }, studyId);
  if (!study || !permit(actor, "study.read", study.access, now)) return undefined;
  const { question, design, power } = study.contents;
  const missing = [
    ...(question?.outcome ? [] : [taskComesFirst("question")]),
    ...(design ? [] : [taskComesFirst("design")]),
    ...(power ? [] : [note("power_missing")]),
  ];
  if (!question?.outcome || !design || !power) return { power: null, missing };
  const read = study.hasRows ? await findTable(client, actor.tenantId, study) : undefined;
  const draft = {
    unitWord: question.unitWord,
    columns: study.columns,
    outcome: question.outcome,
    design: design.comparison.design,
  };
  const clustersDrawn = design.comparison.design === "waiting_list_lottery" && design.cluster !== null;
  const told = tellPower(draft, { ...power, strata: strataOf(read?.table, design, power), clustersDrawn });
  if (told.ok) return { power: told.value as PowerOutput["power"], missing: [] };
  return { power: null, missing: [{ code: told.failure.code, words: wordsOf(told.failure) }] };
}
