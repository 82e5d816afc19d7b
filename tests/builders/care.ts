import { randomUUID } from "node:crypto";
import { tellStays } from "../../src/server/care/stays.ts";
import type { Person, Tenant, World } from "./world.ts";

/** An agency whose children a test makes up, fact by fact. */
export interface CareSource {
  readonly tenantId: string;
  readonly id: string;
}

export interface ChildFacts {
  readonly sex?: string;
  readonly birth?: string | null;
  readonly ethnicity?: string | null;
  readonly disabled?: boolean | null;
}

export interface PeriodFacts {
  readonly entry: string;
  readonly exit?: string | null;
  readonly reason?: string | null;
  readonly code?: string | null;
  readonly truncated?: boolean;
  readonly shortBreak?: boolean;
  readonly lost?: string | null;
  readonly area?: string | null;
}

export interface SettingFacts {
  readonly on: string;
  readonly place?: string | null;
  readonly type?: string | null;
  readonly group?: string;
  readonly reason?: string | null;
  readonly sameCarer?: boolean;
  readonly placeArea?: string | null;
  readonly homeArea?: string | null;
}

/** Adds an agency whose facts reach to a day. */
export async function addCareSource(
  world: World,
  tenant: Tenant,
  by: Person,
  changes: { readonly until?: string; readonly name?: string; readonly territoryId?: string } = {},
): Promise<CareSource> {
  const id = randomUUID();
  await world.owner.query(
    `insert into care_source (tenant_id, id, name, kind, territory_id, facts_version, facts_until, registered_by)
     values ($1,$2,$3,'local_authority',$4,1,$5,$6)`,
    [
      tenant.id,
      id,
      changes.name ?? `Entidad ${id.slice(0, 8)}`,
      changes.territoryId ?? tenant.municipality,
      changes.until ?? "2026-12-31",
      by.id,
    ],
  );
  return { tenantId: tenant.id, id };
}

/** Adds a child. */
export async function addChild(
  world: World,
  { tenantId, id: sourceId }: CareSource,
  name: string,
  child: ChildFacts = {},
): Promise<string> {
  const id = randomUUID();
  await world.owner.query(
    `insert into care_child (tenant_id, id, source_id, external_id, sex, birth_date, ethnicity, disabled, unaccompanied)
     values ($1,$2,$3,$4,$5,$6,$7,$8,false)`,
    [
      tenantId,
      id,
      sourceId,
      name,
      child.sex ?? "female",
      child.birth === undefined ? "2015-01-01" : child.birth,
      child.ethnicity ?? null,
      child.disabled ?? null,
    ],
  );
  return id;
}

/** Adds a stay with its settings, in their order. */
export async function addPeriod(
  world: World,
  { tenantId, id: sourceId }: CareSource,
  childId: string,
  period: PeriodFacts,
  settings: readonly SettingFacts[] = [],
): Promise<string> {
  const id = randomUUID();
  await world.owner.query(
    `insert into care_period (tenant_id, id, source_id, child_id, started_on, ended_on, exit_code, exit_group, lost_on,
       left_truncated, short_break, flags, origin_area)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,'{}',$12)`,
    [
      tenantId,
      id,
      sourceId,
      childId,
      period.entry,
      period.exit ?? null,
      period.code ?? period.reason ?? null,
      period.reason ?? null,
      period.lost ?? null,
      period.truncated ?? false,
      period.shortBreak ?? false,
      period.area ?? null,
    ],
  );
  for (const [index, setting] of settings.entries()) {
    await world.owner.query(
      `insert into care_setting (tenant_id, id, source_id, child_id, period_id, ordinal, starts_on, ends_on, reason_new,
         place_type, setting_group, place_key, place_area, home_area, same_carer)
       values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)`,
      [
        tenantId,
        randomUUID(),
        sourceId,
        childId,
        id,
        index + 1,
        setting.on,
        settings[index + 1]?.on ?? period.exit ?? null,
        setting.reason ?? null,
        setting.type ?? null,
        setting.group ?? "foster",
        setting.place ?? null,
        setting.placeArea ?? null,
        setting.homeArea ?? null,
        setting.sameCarer ?? false,
      ],
    );
  }
  await tellStays(world.owner, tenantId, sourceId);
  return id;
}

/** Adds a report of harm. */
export async function addReport(
  world: World,
  { tenantId, id: sourceId }: CareSource,
  childId: string,
  report: { readonly on: string; readonly occurred?: string | null; readonly substantiated?: boolean },
): Promise<void> {
  await world.owner.query(
    `insert into care_report (tenant_id, id, source_id, child_id, reported_on, occurred_on, substantiated)
     values ($1,$2,$3,$4,$5,$6,$7)`,
    [tenantId, randomUUID(), sourceId, childId, report.on, report.occurred ?? null, report.substantiated ?? true],
  );
}

/** Links each child with all others of the list as siblings. */
export async function addSiblings(
  world: World,
  { tenantId, id: sourceId }: CareSource,
  children: readonly string[],
): Promise<void> {
  await world.owner.query(
    `insert into sibling_link (tenant_id, source_id, child_a, child_b)
     select $1, $2, one, other from unnest($3::uuid[]) one, unnest($3::uuid[]) other where one < other`,
    [tenantId, sourceId, children],
  );
}

/** Adds the population of a year by group; `all` for everybody. */
export async function addPopulation(
  world: World,
  { tenantId, id: sourceId }: CareSource,
  territoryId: string,
  rows: readonly { readonly year: number; readonly dimension: string; readonly group: string; readonly n: number }[],
): Promise<void> {
  for (const { year, dimension, group, n } of rows) {
    await world.owner.query(
      `insert into population (tenant_id, source_id, territory_id, year, dimension, grp, n) values ($1,$2,$3,$4,$5,$6,$7)`,
      [tenantId, sourceId, territoryId, year, dimension, group, n],
    );
  }
}
