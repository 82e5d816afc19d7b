import { type AccessObject, type Actor, permit, ROLES, type Role } from "../../src/core/access/policy.ts";
import type { AnyOperation } from "../../src/server/operation.ts";

const TODAY = "2026-03-09";
const NOW = "2026-03-09T09:00:00.000Z";
const [TENANT, PLACE, OTHER_PLACE, USER] = ["tenant", "north", "south", "user"];

/** How a person stands to a family. */
export const RELATIONS = ["in team", "in territory", "elsewhere", "excluded", "former team"] as const;
export type Relation = (typeof RELATIONS)[number];

function actorWith(role: Role, relation: Relation): Actor {
  const territoryId = relation === "elsewhere" ? OTHER_PLACE : PLACE;
  const grant = { role, territoryId, maxLevel: 4, purposes: ["care"], validFrom: "2026-01-01", validTo: null };
  return { tenantId: TENANT, userId: USER, purpose: "care", today: TODAY, grants: [grant] };
}

function familySeenAs(relation: Relation, level: AccessObject["level"]): AccessObject {
  const tie = { userId: USER, validFrom: "2026-01-01", validTo: null };
  const inTeam = relation === "in team" || relation === "excluded" || relation === "elsewhere";
  return {
    kind: "household",
    tenantId: TENANT,
    territoryPath: [PLACE, "municipality"],
    level,
    team: inTeam ? [tie] : relation === "former team" ? [{ ...tie, validTo: TODAY }] : [],
    exclusions: relation === "excluded" ? [tie] : [],
    breakGlass: [{ userId: USER, openedAt: "2026-03-09T08:00:00.000Z", expiresAt: "2026-03-09T10:00:00.000Z" }],
  };
}

/**
 * Every role and relation that may do an operation on a family, as "role, relation". `stateOf` puts the family's access
 * where the operation's loaded state has it. An emergency is open in every case: it must never let anybody write.
 */
export function whoMay(
  operation: AnyOperation,
  stateOf: (access: AccessObject) => unknown,
  level: AccessObject["level"] = 2,
): string[] {
  return ROLES.flatMap((role) =>
    RELATIONS.filter((relation) => {
      const asked = operation.permission(stateOf(familySeenAs(relation, level)), {});
      const objects: readonly AccessObject[] = Array.isArray(asked) ? asked : [asked];
      const actor = actorWith(role, relation);
      return objects.length > 0 && objects.every((object) => permit(actor, operation.contract.action, object, NOW));
    }).map((relation) => `${role}, ${relation}`),
  );
}
