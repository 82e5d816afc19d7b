import type pg from "pg";
import { daysBetween } from "../../core/calendar/dates.ts";
import type { RecordsPopulation } from "../../core/studies/contents.ts";
import { PROGRAMME_COLUMN, type ScoredDimension, scoreColumn, UNIT_COLUMN } from "../../core/studies/recordColumns.ts";
import { csvOf } from "./pseudonyms.ts";
import type { LeftOut } from "./studies.data.ts";

/** A family that entered, as the database tells it. */
interface Entry {
  readonly caseId: string;
  readonly packId: string;
  readonly territoryId: string;
  readonly place: string;
  readonly openedOn: string;
  readonly agreed: boolean;
  readonly members: number;
  readonly children: number;
  readonly youngest: number | null;
  readonly sourceKind: string | null;
}

interface Score {
  readonly caseId: string;
  readonly days: number;
  readonly assessmentId: string;
  readonly rater: string;
  readonly dimension: string;
  readonly score: string;
}

/** What the rows of a study are made of. */
export interface Gathering {
  readonly client: pg.ClientBase;
  readonly tenantId: string;
  readonly studyId: string;
  readonly population: RecordsPopulation;
  readonly dimensions: readonly ScoredDimension[];
  readonly pseudonym: (caseId: string) => string;
}

async function findEntries({ client, studyId, population }: Gathering): Promise<readonly Entry[]> {
  const { packId, arms, enteredFrom, enteredTo, territoryIds } = population;
  const packs = arms.by === "pack" ? [packId, arms.comparison] : [packId];
  const { rows } = await client.query(
    `select case_id as "caseId", pack_id as "packId", territory_id as "territoryId", place, opened_on as "openedOn", agreed, members,
       children, youngest, source_kind as "sourceKind"
     from app.study_entries($1, $2, $3, $4, $5)`,
    [studyId, packs, enteredFrom, enteredTo, territoryIds],
  );
  return rows;
}

/** Who has the programme, by the territories written down and everything inside them, or by the programme itself. */
async function armsOf({ client, tenantId, population }: Gathering): Promise<(entry: Entry) => number | null> {
  const { arms, packId } = population;
  if (arms.by === "draw") return () => null;
  if (arms.by === "pack") return (entry) => (entry.packId === packId ? 1 : 0);
  const { rows } = await client.query(
    "select descendant_id as id from territory_closure where tenant_id = $1 and ancestor_id = any ($2)",
    [tenantId, arms.programme],
  );
  const inside = new Set(rows.map(({ id }) => id as string));
  return (entry) => (inside.has(entry.territoryId) ? 1 : 0);
}

/** The family's own rating where there is one, else the team's; the first assessment of the stretch that has any. */
async function findScores(
  { client, studyId, population }: Gathering,
  caseIds: readonly string[],
  [from, to]: readonly [number, number],
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  if (population.instrumentId === null) return new Map();
  const { rows } = await client.query<Score>(
    `select case_id as "caseId", days, assessment_id as "assessmentId", rater, dimension, score
     from app.study_scores($1, $2, $3, $4, $5)
     order by case_id, days, assessment_id, rater <> 'family', rater <> 'team', dimension`,
    [studyId, caseIds, population.instrumentId, from, to],
  );
  const first = new Map<string, { readonly of: string; readonly scores: Map<string, number> }>();
  for (const { caseId, assessmentId, rater, dimension, score } of rows) {
    const of = `${assessmentId} ${rater}`;
    const known = first.get(caseId) ?? { of, scores: new Map() };
    first.set(caseId, known);
    if (known.of === of) known.scores.set(dimension, Number(score));
  }
  return new Map([...first].map(([caseId, { scores }]) => [caseId, scores]));
}

/** The rows of a study from the records: what was known at entry, under pseudonyms, in an order that tells nothing. */
export interface GatheredRows {
  readonly content: Buffer;
  readonly rows: number;
  readonly excluded: readonly LeftOut[];
}

export async function gatherRows(gathering: Gathering): Promise<GatheredRows> {
  const { population, dimensions, pseudonym } = gathering;
  const all = await findEntries(gathering);
  const entries = all.filter(({ agreed }) => agreed);
  const armOf = await armsOf(gathering);
  const caseIds = entries.map(({ caseId }) => caseId);
  const scores = await findScores(gathering, caseIds, [0, population.firstWithinDays]);
  const scored = population.instrumentId === null ? [] : dimensions;
  const byLot = population.arms.by === "draw";
  const header = [
    UNIT_COLUMN,
    ...(byLot ? [] : [PROGRAMME_COLUMN]),
    ...["place", "entry_day", "referred_by", "members", "children", "youngest_age"],
    ...scored.map(({ id }) => scoreColumn("first", id)),
  ];
  const rows = entries
    .map((entry) => [
      pseudonym(entry.caseId),
      ...(byLot ? [] : [armOf(entry)]),
      ...[entry.place, daysBetween(population.enteredFrom, entry.openedOn), entry.sourceKind ?? "sin derivación"],
      ...[entry.members, entry.children, entry.youngest],
      ...scored.map(({ id }) => scores.get(entry.caseId)?.get(id) ?? null),
    ])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  const refusing = all.length - entries.length;
  return {
    content: csvOf(header, rows),
    rows: rows.length,
    excluded: refusing === 0 ? [] : [{ reason: "no_consent", n: refusing }],
  };
}

interface Ending {
  readonly caseId: string;
  readonly agreed: boolean;
  readonly days: number;
  readonly closingReason: string | null;
  readonly sessions: number;
}

/**
 * What became of the families of a registered study, by pseudonym: one record of values per column. Families that took their
 * consent back since are not among them.
 */
export async function gatherOutcomes(
  gathering: Gathering,
): Promise<ReadonlyMap<string, Readonly<Record<string, string | number | null>>>> {
  const { client, studyId, population, dimensions, pseudonym } = gathering;
  const caseIds = (await findEntries(gathering)).map(({ caseId }) => caseId);
  const { rows } = await client.query<Ending>(
    `select case_id as "caseId", agreed, days, closing_reason as "closingReason", sessions from app.study_endings($1, $2)`,
    [studyId, caseIds],
  );
  const scores = await findScores(gathering, caseIds, [population.laterFromDays, population.laterToDays]);
  return new Map(
    rows
      .filter(({ agreed }) => agreed)
      .map(({ caseId, days, closingReason, sessions }) => [
        pseudonym(caseId),
        {
          ...Object.fromEntries(
            dimensions.map(({ id }) => [scoreColumn("later", id), scores.get(caseId)?.get(id) ?? null]),
          ),
          closed: closingReason === null ? 0 : 1,
          closing: closingReason ?? "0",
          days_open: days,
          sessions,
        },
      ]),
  );
}
