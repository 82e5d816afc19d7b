import type { assessment, assessmentAsShown, ScoresByRater } from "../../contracts/assessments.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import { differencesOf } from "../../core/assessments/assessment.ts";
import type { InstrumentDefinition } from "../../core/instruments/definition.ts";
import type { DimensionScore } from "../../core/instruments/scores.ts";
import { predicateText } from "../access/predicate.ts";
import { compiledInstrument } from "../instruments/compiled.ts";
import type { QueryContext } from "../query.ts";

type Found = OutputOf<typeof assessment>;

/** Scores as they are stored when an assessment is closed. */
export type StoredScores = { readonly [rater in keyof ScoresByRater]: readonly DimensionScore[] };

/** Scores without what only the engine needs. */
export function onlyPublic(scores: StoredScores | null): Found["scores"] {
  if (scores === null) return null;
  const side = (list: readonly DimensionScore[]) =>
    list.map(({ dimension, score, band, answered, expected }) => ({ dimension, score, band, answered, expected }));
  return { family: side(scores.family), team: side(scores.team) };
}

/** One assessment. While the team rates it does not see the family's answers, and a lent screen never sees the team's. */
export async function readAssessment(
  { client, actor, signedIn }: QueryContext,
  assessmentId: string,
): Promise<Found | undefined> {
  const visible = predicateText(actor, "household.read", "household", 3);
  const { rows } = await client.query(
    `select assessment.id as "assessmentId", assessment.case_id as "caseId", assessment.household_id as "householdId",
            household.name as "householdName",
            coalesce(pack_version.content #>> '{pack,addresses,family}', 'usted') as "addressForm",
            assessment.state, assessment.version, assessment.number, assessment.opened_on as "openedOn",
            assessment.closed_on as "closedOn", assessment.instrument_version_id as "instrumentVersionId",
            instrument_version.definition, instrument_version.content_hash as "contentHash",
            assessment.family_answers as "familyAnswers", assessment.team_answers as "teamAnswers",
            assessment.priorities, assessment.discussions, assessment.scores
     from assessment
     join household on household.tenant_id = assessment.tenant_id and household.id = assessment.household_id
     join case_file on case_file.tenant_id = assessment.tenant_id and case_file.id = assessment.case_id
     join pack_version on pack_version.tenant_id = case_file.tenant_id and pack_version.id = case_file.pack_version_id
     join instrument_version on instrument_version.tenant_id = assessment.tenant_id
      and instrument_version.id = assessment.instrument_version_id
     where assessment.tenant_id = $1 and assessment.id = $2 and ${visible.text}`,
    [actor.tenantId, assessmentId, ...visible.values],
  );
  const row = rows[0];
  if (!row) return undefined;
  const { contentHash, scores, ...found } = row;
  const lent = signedIn.familyMode !== null;
  const compiled = compiledInstrument(contentHash, found.definition as InstrumentDefinition);
  const compared = !lent && (found.state === "discussing" || found.state === "closed");
  return {
    ...found,
    today: actor.today,
    familyAnswers: !lent && found.state === "team_answering" ? null : found.familyAnswers,
    teamAnswers: lent || found.state === "family_answering" ? null : found.teamAnswers,
    differences: compared ? differencesOf(compiled, found, found.closedOn ?? actor.today) : [],
    discussions: lent ? [] : found.discussions,
    scores: lent ? null : onlyPublic(scores as StoredScores | null),
  };
}

/** A closed assessment word for word. */
export async function readAsShown(
  { client, actor }: QueryContext,
  assessmentId: string,
): Promise<OutputOf<typeof assessmentAsShown> | undefined> {
  const visible = predicateText(actor, "household.read", "household", 3);
  const { rows } = await client.query(
    `select assessment.id as "assessmentId", assessment.household_id as "householdId", assessment.as_shown as "asShown"
     from assessment
     join household on household.tenant_id = assessment.tenant_id and household.id = assessment.household_id
     where assessment.tenant_id = $1 and assessment.id = $2 and assessment.state = 'closed' and ${visible.text}`,
    [actor.tenantId, assessmentId, ...visible.values],
  );
  return rows[0];
}
