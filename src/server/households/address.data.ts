import { type AddressConfidentiality, addressLevels } from "../../core/households/address.ts";
import { findHouseholdObject } from "../access/objects.ts";
import type { OperationContext } from "../operation.ts";

/** A family this person may see, as the place an address of that confidentiality is written to. */
export async function findHouseholdForAddress(
  { client, actor }: Pick<OperationContext, "client" | "actor">,
  householdId: string,
  confidentiality: AddressConfidentiality,
) {
  const { rows } = await client.query("select id from household where tenant_id = $1 and id = $2", [
    actor.tenantId,
    householdId,
  ]);
  if (rows.length === 0) return undefined;
  const level = addressLevels[confidentiality];
  const access = await findHouseholdObject(client, actor, householdId, { kind: "address", level });
  return access && { access };
}
