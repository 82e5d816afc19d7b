import type { InstrumentDefinition } from "../../core/instruments/definition.ts";
import type { OperationContext } from "../operation.ts";

export interface Published {
  readonly id: string;
  readonly contentHash: string;
}

/** The published instrument of the same id and version, whatever the content looks like. */
export async function findPublished(
  { client, actor }: OperationContext,
  { id, version }: { readonly id?: unknown; readonly version?: unknown },
): Promise<Published | undefined> {
  if (typeof id !== "string" || typeof version !== "string") return undefined;
  const { rows } = await client.query(
    `select instrument_version.id, instrument_version.content_hash as "contentHash" from instrument_version
     where instrument_version.tenant_id = $1 and instrument_version.instrument_id = $2 and instrument_version.version = $3`,
    [actor.tenantId, id, version],
  );
  return rows[0];
}

export async function insertInstrument(
  { client, actor }: OperationContext,
  row: {
    readonly instrumentVersionId: string;
    readonly definition: InstrumentDefinition;
    readonly contentHash: string;
    readonly origin: string;
    readonly report?: unknown;
  },
): Promise<void> {
  const { definition } = row;
  await client.query(
    `insert into instrument_version (tenant_id, id, instrument_id, version, title, definition, content_hash, origin, import_report)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
    [
      actor.tenantId,
      row.instrumentVersionId,
      definition.id,
      definition.version,
      JSON.stringify(definition.title),
      JSON.stringify(definition),
      row.contentHash,
      row.origin,
      row.report === undefined ? null : JSON.stringify(row.report),
    ],
  );
}
