import pg from "pg";
import type { Actor } from "../../core/access/policy.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import { deriveFacts, type FactCounts } from "../care/derive.ts";
import { newId } from "../ids.ts";
import { type Checked, checkReturn } from "./checkReturn.ts";
import type { FileAtHand } from "./inspectFile.ts";
import { type PlanFailure, planFiles, type ReturnAsked } from "./planFiles.ts";
import { BrokenFile } from "./readCsv.ts";
import { moveBatch } from "./returns.data.ts";

/** A return that is applied inside a transaction nobody else will ever see. */
export interface StagedReturn {
  readonly client: pg.ClientBase;
  /** A director of a tenant that exists in this transaction only. */
  readonly actor: Actor;
  readonly now: string;
  readonly sourceId: string;
  readonly batchId: string;
  readonly checked: Checked;
  readonly facts: FactCounts;
}

async function stageAgency(client: pg.ClientBase, today: string): Promise<{ actor: Actor; sourceId: string }> {
  const [tenantId, territoryId, userId, sourceId] = [newId(), newId(), newId(), newId()];
  await client.query("insert into tenant (id, name, country, time_zone) values ($1, 'Ensayo', 'ES', 'UTC')", [
    tenantId,
  ]);
  await client.query(
    "select set_config('trenza.tenant', $1, true), set_config('trenza.user', $2, true), set_config('trenza.purpose', 'care', true)",
    [tenantId, userId],
  );
  await client.query(
    `insert into territory (tenant_id, id, code, code_system, name, kind) values ($1, $2, 'ensayo', 'ensayo', 'Ensayo', 'zone')`,
    [tenantId, territoryId],
  );
  await client.query("insert into user_account (tenant_id, id, email, display_name) values ($1, $2, $3, 'Ensayo')", [
    ...[tenantId, userId],
    `${userId}@trenza.invalid`,
  ]);
  await client.query(
    `insert into access_grant (tenant_id, id, user_id, role, territory_id, valid_from)
     values ($1, $2, $3, 'programme_director', $4, '2000-01-01')`,
    [tenantId, newId(), userId, territoryId],
  );
  await client.query(
    `insert into care_source (tenant_id, id, name, kind, territory_id, registered_by) values ($1, $2, 'Ensayo', 'region', $3, $4)`,
    [tenantId, sourceId, territoryId, userId],
  );
  const grant = { role: "programme_director", territoryId, maxLevel: 4, purposes: ["care"], validTo: null };
  const actor = { tenantId, userId, purpose: "care", today, grants: [{ ...grant, validFrom: "2000-01-01" }] };
  return { actor, sourceId };
}

/**
 * Reads, checks and applies a return in a transaction that is always taken back, as a person would in a tenant of their own, and lets
 * `work` look at the facts. For rehearsals and for figures of files that belong to nobody here. `owner` runs the installation.
 */
export async function withStagedReturn<Output>(
  owner: pg.ClientConfig,
  { files, ...asked }: Partial<ReturnAsked> & { readonly files: readonly FileAtHand[] },
  work: (staged: StagedReturn) => Promise<Output>,
): Promise<Result<Output, PlanFailure | { readonly code: "no_files" }>> {
  if (files.length === 0) return refused({ code: "no_files" });
  const { kind = "ssda903" } = asked;
  const sorted = [...files].sort((one, other) => (one.name < other.name ? -1 : 1));
  const planned = await planFiles(sorted, { ...asked, kind });
  if (!planned.ok) return planned;
  const client = new pg.Client({ ...owner, application_name: "trenza rehearsal" });
  await client.connect();
  try {
    await client.query("begin");
    const now = new Date().toISOString();
    const { actor, sourceId } = await stageAgency(client, now.slice(0, 10));
    const context = { client: client as unknown as pg.PoolClient, actor, now };
    const batchId = newId();
    const checked = await checkReturn(context, { batchId, sourceId, kind }, planned.value);
    await moveBatch(context, batchId, "applied");
    const facts = await deriveFacts(client, actor.tenantId, sourceId);
    return accepted(await work({ client, actor, now, sourceId, batchId, checked, facts }));
  } catch (error) {
    if (error instanceof BrokenFile) return refused(error.failure);
    throw error;
  } finally {
    await client.query("rollback").catch(() => undefined);
    await client.end();
  }
}
