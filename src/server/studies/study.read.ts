import type { OutputOf } from "../../contracts/contract.ts";
import type { studies, study } from "../../contracts/studies.ts";
import { permit } from "../../core/access/policy.ts";
import { FEWEST_TOLD, tellingColumns, toldLevels } from "../../core/studies/alike.ts";
import type { WrittenTask } from "../../core/studies/contents.ts";
import { FEWEST_ALIKE } from "../../core/studies/decisions.ts";
import { PROGRAMME_COLUMN } from "../../core/studies/recordColumns.ts";
import { tasksOf } from "../../core/studies/tasks.ts";
import { predicateText } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";
import { leftOutLabel } from "./leftOut.ts";
import { findDeviations, findFreezing, findRuns } from "./runs.read.ts";
import { findTable } from "./snapshots.data.ts";
import { armsOf, smallestGroup } from "./spread.ts";
import { type ColumnSpread, findStudy, type LoadedStudy } from "./studies.data.ts";
import type { StudyTable } from "./studyTable.ts";

type StudyOutput = OutputOf<typeof study>;

/** Territories with the right to begin studies, by name. */
const PLACES = `
select territory.id, territory.name from territory
where territory.tenant_id = $1 and territory.id::text || ':2' = any (coalesce((select app.scope_keys('study', 'write', 2)), '{}'))
order by territory.name, territory.id`;

/** Every study within reach, newest first. */
export async function readStudies({ client, actor }: QueryContext): Promise<OutputOf<typeof studies>> {
  const { text, values } = predicateText(actor, "study.read", "study", 2);
  const [listed, places] = [
    await client.query(
      `select study.id, study.title, study.state, place.name as place, study.created_on as "createdOn",
         (study.frozen_at at time zone tenant.time_zone)::date as "frozenOn", study.tasks_done as "tasksDone", study.verdict,
         (select task.content #>> '{comparison,design}' from study_task task
          where task.tenant_id = study.tenant_id and task.study_id = study.id and task.task = 'design') as design
       from study
       join territory place on place.tenant_id = study.tenant_id and place.id = study.territory_id
       join tenant on tenant.id = study.tenant_id
       where study.tenant_id = $1 and ${text}
       order by study.recorded_at desc, study.id limit 500`,
      [actor.tenantId, ...values],
    ),
    await client.query(PLACES, [actor.tenantId]),
  ];
  return { items: listed.rows, mayWrite: places.rows.length > 0, places: places.rows };
}

/** How a column may be told: groups and shares of few families are not. */
function toldSpread({ name, missing, mean, deviation, levels, fits }: ColumnSpread, rows: number) {
  const present = rows - missing;
  const ones = fits.includes("yes_no") && mean !== null ? Math.round(mean * present) : FEWEST_TOLD;
  const few = present < FEWEST_TOLD || ones < FEWEST_TOLD || (fits.includes("yes_no") && present - ones < FEWEST_TOLD);
  return {
    name,
    missing,
    mean: few ? null : mean,
    deviation: few ? null : deviation,
    levels: toldLevels(levels).map(({ value, n }) => ({ value, n })),
  };
}

function treatmentOf({ contents, allocation }: LoadedStudy): string | undefined {
  const comparison = contents.design?.comparison;
  if (comparison && "treatment" in comparison) return comparison.treatment;
  return allocation ? PROGRAMME_COLUMN : undefined;
}

function armsIn(loaded: LoadedStudy, read: StudyTable | undefined) {
  if (loaded.allocation) {
    const { programme, comparison } = loaded.allocation;
    return { programme, comparison };
  }
  const treatment = treatmentOf(loaded);
  const arms = treatment && read ? armsOf(read.table, treatment) : null;
  return { programme: arms?.programme ?? null, comparison: arms?.comparison ?? null };
}

function dataOf(loaded: LoadedStudy, read: StudyTable | undefined, language: "es" | "en"): StudyOutput["data"] {
  const { snapshot, columns } = loaded;
  if (!snapshot || !loaded.hasRows) return null;
  const open = new Set(columns.filter(({ known }) => known !== "after").map(({ name }) => name));
  return {
    rows: snapshot.rows,
    sha256: snapshot.sha256,
    takenAt: snapshot.takenAt,
    ...armsIn(loaded, read),
    excluded: snapshot.excluded.map(({ reason, n }) => ({ reason, n, label: leftOutLabel(reason, language) })),
    smallestGroup: read ? smallestGroup(read.table, tellingColumns(loaded.contents, columns)) : null,
    columns: snapshot.spread.filter(({ name }) => open.has(name)).map((spread) => toldSpread(spread, snapshot.rows)),
  };
}

const AROUND = `
select place.name as place, study.created_on as "createdOn",
  (select coalesce(json_agg(json_build_object('id', inner_place.id, 'name', inner_place.name) order by inner_place.name, inner_place.id), '[]')
   from territory_closure closure
   join territory inner_place on inner_place.tenant_id = closure.tenant_id and inner_place.id = closure.descendant_id
   where closure.tenant_id = study.tenant_id and closure.ancestor_id = study.territory_id) as places,
  (select coalesce(json_agg(json_build_object('id', pack.pack_id, 'name', pack.name, 'instruments', pack.instruments) order by pack.name), '[]')
   from (
     select distinct on (version.pack_id) version.pack_id,
       coalesce(version.content #>> array['texts', $3, 'pack.name'], version.content #>> '{texts,es,pack.name}', version.pack_id) as name,
       (select coalesce(json_agg(json_build_object('id', listed.instrument_id, 'name', listed.name) order by listed.name), '[]')
        from (
          select distinct on (instrument.instrument_id) instrument.instrument_id,
            coalesce(instrument.title ->> $3, instrument.title ->> 'es', instrument.instrument_id) as name
          from instrument_version instrument
          where instrument.tenant_id = version.tenant_id and jsonb_array_length(coalesce(instrument.definition -> 'scoring', '[]')) > 0
          order by instrument.instrument_id, instrument.published_at desc) listed) as instruments
     from pack_version version where version.tenant_id = study.tenant_id
     order by version.pack_id, version.published_at desc, version.id) pack) as packs
from study join territory place on place.tenant_id = study.tenant_id and place.id = study.territory_id
where study.tenant_id = $1 and study.id = $2`;

/** A study with its tasks, what is written in them and what of its data may be told. */
export async function readStudy(
  { client, actor, now, signedIn }: QueryContext,
  studyId: string,
): Promise<StudyOutput | undefined> {
  const loaded = await findStudy({ client, actor }, studyId);
  if (!loaded || !permit(actor, "study.read", loaded.access, now)) return undefined;
  const { language } = signedIn;
  const around = (await client.query(AROUND, [actor.tenantId, studyId, language])).rows[0];
  const table = loaded.hasRows ? await findTable(client, actor.tenantId, loaded) : undefined;
  const data = dataOf(loaded, table, language);
  const fewAlike =
    data?.smallestGroup !== null && data?.smallestGroup !== undefined && data.smallestGroup < FEWEST_ALIKE;
  return {
    id: studyId,
    version: loaded.version,
    title: loaded.title,
    state: loaded.state,
    place: around.place,
    createdOn: around.createdOn,
    mayWrite: permit(actor, "study.write", loaded.access, now),
    tasks: tasksOf({ ...loaded, fewAlike }).map(({ task, state, notes }) => ({
      task,
      state,
      notes: [...notes],
    })) as never,
    contents: Object.entries(loaded.contents).map(([task, content]) => ({ task, content }) as WrittenTask) as never,
    columns: [...loaded.columns],
    data,
    allocation: loaded.allocation,
    frozen: await findFreezing(client, actor.tenantId, studyId),
    runs: await findRuns(client, { tenantId: actor.tenantId, studyId, language }),
    deviations: await findDeviations(client, actor.tenantId, studyId),
    packs: around.packs,
    places: around.places,
  };
}
