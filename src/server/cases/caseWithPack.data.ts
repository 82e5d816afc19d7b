import type { Level } from "../../core/access/actions.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import type { ProgrammePack } from "../../core/packs/pack.ts";
import { findHouseholdObject } from "../access/objects.ts";
import type { OperationContext } from "../operation.ts";

/** An accompaniment with the rules it runs under. Instruments stay behind: no rule of a visit or a plan reads them. */
export interface CaseWithPack {
  readonly caseId: string;
  readonly householdId: string;
  readonly stage: string;
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly version: number;
  readonly pack: ProgrammePack;
  readonly access: AccessObject;
}

/** The case as far as this person may see it, for something below it of the given level. */
export async function findCaseWithPack(
  { client, actor }: Pick<OperationContext, "client" | "actor">,
  caseId: string,
  level: Level = 2,
): Promise<CaseWithPack | undefined> {
  const { rows } = await client.query(
    `select case_file.id as "caseId", case_file.household_id as "householdId", case_file.stage,
            case_file.opened_on as "openedOn", case_file.closed_on as "closedOn", case_file.version,
            jsonb_set(pack_version.content, '{instruments}', '{}') as pack
     from case_file
     join pack_version on pack_version.tenant_id = case_file.tenant_id and pack_version.id = case_file.pack_version_id
     where case_file.tenant_id = $1 and case_file.id = $2`,
    [actor.tenantId, caseId],
  );
  const found = rows[0] as Omit<CaseWithPack, "access"> | undefined;
  if (!found) return undefined;
  const access = await findHouseholdObject(client, actor, found.householdId, { level });
  return access && { ...found, access };
}
