import type { assessmentHistory, ScoredDimension } from "../../contracts/assessments.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import { scaleOf } from "../../core/assessments/scale.ts";
import { changeBetween } from "../../core/instruments/compareRatings.ts";
import type { CompiledInstrument } from "../../core/instruments/compiled.ts";
import type { InstrumentDefinition, LocalText } from "../../core/instruments/definition.ts";
import type { DimensionScore } from "../../core/instruments/scores.ts";
import { predicateText } from "../access/predicate.ts";
import { compiledInstrument } from "../instruments/compiled.ts";
import type { QueryContext } from "../query.ts";
import { onlyPublic, type StoredScores } from "./assessments.read.ts";

type History = OutputOf<typeof assessmentHistory>;

type Row = Omit<History["assessments"][number], "scores"> & {
  readonly scores: StoredScores | null;
  readonly definition: InstrumentDefinition;
  readonly contentHash: string;
};

function byDimension(list: readonly DimensionScore[]): Readonly<Record<string, DimensionScore>> {
  return Object.fromEntries(list.map((score) => [score.dimension, score]));
}

/** The scored dimensions of an instrument, with the ends of their scales and the names of their bands. */
function scoredDimensions({ definition, scoring }: CompiledInstrument): ScoredDimension[] {
  return scoring.map((one) => {
    const { dimension: id, direction } = one.rule;
    const label: LocalText = definition.dimensions.find((dimension) => dimension.id === id)?.label ?? { es: id };
    const bands = one.bands.map((band) => ({ id: band.id, label: { ...band.label } }));
    return { id, label: { ...label }, ...scaleOf(one), direction, bands };
  });
}

function compiledOf(row: Row): CompiledInstrument {
  return compiledInstrument(row.contentHash, row.definition);
}

/** Change between the first and the last closed assessment of one instrument, for each rater that scored. */
function changesOf(rows: readonly Row[]): History["changes"][number] | undefined {
  const corrected = new Set(rows.map(({ correctsId }) => correctsId));
  const closed = rows.filter(({ state, scores, assessmentId }) => {
    return state === "closed" && scores !== null && !corrected.has(assessmentId);
  });
  const [last, first] = [closed.at(0), closed.at(-1)];
  if (!first || !last || first === last) return undefined;
  const compiled = compiledOf(last);
  const changes = (["family", "team"] as const).flatMap((rater) => {
    const before = byDimension(first.scores?.[rater] ?? []);
    const after = byDimension(last.scores?.[rater] ?? []);
    if (Object.keys(after).length === 0) return [];
    return changeBetween(compiled, before, after).map((change) => ({ ...change, rater }));
  });
  return {
    instrumentId: last.instrumentId,
    firstId: first.assessmentId,
    lastId: last.assessmentId,
    firstOn: first.closedOn ?? first.openedOn,
    lastOn: last.closedOn ?? last.openedOn,
    changes,
  };
}

/** All assessments of a family, newest first, and what changed. A corrected one gives its place to its correction. */
export async function readHistory({ client, actor }: QueryContext, householdId: string): Promise<History | undefined> {
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
         order by assessment.opened_on desc, assessment.recorded_at desc, assessment.id desc) as assessments
       from assessment
       join instrument_version on instrument_version.tenant_id = assessment.tenant_id
        and instrument_version.id = assessment.instrument_version_id
       where assessment.tenant_id = household.tenant_id and assessment.household_id = household.id) list on true
     where household.tenant_id = $1 and household.id = $2 and ${visible.text}`,
    [actor.tenantId, householdId, ...visible.values],
  );
  const row = rows[0];
  if (!row) return undefined;
  const all = row.assessments as readonly Row[];
  const instruments = [...new Map(all.map((one) => [one.instrumentId, one])).keys()].map((instrumentId) =>
    all.filter((one) => one.instrumentId === instrumentId),
  );
  return {
    assessments: all.map(({ definition: _, contentHash: __, scores, ...brief }) => ({
      ...brief,
      scores: onlyPublic(scores),
    })),
    instruments: instruments.flatMap(([newest]) =>
      newest ? [{ instrumentId: newest.instrumentId, dimensions: scoredDimensions(compiledOf(newest)) }] : [],
    ),
    changes: instruments.flatMap((own) => changesOf(own) ?? []),
  };
}
