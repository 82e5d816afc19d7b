import { whoHasSeen as contract } from "../../contracts/families.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { predicateText } from "../access/predicate.ts";
import { defineQuery } from "../query.ts";

const pageSize = 100;

export const whoHasSeen = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: async ({ client, actor }, { householdId, before }) => {
    const reach = predicateText(actor, contract.action, "household", 4);
    const { rows } = await client.query(
      `select json_build_object('id', household.id, 'code', household.code, 'name', household.name) as household,
         (select coalesce(json_agg(json_build_object('at', reading.at, 'name', coalesce(account.display_name, '—'),
             'roles', (select coalesce(json_agg(distinct held.role), '[]') from access_grant held
                       where held.tenant_id = $1 and held.user_id = reading.actor_id
                         and held.valid_from <= reading.at::date and (held.valid_to is null or held.valid_to > reading.at::date)),
             'query', reading.query, 'reason', reading.reason, 'emergency', reading.emergency, 'times', reading.times)
             order by reading.at desc), '[]')
          from (
            select log.actor_id, log.query, log.reason, max(log.at) as at, count(*)::int as times,
                   bool_or(exists (select from break_glass glass
                     where glass.tenant_id = $1 and glass.household_id = $2 and glass.user_id = log.actor_id
                       and glass.opened_at <= log.at and log.at < glass.expires_at)) as emergency
            from read_log log
            where log.tenant_id = $1 and log.household_id = $2 and ($3::timestamptz is null or log.at < $3)
            group by log.actor_id, log.query, log.reason, date_trunc('day', log.at)
            order by max(log.at) desc limit ${pageSize + 1}) reading
          left join user_account account on account.tenant_id = $1 and account.id = reading.actor_id) as readings
       from household
       where household.tenant_id = $1 and household.id = $2 and ${reach.text}`,
      [actor.tenantId, householdId, before ?? null, ...reach.values],
    );
    const row = rows[0];
    if (!row) return undefined;
    const readings = row.readings.slice(0, pageSize);
    return { household: row.household, readings, next: row.readings.length > pageSize ? readings.at(-1).at : null };
  },
  trace: ({ household }) => ({ householdId: household.id }),
});
