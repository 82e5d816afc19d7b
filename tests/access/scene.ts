import type { Grant, Household, Tenant, User, World } from "./world.ts";

const id = (number: number) => `00000000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;

/** A town of two quarters with one family in each, and one person per role. */
export const PLACES = { town: id(1), north: id(2), south: id(3) };
export const PEOPLE = {
  worker: id(10),
  colleague: id(11),
  supervisor: id(12),
  director: id(13),
  administrator: id(14),
  auditor: id(15),
};
export const FAMILIES = { north: id(20), south: id(21) };
export const TENANT = id(30);
const PACK = id(31);

function person(userId: string, role: string, territoryId: string): User {
  const grant: Grant = {
    id: `1${userId.slice(1)}`,
    role,
    territoryId,
    maxLevel: 4,
    purposes: ["care"],
    validFrom: "2020-01-01",
    validTo: null,
  };
  return { id: userId, grants: [grant] };
}

function family(familyId: string, territoryId: string, worker: string): Household {
  return {
    id: familyId,
    personId: `2${familyId.slice(1)}`,
    territoryId,
    level: 1,
    registeredBy: worker,
    team: [{ id: `3${familyId.slice(1)}`, userId: worker, validFrom: "2020-01-01", validTo: null }],
    exclusions: [],
    glass: [],
    addresses: [],
  };
}

/** The town, in a zone where it is about noon. */
export function aTown(): World {
  const offset = 12 - new Date().getUTCHours();
  const tenant: Tenant = {
    id: TENANT,
    packVersionId: PACK,
    territories: [
      { id: PLACES.town, parentId: null },
      { id: PLACES.north, parentId: PLACES.town },
      { id: PLACES.south, parentId: PLACES.town },
    ],
    users: [
      person(PEOPLE.worker, "family_worker", PLACES.north),
      person(PEOPLE.colleague, "family_worker", PLACES.south),
      person(PEOPLE.supervisor, "supervisor", PLACES.north),
      person(PEOPLE.director, "programme_director", PLACES.town),
      person(PEOPLE.administrator, "administrator", PLACES.town),
      person(PEOPLE.auditor, "auditor", PLACES.town),
    ],
    households: [
      family(FAMILIES.north, PLACES.north, PEOPLE.worker),
      family(FAMILIES.south, PLACES.south, PEOPLE.colleague),
    ],
    referrals: [],
    sources: [],
    studies: [],
  };
  const timeZone = offset === 0 ? "Etc/GMT" : `Etc/GMT${offset > 0 ? "-" : "+"}${Math.abs(offset)}`;
  return { seed: 0, today: "", timeZone, tenants: [tenant] };
}
