import { registerCareSource as contract } from "../../contracts/returns.ts";
import { accepted, refused } from "../../core/result.ts";
import { defineOperation } from "../operation.ts";
import { sourceObject } from "./returns.data.ts";

/** What an agency reports about children is sensitive, whoever it is. */
const SOURCE_LEVEL = 2;

export const registerCareSource = defineOperation({
  name: contract.name,
  contract,
  load: async ({ client, actor }, { territoryId, name }) => {
    const { rows } = await client.query("select from care_source where tenant_id = $1 and lower(name) = lower($2)", [
      actor.tenantId,
      name.trim(),
    ]);
    return { taken: rows.length > 0, access: await sourceObject(client, actor, { territoryId, level: SOURCE_LEVEL }) };
  },
  permission: ({ access }) => access,
  decide: ({ taken }, { name }) => (taken ? refused({ code: "name_taken" as const, name }) : accepted(name.trim())),
  save: async ({ client, actor, now }, name, { sourceId, kind, territoryId, externalCode }) => {
    await client.query(
      `insert into care_source (tenant_id, id, name, kind, territory_id, level, external_code, registered_by, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [actor.tenantId, sourceId, name, kind, territoryId, SOURCE_LEVEL, externalCode ?? null, actor.userId, now],
    );
    return { output: { sourceId }, stream: { kind: "care_source", id: sourceId, version: 1 } };
  },
});
