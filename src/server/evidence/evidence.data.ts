import type { Evidence } from "../../contracts/evidence.ts";
import type { Actor } from "../../core/access/policy.ts";
import { type AccessObject, isActive, POLICY, ruleOf } from "../../core/access/policy.ts";
import { objectInTerritory } from "../access/objects.ts";
import type { OperationContext } from "../operation.ts";

type Context = Pick<OperationContext, "client" | "actor">;

/** A version somebody of this tenant wrote. */
export interface WrittenVersion {
  readonly evidenceId: string;
  readonly version: number;
  readonly territoryId: string;
  readonly content: Evidence;
  readonly why: string | null;
  readonly at: string;
  readonly by: string | null;
}

const VERSIONS = `
select written.evidence_id as "evidenceId", written.version, written.territory_id as "territoryId", written.content, written.why,
  written.recorded_at as at, person.display_name as by
from evidence_version written
left join user_account person on person.tenant_id = written.tenant_id and person.id = written.added_by`;

/** The newest version of every record written here. */
export async function findNewest({ client, actor }: Context): Promise<readonly WrittenVersion[]> {
  const { rows } = await client.query(
    `select distinct on (told."evidenceId") told.* from (${VERSIONS} where written.tenant_id = $1) told
     order by told."evidenceId", told.version desc limit 2000`,
    [actor.tenantId],
  );
  return rows;
}

/** Every version of a record written here, newest first. */
export async function findVersions({ client, actor }: Context, evidenceId: string): Promise<readonly WrittenVersion[]> {
  const { rows } = await client.query(
    `${VERSIONS} where written.tenant_id = $1 and written.evidence_id = $2 order by written.version desc limit 200`,
    [actor.tenantId, evidenceId],
  );
  return rows;
}

/** The first place of a person's grants that lets them write studies; the root of the tenant for who has none, so that they are refused. */
async function placeOf({ client, actor }: Context): Promise<string> {
  const granted = writingGrant(actor);
  if (granted !== undefined) return granted;
  const { rows } = await client.query("select id from territory where tenant_id = $1 and parent_id is null limit 1", [
    actor.tenantId,
  ]);
  return rows[0].id as string;
}

function writingGrant(actor: Actor): string | undefined {
  return actor.grants.find((grant) => isActive(grant, actor) && ruleOf(POLICY, grant.role, "study.write"))?.territoryId;
}

export interface LoadedEvidence {
  readonly version: number;
  readonly territoryId: string;
  readonly access: AccessObject;
}

/** A record as its rule needs it: the version it stands at and the place whose evaluators may go on with it. */
export async function loadEvidence(context: Context, evidenceId: string): Promise<LoadedEvidence> {
  const newest = (await findVersions(context, evidenceId))[0];
  const territoryId = newest?.territoryId ?? (await placeOf(context));
  const access = await objectInTerritory(context.client, context.actor, territoryId, { kind: "study", level: 0 });
  return { version: newest?.version ?? 0, territoryId, access };
}

export async function insertVersion(
  { client, actor }: Context,
  written: Omit<WrittenVersion, "at" | "by"> & { readonly id: string },
): Promise<void> {
  const { id, evidenceId, version, territoryId, content, why } = written;
  await client.query(
    `insert into evidence_version (tenant_id, id, evidence_id, version, territory_id, content, why, added_by)
     values ($1,$2,$3,$4,$5,$6,$7,$8)`,
    [actor.tenantId, id, evidenceId, version, territoryId, JSON.stringify(content), why, actor.userId],
  );
}
