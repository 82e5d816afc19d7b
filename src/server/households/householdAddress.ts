import { householdAddress as contract } from "../../contracts/families.ts";
import type { Level } from "../../core/access/actions.ts";
import { permit } from "../../core/access/policy.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { findHouseholdObject } from "../access/objects.ts";
import { defineQuery } from "../query.ts";

export const householdAddress = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: async ({ client, actor, now }, { householdId }) => {
    const object = await findHouseholdObject(client, actor, householdId, { kind: "address" });
    const mayRead = (level: Level) =>
      object !== undefined &&
      permit(actor, contract.action, { ...object, level: level > object.level ? level : object.level }, now);
    if (!mayRead(2)) return undefined;
    const { rows } = await client.query(
      `select id, line, locality, postal_code as "postalCode", level, valid_from as "from",
              coalesce(valid_to, lead(valid_from) over (order by valid_from, recorded_at, id)) as "to"
       from address where tenant_id = $1 and household_id = $2
       order by valid_from desc, recorded_at desc, id desc`,
      [actor.tenantId, householdId],
    );
    return { addresses: (rows as { level: Level }[]).filter(({ level }) => mayRead(level)) as never };
  },
  trace: (_, { householdId, reason }) => ({ householdId, reason: reason.trim() }),
});
