import type pg from "pg";
import type { Tenant, World } from "./world.ts";

/** Identifier of the row of a sort that belongs to a family, the same in every program run. */
export function childId(householdId: string, sort: "case" | "session" | "member"): string {
  const digit = { case: "a", session: "b", member: "c" }[sort];
  return `${digit}${householdId.slice(1, 14)}6${householdId.slice(15)}`;
}

type Rows = readonly Record<string, unknown>[];

async function insertRows(client: pg.ClientBase, table: string, rows: Rows): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(", ");
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}

function familyRows(tenant: Tenant): Record<string, Rows> {
  const tenant_id = tenant.id;
  const [pack_version_id, families] = [tenant.packVersionId, tenant.households];
  const of = <Item>(list: (family: Tenant["households"][number]) => readonly Item[], row: (item: Item) => object) =>
    families.flatMap((family) => list(family).map((item) => ({ tenant_id, household_id: family.id, ...row(item) })));
  return {
    household: families.map((family, index) => ({
      tenant_id,
      id: family.id,
      code: `F-${index}`,
      name: `Family ${index}`,
      territory_id: family.territoryId,
      level: family.level,
      registered_by: family.registeredBy,
      registered_on: "2026-01-01",
      version: 1,
      recorded_at: "2026-01-01T00:00:00Z",
    })),
    person: families.map((family) => ({
      tenant_id,
      id: family.personId,
      given_names: "Ana",
      first_surname: "",
      second_surname: "",
      sex: "unknown",
      languages: [],
      version: 1,
      recorded_at: "2026-01-01T00:00:00Z",
    })),
    household_member: families.map((family) => ({
      tenant_id,
      id: childId(family.id, "member"),
      household_id: family.id,
      person_id: family.personId,
      role: "reference",
      valid_from: "2026-01-01",
      version: 1,
      recorded_at: "2026-01-01T00:00:00Z",
    })),
    case_file: families.map((family) => ({
      tenant_id,
      id: childId(family.id, "case"),
      household_id: family.id,
      pack_version_id,
      stage: "first",
      stage_since: "2026-01-01",
      opened_on: "2026-01-01",
      version: 1,
      recorded_at: "2026-01-01T00:00:00Z",
    })),
    session: families.map((family) => ({
      tenant_id,
      id: childId(family.id, "session"),
      case_id: childId(family.id, "case"),
      household_id: family.id,
      kind: "visit",
      level: "family",
      state: "planned",
      recorded_by: family.registeredBy,
      notes: "",
      summary_confirmed: false,
      consent_reminded: false,
      concern: "",
      version: 1,
      recorded_at: "2026-01-01T00:00:00Z",
    })),
    household_team: of(
      (family) => family.team,
      (tie) => ({
        id: tie.id,
        user_id: tie.userId,
        role: "member",
        valid_from: tie.validFrom,
        valid_to: tie.validTo,
        recorded_at: "2026-01-01",
      }),
    ),
    exclusion: of(
      (family) => family.exclusions,
      (tie) => ({
        id: tie.id,
        user_id: tie.userId,
        reason: "relative",
        valid_from: tie.validFrom,
        valid_to: tie.validTo,
        recorded_at: "2026-01-01",
      }),
    ),
    address: of(
      (family) => family.addresses,
      (address) => ({
        id: address.id,
        line: "1",
        locality: "",
        postal_code: "",
        level: address.level,
        valid_from: "2026-01-01",
        recorded_at: "2026-01-01",
      }),
    ),
    referral: tenant.referrals.map((referral, index) => ({
      tenant_id,
      id: referral.id,
      code: `D-${index}`,
      territory_id: referral.territoryId,
      level: referral.level,
      pack_version_id,
      received_on: "2026-01-01",
      source_kind: "school",
      reason: "reason",
      family_name: "name",
      contact: "",
      facts: {},
      state: "received",
      household_id: referral.householdId,
      registered_by: referral.registeredBy,
      version: 1,
      recorded_at: "2026-01-01T00:00:00Z",
    })),
    ...careRows(tenant),
    ...studyRows(tenant),
    referral_reporter: tenant.referrals.map((referral) => ({
      tenant_id,
      id: referral.reporterId,
      referral_id: referral.id,
      name: "neighbour",
      contact: "",
      recorded_at: "2026-01-01",
    })),
  };
}

/** What each agency reports: one return that counts, one of its rows and one of its children, under the agency's own id. */
function careRows({ id: tenant_id, sources }: Tenant): Record<string, Rows> {
  return {
    care_source: sources.map(({ id, territoryId, level, registeredBy }) => ({
      tenant_id,
      id,
      name: `Agency ${id}`,
      kind: "local_authority",
      territory_id: territoryId,
      level,
      facts_version: 1,
      registered_by: registeredBy,
      recorded_at: "2026-01-01T00:00:00Z",
    })),
    return_batch: sources.map(({ id, registeredBy }) => ({
      tenant_id,
      id,
      source_id: id,
      kind: "ssda903",
      state: "checked",
      files: [],
      years: [2024],
      rows_read: 1,
      rows_refused: 0,
      report: {},
      version: 1,
      checked_by: registeredBy,
      checked_at: "2026-01-01T00:00:00Z",
    })),
    return_row: sources.map(({ id }) => ({
      tenant_id,
      source_id: id,
      batch_id: id,
      file: 0,
      row: 2,
      kind: "Header",
      year: 2024,
      child: "1",
      values: {},
    })),
    care_child: sources.map(({ id }) => ({
      tenant_id,
      id,
      source_id: id,
      external_id: "1",
      sex: "unknown",
      unaccompanied: false,
    })),
  };
}

/** Studies with what was written and gathered for each, under the study's own id. */
function studyRows({ id: tenant_id, studies }: Tenant): Record<string, Rows> {
  return {
    study: studies.map(({ id, territoryId, level, registeredBy }) => ({
      ...{ tenant_id, id, title: "Study", territory_id: territoryId, level, state: "draft", tasks_done: 0 },
      ...{ created_by: registeredBy, created_on: "2026-01-01", version: 1, recorded_at: "2026-01-01T00:00:00Z" },
    })),
    study_task: studies.map(({ id, registeredBy }) => ({
      ...{ tenant_id, study_id: id, task: "covariates", content: {}, saved_by: registeredBy },
      saved_at: "2026-01-01T00:00:00Z",
    })),
    study_snapshot: studies.map(({ id, registeredBy }) => ({
      ...{ tenant_id, id, study_id: id, source: "table", row_count: 1, sha256: "", spread: [], excluded: [] },
      ...{ taken_by: registeredBy, taken_at: "2026-01-01T00:00:00Z" },
    })),
    study_run: studies.map(({ id, registeredBy }) => ({
      ...{ tenant_id, id, study_id: id, state: "waiting", progress: 0, attempts: 0, asked_by: registeredBy },
      asked_at: "2026-01-01T00:00:00Z",
    })),
  };
}

async function storeTenant(client: pg.ClientBase, tenant: Tenant, timeZone: string): Promise<void> {
  const tenant_id = tenant.id;
  await client.query("insert into tenant (id, name, country, time_zone) values ($1, 'Test', 'ES', $2)", [
    tenant_id,
    timeZone,
  ]);
  for (const { id, parentId } of tenant.territories) {
    await client.query(
      "insert into territory (tenant_id, id, parent_id, code, code_system, name, kind) values ($1, $2, $3, $4, 'test', 'Place', 'zone')",
      [tenant_id, id, parentId, id],
    );
  }
  await insertRows(
    client,
    "user_account",
    tenant.users.map(({ id }) => ({
      tenant_id,
      id,
      email: `${id}@example.org`,
      display_name: "User",
      language: "es",
      version: 1,
      recorded_at: "2026-01-01",
    })),
  );
  await insertRows(
    client,
    "access_grant",
    tenant.users.flatMap((user) =>
      user.grants.map((grant) => ({
        tenant_id,
        id: grant.id,
        user_id: user.id,
        role: grant.role,
        territory_id: grant.territoryId,
        max_level: grant.maxLevel,
        purposes: grant.purposes,
        valid_from: grant.validFrom,
        valid_to: grant.validTo,
        recorded_at: "2026-01-01",
      })),
    ),
  );
  await client.query(
    "insert into pack_version (tenant_id, id, pack_id, version, content, content_hash) values ($1, $2, 'test', '1', '{}', 'x')",
    [tenant_id, tenant.packVersionId],
  );
  for (const [table, rows] of Object.entries(familyRows(tenant))) await insertRows(client, table, rows);
  for (const family of tenant.households) {
    for (const glass of family.glass) {
      await client.query(
        `insert into break_glass (tenant_id, id, household_id, user_id, reason, opened_at, expires_at)
         values ($1, $2, $3, $4, 'an emergency that has a reason', now() - $5 * interval '1 minute', now() - $5 * interval '1 minute' + interval '2 hours')`,
        [tenant_id, glass.id, family.id, glass.userId, glass.openedMinutesAgo],
      );
    }
    await client.query(
      "insert into read_log (tenant_id, actor_id, query, household_id) values ($1, $2, 'openFile', $3)",
      [tenant_id, family.registeredBy, family.id],
    );
  }
  await client.query(
    `insert into ledger (tenant_id, seq, operation_id, operation, stream, stream_id, version, actor_id, recorded_at, input, previous_hash, hash)
     values ($1, 1, $1, 'test', 'household', $1, 1, $2, now(), '{}', '', '')`,
    [tenant_id, tenant.users[0]?.id],
  );
}

/** Writes a world past row security; the connection must be a superuser's. */
export async function storeWorld(client: pg.ClientBase, world: World): Promise<void> {
  await client.query("begin");
  for (const tenant of world.tenants) await storeTenant(client, tenant, world.timeZone);
  await client.query("commit");
}
