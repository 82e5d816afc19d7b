import { territories as contract } from "../../contracts/territories.ts";
import { isActive } from "../../core/access/policy.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";

/** More places than anybody reads in a list; beyond it, the search narrows. */
const mostPlaces = 500;

export const territories = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: async ({ client, actor }, { search }) => {
    const granted = actor.grants.filter((grant) => isActive(grant, actor)).map((grant) => grant.territoryId);
    const { rows } = await client.query(
      `select distinct place.id, place.parent_id as "parentId", place.code, place.name, place.kind
       from territory_closure closure
       join territory place on place.tenant_id = closure.tenant_id and place.id = closure.descendant_id
       where closure.tenant_id = $1 and closure.ancestor_id = any ($2::uuid[])
         and (place.valid_to is null or place.valid_to > $3)
         and ($4::text = '' or unaccent(lower(place.name)) like '%' || unaccent(lower($4)) || '%')
       order by place.name, place.id limit ${mostPlaces}`,
      [actor.tenantId, granted, actor.today, (search ?? "").replace(/[%_\\]/g, "")],
    );
    return { items: rows };
  },
  trace: "nothing_personal",
});
