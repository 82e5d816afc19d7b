import type { assessment, assessmentAsShown, assessmentHistory } from "../../contracts/assessments.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import { differencesOf } from "../../core/assessments/assessment.ts";
import { scaleOf } from "../../core/assessments/scale.ts";
import { changeBetween } from "../../core/instruments/compareRatings.ts";
import type { InstrumentDefinition, LocalText } from "../../core/instruments/definition.ts";
import type { DimensionScore } from "../../core/instruments/scores.ts";
import { predicateText } from "../access/predicate.ts";
import { compiledInstrument } from "../instruments/compiled.ts";
import type { QueryContext } from "../query.ts";

type Found = OutputOf<typeof assessment>;
type Scores = { readonly family: readonly DimensionScore[]; readonly team: readonly DimensionScore[] };

function onlyPublic(scores: Scores | null): Found["scores"] {
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
            assessment.state, assessment.version, assessment.number, assessment.opened_on as "openedOn",
            assessment.closed_on as "closedOn", assessment.instrument_version_id as "instrumentVersionId",
            instrument_version.definition, instrument_version.content_hash as "contentHash",
            assessment.family_answers as "familyAnswers", assessment.team_answers as "teamAnswers",
            assessment.priorities, assessment.discussions, assessment.scores
     from assessment
     join household on household.tenant_id = assessment.tenant_id and household.id = assessment.household_id
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
    scores: lent ? null : onlyPublic(scores as Scores | null),
  };
}

interface Brief {
  readonly assessmentId: string;
  readonly instrumentId: string;
  readonly title: LocalText;
  readonly state: string;
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly scores: Scores | null;
  readonly definition: InstrumentDefinition;
  readonly contentHash: string;
}

function byDimension(list: readonly DimensionScore[]): Readonly<Record<string, DimensionScore>> {
  return Object.fromEntries(list.map((score) => [score.dimension, score]));
}

/** Change between the first and the last closed assessment of one instrument, for each rater that scored. */
function changesOf(rows: readonly Brief[]): OutputOf<typeof assessmentHistory>["changes"] {
  const closed = rows.filter((row) => row.state === "closed" && row.scores !== null);
  const ids = [...new Set(closed.map(({ instrumentId }) => instrumentId))];
  return ids.flatMap((instrumentId) => {
    const own = closed
      .filter((row) => row.instrumentId === instrumentId)
      .sort((left, right) => ((left.closedOn ?? "") < (right.closedOn ?? "") ? -1 : 1));
    const [first, last] = [own.at(0), own.at(-1)];
    if (!first || !last || first === last) return [];
    const compiled = compiledInstrument(last.contentHash, last.definition);
    const labelOf = (id: string) => compiled.definition.dimensions.find((one) => one.id === id)?.label ?? { es: id };
    const changes = (["family", "team"] as const).flatMap((rater) => {
      const before = byDimension(first.scores?.[rater] ?? []);
      const after = byDimension(last.scores?.[rater] ?? []);
      if (Object.keys(after).length === 0) return [];
      return changeBetween(compiled, before, after).map((change) => ({
        ...change,
        rater,
        label: labelOf(change.dimension),
      }));
    });
    return [
      {
        instrumentId,
        title: last.title,
        firstId: first.assessmentId,
        lastId: last.assessmentId,
        firstOn: first.closedOn ?? first.openedOn,
        lastOn: last.closedOn ?? last.openedOn,
        dimensions: compiled.scoring.map((scoring) => ({
          id: scoring.rule.dimension,
          label: labelOf(scoring.rule.dimension),
          ...scaleOf(scoring),
        })),
        changes,
      },
    ];
  });
}

/** All assessments of a family, newest first, and what changed. */
export async function readHistory(
  { client, actor }: QueryContext,
  householdId: string,
): Promise<OutputOf<typeof assessmentHistory> | undefined> {
  const visible = predicateText(actor, "household.read", "household", 3);
  const { rows } = await client.query(
    `select household.id, coalesce(list.assessments, '[]') as assessments
     from household
     left join lateral (
       select json_agg(json_build_object(
         'assessmentId', assessment.id, 'instrumentVersionId', assessment.instrument_version_id,
         'instrumentId', instrument_version.instrument_id, 'title', instrument_version.title,
         'number', assessment.number, 'state', assessment.state, 'openedOn', assessment.opened_on,
         'closedOn', assessment.closed_on, 'correctsId', assessment.corrects_id, 'priorities', assessment.priorities,
         'scores', assessment.scores, 'definition', instrument_version.definition,
         'contentHash', instrument_version.content_hash)
         order by assessment.opened_on desc, assessment.id desc) as assessments
       from assessment
       join instrument_version on instrument_version.tenant_id = assessment.tenant_id
        and instrument_version.id = assessment.instrument_version_id
       where assessment.tenant_id = household.tenant_id and assessment.household_id = household.id) list on true
     where household.tenant_id = $1 and household.id = $2 and ${visible.text}`,
    [actor.tenantId, householdId, ...visible.values],
  );
  const row = rows[0];
  if (!row) return undefined;
  const all = row.assessments as (Brief & OutputOf<typeof assessmentHistory>["assessments"][number])[];
  return {
    assessments: all.map(({ definition: _, contentHash: __, scores, ...brief }) => ({
      ...brief,
      scores: onlyPublic(scores),
    })),
    changes: changesOf(all),
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
