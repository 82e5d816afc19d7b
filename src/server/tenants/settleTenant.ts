import type pg from "pg";
import type { Role } from "../../core/access/policy.ts";
import { purposesOf } from "../../core/accounts/reach.ts";
import type { PasswordFailure } from "../../core/auth/password.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import { createAccount } from "../auth/createAccount.ts";

/** A place by its official code, such as system `ine-municipality`, code `02003`. */
export interface NewPlace {
  readonly system: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
}

/** Somebody who will sign in; `place` is the key of a place, null for the whole tenant. */
export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly place: string | null;
  readonly password: string;
}

export interface NewTenant<Person extends NewPerson = NewPerson> {
  readonly tenantId: string;
  readonly name: string;
  /** ISO 3166-1, two letters. */
  readonly country: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly demo: boolean;
  /** First day on which the rights hold. */
  readonly from: string;
  readonly root: NewPlace;
  readonly places: readonly (NewPlace & { readonly key: string })[];
  readonly people: readonly Person[];
}

/** Where everything of a new tenant was put: territories by key of the place, and each person with the id of the account. */
export interface SettledTenant<Person> {
  readonly territories: ReadonlyMap<string, string>;
  readonly people: readonly (Person & Settled)[];
}

export interface Settled {
  readonly userId: string;
  readonly territoryId: string;
  readonly purposes: readonly string[];
}

export type SettlingFailure = PasswordFailure & { readonly email: string };

/**
 * Makes an institution with its places, its people and their first rights. `client` is logged in as owner or superuser
 * (installing, loading the demonstration), and the caller decides what is kept when it fails.
 */
export async function settleTenant<Person extends NewPerson>(
  client: pg.ClientBase,
  tenant: NewTenant<Person>,
  newId: () => string,
): Promise<Result<SettledTenant<Person>, SettlingFailure>> {
  const { tenantId } = tenant;
  await client.query("insert into tenant (id, name, country, time_zone, demo) values ($1,$2,$3,$4,$5)", [
    tenantId,
    tenant.name,
    tenant.country,
    tenant.timeZone,
    tenant.demo,
  ]);
  // Row security holds for the owner of the tables too, unless it is a superuser.
  await client.query("select set_config('trenza.tenant', $1, false)", [tenantId]);
  const addPlace = async (parent: string | null, { code, system, name, kind }: NewPlace) => {
    const id = newId();
    await client.query(
      `insert into territory (tenant_id, id, parent_id, code, code_system, name, kind) values ($1,$2,$3,$4,$5,$6,$7)`,
      [tenantId, id, parent, code, system, name, kind],
    );
    return id;
  };
  const rootId = await addPlace(null, tenant.root);
  const territories = new Map<string, string>();
  for (const place of tenant.places) territories.set(place.key, await addPlace(rootId, place));
  const people: (Person & Settled)[] = [];
  for (const person of tenant.people) {
    const territoryId = territories.get(person.place ?? "") ?? rootId;
    const settled = { ...person, userId: newId(), territoryId, purposes: purposesOf(person.role) };
    const added = await addPerson(client, tenant, settled, newId());
    if (!added.ok) return added;
    people.push(settled);
  }
  return accepted({ territories, people });
}

async function addPerson(
  client: pg.ClientBase,
  { tenantId, from, demo }: Pick<NewTenant, "tenantId" | "from" | "demo">,
  { userId: id, email, name: displayName, password, role, territoryId, purposes }: NewPerson & Settled,
  grantId: string,
): Promise<Result<undefined, SettlingFailure>> {
  const account = { tenantId, id, email, displayName, password, language: "es" } as const;
  // Everybody signs in to the demonstration with the same password, on purpose.
  const made = await createAccount(client, { ...account, given: !demo });
  if (!made.ok) return refused({ ...made.failure, email });
  await client.query(
    `insert into access_grant (tenant_id, id, user_id, role, territory_id, purposes, valid_from)
     values ($1,$2,$3,$4,$5,$6,$7)`,
    [tenantId, grantId, id, role, territoryId, purposes, from],
  );
  return accepted(undefined);
}
