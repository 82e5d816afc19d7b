import { registerCareSource as contract } from "../../contracts/returns.ts";
import { type Agency, registerAgency } from "../../core/care/agency.ts";
import { defineOperation } from "../operation.ts";
import { sourceObject } from "./returns.data.ts";

/** What an agency reports about children is sensitive, whoever it is. */
const SOURCE_LEVEL = 2;

export const registerCareSource = defineOperation({
  name: contract.name,
  contract,
  load: async ({ client, actor }, { territoryId, name, sourceId }) => {
    const { rows } = await client.query<Agency>(
      `select id as "sourceId", name, kind, territory_id as "territoryId", external_code as "externalCode"
       from care_source where tenant_id = $1 and (id = $2 or lower(name) = lower($3))`,
      [actor.tenantId, sourceId, name.trim()],
    );
    return { known: rows, access: await sourceObject(client, actor, { territoryId, level: SOURCE_LEVEL }) };
  },
  permission: ({ access }) => access,
  decide: ({ known }, input) => registerAgency(known, input),
  save: async ({ client, actor, now }, { name, isNew }, { sourceId, kind, territoryId, externalCode }) => {
    if (isNew)
      await client.query(
        `insert into care_source (tenant_id, id, name, kind, territory_id, level, external_code, registered_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [actor.tenantId, sourceId, name, kind, territoryId, SOURCE_LEVEL, externalCode ?? null, actor.userId, now],
      );
    return { output: { sourceId }, stream: { kind: "care_source", id: sourceId, version: 1 } };
  },
});
