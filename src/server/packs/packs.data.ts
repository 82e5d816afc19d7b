import type { InstrumentDefinition } from "../../core/instruments/definition.ts";
import type { ProgrammePack } from "../../core/packs/pack.ts";
import { type PublishedHashes, versionKey } from "../../core/packs/publishPack.ts";
import { hashOf } from "../audit/ledger.ts";
import { newId } from "../ids.ts";
import { insertInstrument } from "../instruments/instruments.data.ts";
import type { OperationContext } from "../operation.ts";

/** Content hashes of everything published, by `id version`. */
export async function findPublishedHashes({ client, actor }: OperationContext): Promise<PublishedHashes> {
  const { rows } = await client.query(
    `select
       (select coalesce(jsonb_object_agg(pack_id || ' ' || version, content_hash), '{}') from pack_version where tenant_id = $1) as packs,
       (select coalesce(jsonb_object_agg(instrument_id || ' ' || version, content_hash), '{}') from instrument_version where tenant_id = $1) as instruments`,
    [actor.tenantId],
  );
  return rows[0] as PublishedHashes;
}

interface NewPack {
  readonly packVersionId: string;
  readonly pack: ProgrammePack;
  readonly contentHash: string;
  readonly instruments: readonly InstrumentDefinition[];
  readonly published: PublishedHashes;
}

/** Stores the pack and those of its instruments that are new; returns the id under which the pack is stored. */
export async function insertPack(context: OperationContext, row: NewPack): Promise<string> {
  const { client, actor } = context;
  const { pack, published } = row;
  for (const definition of row.instruments) {
    if (Object.hasOwn(published.instruments, versionKey(definition))) continue;
    const contentHash = hashOf(definition);
    await insertInstrument(context, { instrumentVersionId: newId(), definition, contentHash, origin: pack.pack.id });
  }
  const { rows } = await client.query(
    `insert into pack_version (tenant_id, id, pack_id, version, content, content_hash) values ($1,$2,$3,$4,$5,$6)
     on conflict (tenant_id, pack_id, version) do nothing returning id`,
    [actor.tenantId, row.packVersionId, pack.pack.id, pack.pack.version, JSON.stringify(pack), row.contentHash],
  );
  if (rows[0]) return rows[0].id as string;
  const known = await client.query(
    "select id from pack_version where tenant_id = $1 and pack_id = $2 and version = $3",
    [actor.tenantId, pack.pack.id, pack.pack.version],
  );
  return known.rows[0].id as string;
}
