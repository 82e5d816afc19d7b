import type { OutputOf } from "../../contracts/contract.ts";
import type { instrument, instruments } from "../../contracts/instruments.ts";
import type { QueryContext } from "../query.ts";

/** In its lax mode jsonpath would count what stands in a list twice: once as itself and once through the list. */
const SUMMARY = `instrument_version.id as "instrumentVersionId", instrument_version.instrument_id as "instrumentId",
  instrument_version.version, instrument_version.title, instrument_version.origin,
  array(select jsonb_array_elements_text(instrument_version.definition -> 'raters')) as raters,
  instrument_version.published_at as "publishedAt", instrument_version.content_hash as "contentHash",
  jsonb_array_length(jsonb_path_query_array(instrument_version.definition, 'strict $.**{1 to last} ? (@.pendingText == true)')) as "pendingItems"`;

/** Every published instrument, newest version of each first. */
export async function readInstruments({ client, actor }: QueryContext): Promise<OutputOf<typeof instruments>> {
  const { rows } = await client.query(
    `select ${SUMMARY} from instrument_version where instrument_version.tenant_id = $1
     order by instrument_version.instrument_id, instrument_version.published_at desc, instrument_version.id desc`,
    [actor.tenantId],
  );
  return { instruments: rows };
}

/** One instrument whole. */
export async function readInstrument(
  { client, actor }: QueryContext,
  instrumentVersionId: string,
): Promise<OutputOf<typeof instrument> | undefined> {
  const { rows } = await client.query(
    `select ${SUMMARY}, instrument_version.definition, instrument_version.import_report as report
     from instrument_version where instrument_version.tenant_id = $1 and instrument_version.id = $2`,
    [actor.tenantId, instrumentVersionId],
  );
  return rows[0];
}
