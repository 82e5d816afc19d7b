import type pg from "pg";
import {
  CONTINUES,
  EXIT_GROUP_OF,
  SAME_CARER_REASONS,
  SETTING_GROUP_OF,
  SHORT_BREAKS,
} from "../../core/care/groups.ts";
import { windowOf } from "../../core/returns/year.ts";
import { findCountedTables } from "./counted.ts";
import {
  INSERT_MISSING,
  INSERT_PERIODS,
  INSERT_POPULATION,
  INSERT_REPORTS,
  INSERT_REVIEWS,
  INSERT_SIBLINGS,
  REMOVE_CHILDREN,
  REMOVE_FACTS,
  UPSERT_CHILDREN,
} from "./derive.sql.ts";
import { tellStays } from "./stays.ts";

/** What a derivation made. */
export interface FactCounts {
  readonly children: number;
  readonly periods: number;
  readonly settings: number;
  /** Last day of the newest collection year; null when no return counts. */
  readonly factsUntil: string | null;
}

const COUNT = `
select (select count(*)::int from care_child where tenant_id = $1 and source_id = $2) as children,
       (select count(*)::int from care_period where tenant_id = $1 and source_id = $2) as periods,
       (select count(*)::int from care_setting where tenant_id = $1 and source_id = $2) as settings`;

/**
 * Makes the facts of an agency again from the returns that are applied, as a whole and inside the open transaction: applying and taking
 * back are the same step. Nobody else derives the facts of the same agency meanwhile.
 */
export async function deriveFacts(client: pg.ClientBase, tenantId: string, sourceId: string): Promise<FactCounts> {
  await client.query("select from care_source where tenant_id = $1 and id = $2 for no key update", [
    tenantId,
    sourceId,
  ]);
  const counted = await findCountedTables(client, tenantId, sourceId);
  const base = [
    tenantId,
    sourceId,
    counted.map(({ kind }) => kind),
    counted.map(({ year }) => year),
    counted.map(({ batchId }) => batchId),
  ];
  for (const statement of REMOVE_FACTS) await client.query(statement, [tenantId, sourceId]);
  await client.query(UPSERT_CHILDREN, base);
  await client.query(REMOVE_CHILDREN, base);
  await client.query(INSERT_PERIODS, [
    ...base,
    JSON.stringify(EXIT_GROUP_OF),
    JSON.stringify(SETTING_GROUP_OF),
    CONTINUES,
    SAME_CARER_REASONS,
    SHORT_BREAKS,
  ]);
  await client.query(INSERT_REVIEWS, base);
  // Tables that were empty a moment ago: unless the planner knows better, it would look for the homes of each stay one by one.
  await client.query("select app.analyze_care()");
  await tellStays(client, tenantId, sourceId);
  await client.query(INSERT_MISSING, base);
  await client.query(INSERT_REPORTS, base);
  await client.query(INSERT_SIBLINGS, base);
  await client.query(INSERT_POPULATION, base);
  const years = counted.filter(({ kind }) => kind === "Episodes").map(({ year }) => year);
  const factsUntil = years.length > 0 ? windowOf(Math.max(...years)).end : null;
  await client.query(
    "update care_source set facts_version = facts_version + 1, facts_until = $3 where tenant_id = $1 and id = $2",
    [tenantId, sourceId, factsUntil],
  );
  await client.query("select app.analyze_care()");
  const { rows } = await client.query(COUNT, [tenantId, sourceId]);
  return { ...(rows[0] as Omit<FactCounts, "factsUntil">), factsUntil };
}
