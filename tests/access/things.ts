import type { Thing } from "./oracle.ts";
import { childId } from "./store.ts";
import type { Household, Referral, Tenant, World } from "./world.ts";

/** One thing of a world with its identifier in the database. */
export interface Named {
  readonly id: string;
  readonly thing: Thing;
}

function everywhere<Item>(world: World, list: (tenant: Tenant) => readonly Item[]): { tenant: Tenant; item: Item }[] {
  return world.tenants.flatMap((tenant) => list(tenant).map((item) => ({ tenant, item })));
}

export function familyThing(tenant: Tenant, family: Household, level = 0): Thing {
  return {
    tenantId: tenant.id,
    territoryId: family.territoryId,
    level: Math.max(level, family.level),
    householdId: family.id,
    registeredBy: family.registeredBy,
  };
}

/** Agencies that report children in care, or what they report; `level` is that of what is asked for. */
export function sources(world: World, level: number): Named[] {
  return everywhere(world, (tenant) => tenant.sources).map(({ tenant, item }) => ({
    id: item.id,
    thing: placeThing(tenant, item.territoryId, Math.max(level, item.level)),
  }));
}

/** Studies, whose level is that of what is asked for where it is higher. */
export function studies(world: World, level: number): Named[] {
  return everywhere(world, (tenant) => tenant.studies).map(({ tenant, item }) => ({
    id: item.id,
    thing: placeThing(tenant, item.territoryId, Math.max(level, item.level)),
  }));
}

export function referralThing(tenant: Tenant, referral: Referral, level = 0): Thing {
  return {
    tenantId: tenant.id,
    territoryId: referral.territoryId,
    level: Math.max(level, referral.level),
    householdId: referral.householdId,
    registeredBy: referral.registeredBy,
  };
}

/** A thing of a territory that has no family yet. */
export function placeThing(tenant: Tenant, territoryId: string | null, level: number): Thing {
  return { tenantId: tenant.id, territoryId, level, householdId: null, registeredBy: null };
}

/** Families; `level` is that of what hangs below and is asked for. */
export function families(world: World, level = 0, child?: "session" | "member"): Named[] {
  return everywhere(world, (tenant) => tenant.households).map(({ tenant, item }) => ({
    id: child ? childId(item.id, child) : item.id,
    thing: familyThing(tenant, item, level),
  }));
}

export function addresses(world: World): Named[] {
  return everywhere(world, (tenant) => tenant.households).flatMap(({ tenant, item }) =>
    item.addresses.map(({ id, level }) => ({ id, thing: familyThing(tenant, item, level) })),
  );
}

export function referrals(world: World): Named[] {
  return everywhere(world, (tenant) => tenant.referrals).map(({ tenant, item }) => ({
    id: item.id,
    thing: referralThing(tenant, item),
  }));
}

export function reporters(world: World): Named[] {
  return everywhere(world, (tenant) => tenant.referrals).map(({ tenant, item }) => ({
    id: item.reporterId,
    thing: referralThing(tenant, item, 4),
  }));
}

export function users(world: World): Named[] {
  return everywhere(world, (tenant) => tenant.users).map(({ tenant, item }) => ({
    id: item.id,
    thing: placeThing(tenant, null, 1),
  }));
}

export function grants(world: World): (Named & { readonly userId: string })[] {
  return everywhere(world, (tenant) => tenant.users).flatMap(({ tenant, item }) =>
    item.grants.map(({ id }) => ({ id, userId: item.id, thing: placeThing(tenant, null, 1) })),
  );
}

export function territories(world: World): Named[] {
  return everywhere(world, (tenant) => tenant.territories).map(({ tenant, item }) => ({
    id: item.id,
    thing: placeThing(tenant, null, 0),
  }));
}

/** Ties of one sort with the family they belong to. */
export function ties(
  world: World,
  sort: "team" | "exclusions" | "glass",
  level: number,
): (Named & { readonly userId: string })[] {
  return everywhere(world, (tenant) => tenant.households).flatMap(({ tenant, item }) =>
    item[sort].map(({ id, userId }) => ({ id, userId, thing: familyThing(tenant, item, level) })),
  );
}

/** The tenants themselves, as the place of settings and of the ledger. */
export function tenants(world: World, level: number): Named[] {
  return world.tenants.map((tenant) => ({ id: tenant.id, thing: placeThing(tenant, null, level) }));
}
