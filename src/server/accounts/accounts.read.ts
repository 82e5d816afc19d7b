import type { Account, RoleHeld } from "../../contracts/accounts.ts";
import { isOver, mayGrantIn, reachesAll } from "../../core/accounts/reach.ts";
import { addDays } from "../../core/calendar/dates.ts";
import type { QueryContext } from "../query.ts";

const MOST_ACCOUNTS = 200;
const MOST_PLACES = 500;

interface HeldRow extends Pick<RoleHeld, "grantId" | "role" | "territoryId" | "place"> {
  readonly territoryPath: readonly string[];
  readonly validFrom: string;
  readonly validTo: string | null;
}

interface Row extends Omit<Account, "own" | "manageable" | "roles"> {
  readonly roles: readonly HeldRow[];
  readonly total: number;
}

function asRole(held: HeldRow, own: boolean, { actor, now }: QueryContext): RoleHeld {
  const { grantId, role, territoryId, place, validFrom, validTo, territoryPath } = held;
  const over = isOver(held, actor.today);
  return {
    grantId,
    role,
    territoryId,
    place,
    from: validFrom,
    lastDay: validTo === null ? null : addDays(validTo, -1),
    when: over ? "past" : validFrom > actor.today ? "coming" : "now",
    mine: !own && !over && mayGrantIn(actor, territoryPath, now),
  };
}

function asAccount({ roles, total: _, ...person }: Row, context: QueryContext): Account {
  const { actor, now } = context;
  const own = person.userId === actor.userId;
  return {
    ...person,
    own,
    manageable: !own && reachesAll(actor, roles, now),
    roles: roles.map((held) => asRole(held, own, context)),
  };
}

interface Asked {
  readonly userId?: string;
  readonly search?: string;
}

/** The people of the tenant in the order of their names, closed accounts last; one statement. */
export async function readAccounts(context: QueryContext, { userId, search = "" }: Asked) {
  const { client, actor, signedIn } = context;
  const { rows } = await client.query<Row>(
    `select person.id as "userId", person.display_name as name, person.email, person.language,
       (person.recorded_at at time zone $2)::date as "addedOn",
       (person.disabled_at at time zone $2)::date as "closedOn",
       (browsers.last_opened_at at time zone $2)::date as "lastSignInOn",
       coalesce(browsers.second_factor, false) as "secondFactor",
       (select coalesce(json_agg(json_build_object('grantId', held.id, 'role', held.role, 'territoryId', held.territory_id,
          'place', place.name, 'validFrom', held.valid_from, 'validTo', held.valid_to,
          'territoryPath', array(select closure.ancestor_id from territory_closure closure
            where closure.tenant_id = $1 and closure.descendant_id = held.territory_id))
          order by held.valid_from, held.id), '[]')
        from access_grant held
        join territory place on place.tenant_id = $1 and place.id = held.territory_id
        where held.tenant_id = $1 and held.user_id = person.id) as roles,
       (count(*) over ())::int as total
     from user_account person
     left join app.account_sign_ins() browsers on browsers.user_id = person.id
     where person.tenant_id = $1 and ($3::uuid is null or person.id = $3)
       and ($4::text = '' or unaccent(lower(person.display_name)) like '%' || unaccent(lower($4)) || '%'
         or person.email like '%' || lower($4) || '%')
     order by person.disabled_at is not null, person.display_name, person.id limit ${MOST_ACCOUNTS}`,
    [actor.tenantId, signedIn.timeZone, userId ?? null, search.trim().replace(/[%_\\]/g, "")],
  );
  const items = rows.map((row) => asAccount(row, context));
  return { items, more: (rows[0]?.total ?? 0) - items.length };
}

/** The open places in which the actor gives roles, by name; one statement. */
export async function readGrantPlaces({ client, actor, now }: QueryContext) {
  const { rows } = await client.query<{ id: string; name: string; inside: string | null; path: readonly string[] }>(
    `select place.id, place.name, above.name as inside,
       array(select closure.ancestor_id::text from territory_closure closure
             where closure.tenant_id = $1 and closure.descendant_id = place.id) as path
     from territory place
     left join territory above on above.tenant_id = $1 and above.id = place.parent_id
     where place.tenant_id = $1 and (place.valid_to is null or place.valid_to > $2)
       and place.id::text || ':1' = any (coalesce((select app.scope_keys('grant', 'write', 1)), '{}'))
     order by place.parent_id is not null, place.name, place.id limit ${MOST_PLACES}`,
    [actor.tenantId, actor.today],
  );
  return rows.filter(({ path }) => mayGrantIn(actor, path, now)).map(({ id, name, inside }) => ({ id, name, inside }));
}
