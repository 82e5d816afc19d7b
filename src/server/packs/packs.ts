import { packs as contract } from "../../contracts/packs.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";

export const packs = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: async ({ client, actor }) => {
    const { rows } = await client.query(
      `select version.id as "packVersionId", version.pack_id as "packId", version.version,
              jsonb_build_object(
                'es', coalesce(version.content #>> '{texts,es,pack.name}', version.pack_id),
                'en', coalesce(version.content #>> '{texts,en,pack.name}', version.content #>> '{texts,es,pack.name}',
                               version.pack_id)) as name,
              version.published_at as "publishedAt",
              version.published_at = max(version.published_at) over (partition by version.pack_id) as current
       from pack_version version
       where version.tenant_id = $1
       order by version.pack_id, version.published_at desc, version.id`,
      [actor.tenantId],
    );
    return { items: rows };
  },
  trace: "nothing_personal",
});
