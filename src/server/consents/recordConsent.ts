import { recordConsent as contract } from "../../contracts/consents.ts";
import { recordConsent as decide } from "../../core/consents/consent.ts";
import { defineOperation } from "../operation.ts";
import { findConsentState } from "./consents.data.ts";

export const recordConsent = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findConsentState(context, input),
  permission: (state) => state.access,
  decide: (state, input) => decide(state, input),
  save: async ({ client, actor }, { id, householdId, personId, purpose, manner, givenOn, validTo }) => {
    await client.query(
      `insert into consent (tenant_id, id, household_id, person_id, purpose, manner, given_on, valid_to, recorded_by)
       values ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
      [actor.tenantId, id, householdId, personId, purpose, manner, givenOn, validTo ?? null, actor.userId],
    );
    return { output: { id, version: 1 }, stream: { kind: "consent", id, version: 1 } };
  },
});
