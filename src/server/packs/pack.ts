import { pack as contract } from "../../contracts/packs.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";

export const pack = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: async ({ client, actor }, { packVersionId }) => {
    const { rows } = await client.query(
      `select id as "packVersionId", content_hash as "contentHash", content - 'instruments' as pack
       from pack_version where tenant_id = $1 and id = $2`,
      [actor.tenantId, packVersionId],
    );
    return rows[0];
  },
  trace: "nothing_personal",
});
