import { randomUUID } from "node:crypto";
import type { InputOf } from "../../src/contracts/contract.ts";
import type { registerHousehold } from "../../src/contracts/households.ts";
import type { NewMember } from "../../src/contracts/people.ts";
import type { registerReferral } from "../../src/contracts/referrals.ts";

/** A referral of a neighbour, as the form sends it. */
export function aReferral(
  needed: { readonly territoryId: string; readonly packVersionId: string },
  changes: Partial<InputOf<typeof registerReferral>> = {},
): InputOf<typeof registerReferral> {
  return {
    id: randomUUID(),
    receivedOn: "2026-02-02",
    source: "school",
    familyName: "Familia Rojas",
    contact: "600 000 001",
    reason: "La tutora dice que faltan mucho y que la madre pide ayuda.",
    ...needed,
    ...changes,
  };
}

/** A member as the form sends it: Ana Rojas Díaz, person of reference, born in 1984. */
export function aMember(
  changes: Partial<Omit<NewMember, "person">> & { readonly person?: Partial<NewMember["person"]> } = {},
): NewMember {
  const { person, ...rest } = changes;
  return {
    membershipId: randomUUID(),
    personId: randomUUID(),
    role: "reference",
    since: "2026-02-02",
    documents: [],
    contacts: [],
    ...rest,
    person: {
      givenNames: "Ana",
      firstSurname: "Rojas",
      secondSurname: "Díaz",
      birth: "1984-03-07",
      sex: "female",
      languages: ["es"],
      ...person,
    },
  };
}

/** A family of a mother and her daughter, as the form sends it. */
export function aFamily(
  referralId: string,
  changes: Partial<InputOf<typeof registerHousehold>> = {},
): InputOf<typeof registerHousehold> {
  const mother = aMember();
  const daughter = aMember({ role: "child", person: { givenNames: "Luz", firstSurname: "Soto", birth: "2017-05" } });
  return {
    id: randomUUID(),
    referralId,
    name: "Familia Soto Rojas",
    members: [mother, daughter],
    relationships: [
      {
        id: randomUUID(),
        fromPersonId: mother.personId,
        toPersonId: daughter.personId,
        kind: "parent",
        strength: "strong",
      },
    ],
    ...changes,
  };
}
