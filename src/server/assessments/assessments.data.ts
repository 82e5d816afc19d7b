import type { AccessObject } from "../../core/access/policy.ts";
import type { Assessment, ClosedAssessment, OpeningCase } from "../../core/assessments/assessment.ts";
import type { CompiledInstrument } from "../../core/instruments/compiled.ts";
import type { InstrumentDefinition } from "../../core/instruments/definition.ts";
import { findHouseholdObject } from "../access/objects.ts";
import { mustChangeOne } from "../database/lostRace.ts";
import { compiledInstrument } from "../instruments/compiled.ts";
import type { OperationContext } from "../operation.ts";

/** Answers are sensitive whatever the family's own level. */
const LEVEL = 2;

export interface FoundAssessment {
  readonly assessment: Assessment;
  readonly compiled: CompiledInstrument;
  readonly householdId: string;
  readonly access: AccessObject;
}

export interface FoundOpening {
  readonly compiled: CompiledInstrument;
  readonly found: OpeningCase;
  readonly householdId: string;
  readonly number: number;
  readonly access: AccessObject;
}

/** What opening must know: the case, the instrument, and how many assessments it already has. */
export async function findOpening(
  { client, actor }: OperationContext,
  input: { readonly caseId: string; readonly instrumentVersionId: string },
): Promise<FoundOpening | undefined> {
  const { rows } = await client.query(
    `select case_file.household_id as "householdId", case_file.opened_on as "openedOn", case_file.closed_on as "closedOn",
            instrument_version.definition, instrument_version.content_hash as "contentHash",
            counted.number, counted.unfinished
     from case_file
     join instrument_version on instrument_version.tenant_id = case_file.tenant_id and instrument_version.id = $3
     cross join lateral (
       select count(*)::int + 1 as number, coalesce(bool_or(assessment.state <> 'closed'), false) as unfinished
       from assessment
       join instrument_version used on used.tenant_id = assessment.tenant_id and used.id = assessment.instrument_version_id
       where assessment.tenant_id = case_file.tenant_id and assessment.case_id = case_file.id
         and used.instrument_id = instrument_version.instrument_id) counted
     where case_file.tenant_id = $1 and case_file.id = $2`,
    [actor.tenantId, input.caseId, input.instrumentVersionId],
  );
  const row = rows[0];
  if (!row) return undefined;
  const access = await findHouseholdObject(client, actor, row.householdId, { level: LEVEL });
  if (!access) return undefined;
  return {
    compiled: compiledInstrument(row.contentHash, row.definition as InstrumentDefinition),
    found: { openedOn: row.openedOn, closedOn: row.closedOn, unfinished: row.unfinished },
    householdId: row.householdId,
    number: row.number,
    access,
  };
}

export async function insertAssessment(
  { client, actor }: OperationContext,
  row: {
    readonly assessmentId: string;
    readonly caseId: string;
    readonly householdId: string;
    readonly instrumentVersionId: string;
    readonly number: number;
    readonly state: string;
    readonly openedOn: string;
    readonly correctsId: string | undefined;
  },
): Promise<void> {
  await client.query(
    `insert into assessment (tenant_id, id, case_id, household_id, instrument_version_id, number, state, opened_by,
                             opened_on, corrects_id)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)`,
    [
      actor.tenantId,
      row.assessmentId,
      row.caseId,
      row.householdId,
      row.instrumentVersionId,
      row.number,
      row.state,
      actor.userId,
      row.openedOn,
      row.correctsId ?? null,
    ],
  );
}

export async function findAssessment(
  { client, actor }: OperationContext,
  assessmentId: string,
): Promise<FoundAssessment | undefined> {
  const { rows } = await client.query(
    `select assessment.household_id as "householdId", assessment.state, assessment.version,
            assessment.opened_on as "openedOn", case_file.closed_on as "caseClosedOn",
            assessment.family_answers as "familyAnswers", assessment.team_answers as "teamAnswers",
            assessment.priorities, instrument_version.definition, instrument_version.content_hash as "contentHash"
     from assessment
     join case_file on case_file.tenant_id = assessment.tenant_id and case_file.id = assessment.case_id
     join instrument_version on instrument_version.tenant_id = assessment.tenant_id
      and instrument_version.id = assessment.instrument_version_id
     where assessment.tenant_id = $1 and assessment.id = $2
     for update of assessment`,
    [actor.tenantId, assessmentId],
  );
  const row = rows[0];
  if (!row) return undefined;
  const access = await findHouseholdObject(client, actor, row.householdId, { level: LEVEL });
  if (!access) return undefined;
  const { householdId, definition, contentHash, ...assessment } = row;
  return {
    assessment: assessment as Assessment,
    compiled: compiledInstrument(contentHash, definition as InstrumentDefinition),
    householdId,
    access,
  };
}

interface SavedAnswers {
  readonly state: string;
  readonly version: number;
  readonly answers: unknown;
  readonly priorities?: readonly string[];
}

export async function updateAnswers(
  { client, actor }: OperationContext,
  place: { readonly assessmentId: string; readonly rater: "family" | "team" },
  saved: SavedAnswers,
): Promise<void> {
  const column = place.rater === "family" ? "family_answers" : "team_answers";
  mustChangeOne(
    await client.query(
      `update assessment set ${column} = $4, state = $5, version = $3, priorities = coalesce($6, priorities)
       where tenant_id = $1 and id = $2 and version = $3 - 1`,
      [
        actor.tenantId,
        place.assessmentId,
        saved.version,
        JSON.stringify(saved.answers),
        saved.state,
        saved.priorities ?? null,
      ],
    ),
  );
}

/** Closes the row and stores one score per dimension and rater, in one statement each. */
export async function updateClosed(
  { client, actor }: OperationContext,
  place: { readonly assessmentId: string; readonly householdId: string },
  closed: ClosedAssessment,
): Promise<void> {
  const scores = (["family", "team"] as const).flatMap((rater) =>
    closed.scores[rater].map(({ dimension, score, band, answered, expected }) => ({
      rater,
      dimension,
      score,
      band,
      answered,
      expected,
    })),
  );
  await client.query(
    `insert into assessment_score (tenant_id, assessment_id, household_id, rater, dimension, score, band, answered, expected)
     select $1, $2, $3, row.rater, row.dimension, row.score, row.band, row.answered, row.expected
     from jsonb_to_recordset($4) as row(rater text, dimension text, score numeric, band text, answered int, expected int)`,
    [actor.tenantId, place.assessmentId, place.householdId, JSON.stringify(scores)],
  );
  mustChangeOne(
    await client.query(
      `update assessment set state = 'closed', version = $3, closed_on = $4, discussions = $5, priorities = $6,
              scores = $7, as_shown = $8
       where tenant_id = $1 and id = $2 and version = $3 - 1`,
      [
        actor.tenantId,
        place.assessmentId,
        closed.version,
        closed.closedOn,
        JSON.stringify(closed.discussions),
        closed.priorities,
        JSON.stringify(closed.scores),
        JSON.stringify(closed.asShown),
      ],
    ),
  );
}
