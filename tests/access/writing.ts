import type pg from "pg";
import { type Asker, may } from "./oracle.ts";
import type { Decision } from "./reading.ts";
import { childId } from "./store.ts";
import { studyAttempts } from "./studyWriting.ts";
import * as things from "./things.ts";
import type { Tenant, World } from "./world.ts";

/** A write to try: whether it passed is what row security decided. */
export interface Attempt {
  readonly what: string;
  readonly id: string;
  readonly statement: string;
  readonly expected: boolean;
}

/** Runs each statement and undoes it; true = at least one row was written, false = refused or none seen. */
const TRY = `
create function pg_temp.attempt(statements text[]) returns boolean[] language plpgsql as $$
declare
  statement text;
  results boolean[] := '{}';
  touched bigint;
begin
  foreach statement in array statements loop
    begin
      execute statement;
      get diagnostics touched = row_count;
      raise exception using errcode = 'ZZ001', message = touched::text;
    exception
      when sqlstate 'ZZ001' then results := results || (sqlerrm <> '0');
      when insufficient_privilege then results := results || false;
    end;
  end loop;
  return results;
end $$`;

export async function prepareWriting(client: pg.ClientBase): Promise<void> {
  await client.query(TRY);
}

let minted = 0;
/** A new id; the same ones in every run. */
export function newId(): string {
  minted += 1;
  return `00000000-0000-7000-9000-${minted.toString(16).padStart(12, "0")}`;
}

const quoted = (value: string | number | null) => (value === null ? "null" : `'${value}'`);

/** A statement that adds a row. */
export function insert(table: string, row: Readonly<Record<string, string | number | null>>): string {
  const columns = Object.keys(row).join(", ");
  return `insert into ${table} (${columns}) values (${Object.values(row).map(quoted).join(", ")})`;
}

/** Who tries to write what of which tenant, with the oracle beside. */
export interface Scene {
  readonly world: World;
  readonly tenant: Tenant;
  readonly asker: Asker;
  readonly allowed: (action: string, thing: things.Named["thing"]) => boolean;
}

/** Rows whose right is that of a family: the file itself, what hangs below it, its addresses, its people. */
function familyAttempts({ tenant, asker, allowed }: Scene): Attempt[] {
  return tenant.households.flatMap((family) => {
    const at = (level: number) => things.familyThing(tenant, family, level);
    const base = { tenant_id: tenant.id, household_id: family.id };
    const session = { ...base, case_id: childId(family.id, "case"), kind: "visit", level: "family", state: "held" };
    const other = tenant.users.find((user) => user.id !== asker.userId)?.id ?? "";
    const never = !family.team.length && family.registeredBy === asker.userId;
    const attempts: [string, string, boolean][] = [
      [
        "household update",
        `update household set name = 'New' where id = '${family.id}'`,
        allowed("household.write", at(0)),
      ],
      [
        "session insert",
        insert("session", { ...session, id: newId(), recorded_by: asker.userId }),
        allowed("household.write", at(2)),
      ],
      [
        "session update",
        `update session set state = 'held' where id = '${childId(family.id, "session")}'`,
        allowed("household.write", at(2)),
      ],
      [
        "member update",
        `update household_member set role = 'other' where id = '${childId(family.id, "member")}'`,
        allowed("household.write", at(1)),
      ],
      [
        "person update",
        `update person set given_names = 'Eva' where id = '${family.personId}'`,
        allowed("household.write", at(1)),
      ],
      [
        "team insert",
        insert("household_team", { ...base, id: newId(), user_id: other, role: "member", valid_from: "2026-01-01" }),
        allowed("case.assign", at(1)),
      ],
      [
        "intake insert",
        insert("household_team", {
          ...base,
          id: newId(),
          user_id: asker.userId,
          role: "intake",
          valid_from: "2026-01-01",
        }),
        allowed("case.assign", at(1)) || (never && allowed("household.register", at(1))),
      ],
      [
        "exclusion insert",
        insert("exclusion", { ...base, id: newId(), user_id: other, reason: "relative" }),
        allowed("case.assign", at(3)),
      ],
      [
        "glass insert",
        insert("break_glass", { ...base, id: newId(), user_id: asker.userId, reason: "an emergency with a reason" }),
        allowed("breakglass.open", at(0)),
      ],
      [
        "glass for another",
        insert("break_glass", { ...base, id: newId(), user_id: other, reason: "an emergency with a reason" }),
        false,
      ],
      ...[2, 3, 4].map((level): [string, string, boolean] => [
        `address insert ${level}`,
        insert("address", { ...base, id: newId(), line: "1", level, valid_from: "2026-01-01" }),
        allowed("address.write", at(level)),
      ]),
    ];
    return attempts.map(([what, statement, expected]) => ({ what, id: family.id, statement, expected }));
  });
}

/** What an agency reports: registering it, its returns, their rows, and the facts derived from them. */
function careAttempts({ tenant, asker, allowed }: Scene): Attempt[] {
  const places = tenant.territories.flatMap(({ id }): Attempt[] =>
    [2, 3, 4].map((level) => {
      const row = { tenant_id: tenant.id, id: newId(), name: newId(), kind: "region", territory_id: id, level };
      const thing = things.placeThing(tenant, id, Math.max(level, 3));
      const statement = insert("care_source", { ...row, registered_by: asker.userId });
      return { what: "source insert", id, statement, expected: allowed("care.import", thing) };
    }),
  );
  const reports = tenant.sources.flatMap((source) => {
    const here = { tenant_id: tenant.id, source_id: source.id };
    const mayImport = allowed("care.import", things.placeThing(tenant, source.territoryId, Math.max(source.level, 3)));
    const batch = { ...here, id: newId(), kind: "cin", state: "checked", files: "[]", years: "{}", report: "{}" };
    const row = { ...here, batch_id: source.id, file: 0, kind: "Header", year: 2024, child: "1" };
    const child = { ...here, id: newId(), external_id: "2", sex: "unknown", unaccompanied: "false" };
    const attempts: [string, string, boolean][] = [
      [
        "batch insert",
        insert("return_batch", { ...batch, rows_read: 0, rows_refused: 0, checked_by: asker.userId }),
        mayImport,
      ],
      [
        "batch of another",
        insert("return_batch", { ...batch, rows_read: 0, rows_refused: 0, checked_by: newId() }),
        false,
      ],
      ["row insert", insert("return_row", { ...row, row: 9, values: "{}" }), mayImport],
      ["row of no batch", insert("return_row", { ...row, row: 9, values: "{}", batch_id: newId() }), false],
      ["row delete", `delete from return_row where source_id = '${source.id}'`, mayImport],
      ["child insert", insert("care_child", child), mayImport],
      ["child update", `update care_child set sex = 'other' where id = '${source.id}'`, mayImport],
      ["child delete", `delete from care_child where id = '${source.id}'`, mayImport],
    ];
    return attempts.map(([what, statement, expected]) => ({ what, id: source.id, statement, expected }));
  });
  return [...places, ...reports];
}

function referralAttempts({ tenant, allowed }: Scene): Attempt[] {
  return tenant.referrals.flatMap((referral) => {
    const thing = things.referralThing(tenant, referral);
    const reporter = { tenant_id: tenant.id, id: newId(), referral_id: referral.id, name: "neighbour" };
    const attempts: [string, string, boolean][] = [
      [
        "referral update",
        `update referral set reason = 'new' where id = '${referral.id}'`,
        allowed("referral.write", thing),
      ],
      [
        "reporter insert",
        insert("referral_reporter", reporter),
        allowed("reporter.register", thing) && allowed("referral.read", thing),
      ],
    ];
    return attempts.map(([what, statement, expected]) => ({ what, id: referral.id, statement, expected }));
  });
}

/** New things in a place: a family, a referral, a grant, and what an administrator or a director may change. */
function placeAttempts({ tenant, asker, allowed }: Scene): Attempt[] {
  const other = tenant.users.find((user) => user.id !== asker.userId)?.id ?? "";
  const here = { tenant_id: tenant.id };
  const attempts: Attempt[] = [];
  const add = (what: string, id: string, statement: string, expected: boolean) =>
    attempts.push({ what, id, statement, expected });
  for (const { id: territory_id } of tenant.territories) {
    for (const level of [0, 2, 3, 4]) {
      const place = things.placeThing(tenant, territory_id, level);
      const family = { ...here, territory_id, level, name: "New", registered_on: "2026-01-01" };
      const referral = {
        ...here,
        territory_id,
        level,
        pack_version_id: tenant.packVersionId,
        received_on: "2026-01-01",
      };
      const told = { ...referral, source_kind: "school", reason: "r", family_name: "n", state: "received" };
      const [register, refer] = [allowed("household.register", place), allowed("referral.register", place)];
      add(
        "household insert",
        territory_id,
        insert("household", { ...family, id: newId(), code: newId(), registered_by: asker.userId }),
        register,
      );
      add(
        "household for another",
        territory_id,
        insert("household", { ...family, id: newId(), code: newId(), registered_by: other }),
        false,
      );
      add(
        "referral insert",
        territory_id,
        insert("referral", { ...told, id: newId(), code: newId(), registered_by: asker.userId }),
        refer,
      );
    }
    const grant = { ...here, role: "auditor", territory_id };
    const manages = allowed("grant.manage", things.placeThing(tenant, territory_id, 1));
    add(
      "grant insert",
      territory_id,
      insert("access_grant", { ...grant, id: newId(), user_id: other, granted_by: asker.userId }),
      manages,
    );
    add(
      "grant to oneself",
      territory_id,
      insert("access_grant", { ...grant, id: newId(), user_id: asker.userId, granted_by: other }),
      false,
    );
  }
  const pack = { ...here, id: newId(), pack_id: "new", version: "1", content: "{}", content_hash: "x" };
  add(
    "pack insert",
    tenant.id,
    insert("pack_version", pack),
    allowed("configuration.publish", things.placeThing(tenant, null, 0)),
  );
  for (const { id } of tenant.users) {
    add(
      "user update",
      id,
      `update user_account set display_name = 'New' where id = '${id}'`,
      allowed("user.manage", things.placeThing(tenant, null, 1)),
    );
    add("own grant widened", id, `update access_grant set valid_to = null where user_id = '${asker.userId}'`, false);
  }
  return attempts;
}

/** Every write worth trying, of the asker's own tenant and of the others, with the oracle's answer. */
export function attemptsOf(world: World, asker: Asker): Attempt[] {
  const allowed: Scene["allowed"] = (action, thing) => may(world, asker, action, thing);
  return world.tenants.flatMap((tenant) => {
    const scene = { world, tenant, asker, allowed };
    const families = [...familyAttempts(scene), ...referralAttempts(scene), ...placeAttempts(scene)];
    return [...families, ...careAttempts(scene), ...studyAttempts(scene)];
  });
}

/**
 * Tries writes as the asker and compares with the oracle. Few writes are allowed, so up to `limit` of those are tried and
 * as many of the refused ones, drawn by chance.
 */
export async function decideWriting(
  client: pg.ClientBase,
  attempts: readonly Attempt[],
  { random, limit }: { readonly random: () => number; readonly limit: number },
): Promise<Decision[]> {
  const some = (wanted: boolean) =>
    attempts
      .filter((one) => one.expected === wanted)
      .map((one) => ({ one, order: random() }))
      .sort((left, right) => left.order - right.order)
      .slice(0, limit)
      .map(({ one }) => one);
  const tried = [...some(true), ...some(false)];
  const { rows } = await client.query("select pg_temp.attempt($1) as passed", [tried.map((one) => one.statement)]);
  const passed = rows[0]?.passed as boolean[];
  return tried.map(({ what, id, expected }, index) => ({ what, id, got: passed[index] === true, expected }));
}
