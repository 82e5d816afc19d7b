import type pg from "pg";
import { type Asker, may } from "./oracle.ts";
import * as things from "./things.ts";
import type { World } from "./world.ts";

/** One answer that should agree: what the database did, what the oracle says. */
export interface Decision {
  readonly what: string;
  readonly id: string;
  readonly got: boolean;
  readonly expected: boolean;
}

/** What row security shows without any condition, one statement for every kind of row. */
const SHOWN: Readonly<Record<string, string>> = {
  household: "select id from household",
  household_member: "select id from household_member",
  person: "select id from person",
  session: "select id from session",
  address: "select id from address",
  referral: "select id from referral",
  referral_reporter: "select id from referral_reporter",
  read_log: "select household_id from read_log",
  ledger: "select operation_id from ledger",
  user_account: "select id from user_account",
  access_grant: "select id from access_grant",
  territory: "select id from territory",
  household_team: "select id from household_team",
  exclusion: "select id from exclusion",
  break_glass: "select id from break_glass",
  care_source: "select id from care_source",
  return_batch: "select id from return_batch",
  return_row: "select batch_id from return_row",
  care_child: "select id from care_child",
  study: "select id from study",
  study_task: "select study_id from study_task",
  study_snapshot: "select id from study_snapshot",
  study_run: "select id from study_run",
};
const EVERYTHING = Object.entries(SHOWN)
  .map(([table, statement]) => `select '${table}' as what, shown.id::text as id from (${statement}) shown (id)`)
  .join(" union all ");

interface Expectation {
  readonly what: string;
  readonly rows: readonly things.Named[];
  readonly visible: (named: things.Named & { readonly userId?: string }) => boolean;
}

function expectations(world: World, asker: Asker): Expectation[] {
  const allowed = (action: string) => (named: things.Named) => may(world, asker, action, named.thing);
  const own = (named: { readonly userId?: string }) => named.userId === asker.userId;
  const sameTenant = (named: things.Named) => named.thing.tenantId === asker.tenantId;
  const notExcluded = (named: things.Named) =>
    may(
      {
        ...world,
        tenants: world.tenants.map((one) => ({ ...one, users: [wideReader(one.territories[0]?.id ?? "", asker)] })),
      },
      { ...asker, purpose: "protection" },
      "household.read",
      named.thing,
    );
  const log = things.tenants(world, 3);
  const readsLog = (named: things.Named) => {
    const whole = log.find((one) => one.thing.tenantId === named.thing.tenantId);
    return whole !== undefined && may(world, asker, "ledger.verify", whole.thing);
  };
  const family = families(world);
  return [
    { what: "household", rows: family.plain, visible: allowed("household.read") },
    { what: "household_member", rows: family.members, visible: allowed("household.read") },
    { what: "person", rows: family.people, visible: allowed("household.read") },
    { what: "session", rows: family.sessions, visible: allowed("household.read") },
    { what: "address", rows: things.addresses(world), visible: allowed("address.read") },
    { what: "referral", rows: things.referrals(world), visible: allowed("referral.read") },
    { what: "referral_reporter", rows: things.reporters(world), visible: allowed("reporter.read") },
    {
      what: "read_log",
      rows: things.families(world, 3),
      visible: (one) => readsLog(one) || allowed("readlog.read")(one),
    },
    { what: "ledger", rows: log, visible: readsLog },
    {
      what: "user_account",
      rows: things.users(world),
      visible: (one) => allowed("user.read")(one) || (sameTenant(one) && one.id === asker.userId),
    },
    { what: "access_grant", rows: things.grants(world), visible: (one) => own(one) || allowed("grant.read")(one) },
    { what: "territory", rows: things.territories(world), visible: allowed("configuration.read") },
    {
      what: "household_team",
      rows: things.ties(world, "team", 1),
      visible: (one) => (own(one) && notExcluded(one)) || allowed("household.read")(one),
    },
    { what: "exclusion", rows: things.ties(world, "exclusions", 3), visible: allowed("case.assign") },
    {
      what: "break_glass",
      rows: things.ties(world, "glass", 3),
      visible: (one) => own(one) || allowed("readlog.read")(one),
    },
    { what: "care_source", rows: things.sources(world, 2), visible: allowed("care.read") },
    { what: "return_batch", rows: things.sources(world, 2), visible: allowed("care.read") },
    { what: "return_row", rows: things.sources(world, 3), visible: allowed("care.read") },
    { what: "care_child", rows: things.sources(world, 2), visible: allowed("care.read") },
    ...["study", "study_task", "study_snapshot", "study_run"].map((what) => ({
      what,
      rows: things.studies(world, 2),
      visible: allowed("study.read"),
    })),
  ];
}

/** Somebody whom only an exclusion can stop. */
function wideReader(root: string, asker: Asker) {
  const grant = { id: "", role: "protection_authority", territoryId: root, maxLevel: 4, purposes: ["protection"] };
  return { id: asker.userId, grants: [{ ...grant, validFrom: "0001-01-01", validTo: null }] };
}

function families(world: World) {
  const people = world.tenants.flatMap((tenant) =>
    tenant.households.map((one) => ({ id: one.personId, thing: things.familyThing(tenant, one, 1) })),
  );
  return {
    plain: things.families(world),
    members: things.families(world, 1, "member"),
    sessions: things.families(world, 2, "session"),
    people,
  };
}

/** Sets tenant, user and purpose of the open transaction. */
export async function actAs(client: pg.ClientBase, asker: Asker): Promise<void> {
  await client.query(
    "select set_config('trenza.tenant', $1, true), set_config('trenza.user', $2, true), set_config('trenza.purpose', $3, true)",
    [asker.tenantId, asker.userId, asker.purpose],
  );
}

/** Compares everything row security shows of a world with the oracle; the transaction must already act as the asker. */
export async function decideReading(client: pg.ClientBase, world: World, asker: Asker): Promise<Decision[]> {
  const { rows } = await client.query(EVERYTHING);
  const shown = new Set((rows as { what: string; id: string }[]).map((row) => `${row.what} ${row.id}`));
  return expectations(world, asker).flatMap(({ what, rows: named, visible }) =>
    named.map((one) => ({ what, id: one.id, got: shown.has(`${what} ${one.id}`), expected: visible(one) })),
  );
}
