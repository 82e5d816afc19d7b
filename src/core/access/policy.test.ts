import { describe, expect, it } from "vitest";
import { ACTIONS, type Action, isAction, type ObjectKind } from "./actions.ts";
import {
  type AccessObject,
  type Actor,
  type Grant,
  POLICY,
  permit,
  ROLES,
  type Role,
  type RolePolicy,
  type Rule,
  wayIn,
} from "./policy.ts";

const actions = Object.keys(ACTIONS) as Action[];
const rulesOf = (role: Role) => Object.entries(POLICY[role]) as [Action, Rule][];
const aboutFamilies: readonly ObjectKind[] = [
  "household",
  "address",
  "referral",
  "reporter",
  "team",
  "readlog",
  "results",
  "care",
];

const width = { own: 0, team: 1, territory: 2, tenant: 3 } as const;
function covers(wide: Rule | undefined, narrow: Rule): boolean {
  return wide !== undefined && width[wide.scope] >= width[narrow.scope] && wide.ceiling >= narrow.ceiling;
}

describe("the policy table", () => {
  it("lets nobody change what they may not read", () => {
    const readings: Partial<Record<ObjectKind, Action>> = {
      household: "household.read",
      address: "address.read",
      referral: "referral.read",
      care: "care.read",
    };
    const blind = ROLES.flatMap((role) =>
      rulesOf(role)
        .filter(([action]) => ACTIONS[action].mode === "write")
        .filter(([action, rule]) => {
          const reading = readings[ACTIONS[action].kind];
          return reading !== undefined && !covers((POLICY[role] as RolePolicy)[reading], rule);
        })
        .map(([action]) => `${role} ${action}`),
    );
    expect(blind).toEqual([]);
  });

  it("opens sealed records to the protection authority only", () => {
    const sealed = ROLES.filter((role) => rulesOf(role).some(([, rule]) => rule.ceiling === 4));
    expect(sealed).toEqual(["protection_authority"]);
  });

  it("gives who reported a family to nobody else than the protection authority", () => {
    expect(ROLES.filter((role) => "reporter.read" in POLICY[role])).toEqual(["protection_authority"]);
  });

  it("keeps administrators and auditors out of every family", () => {
    for (const role of ["administrator", "auditor"] as const) {
      expect(rulesOf(role).filter(([action]) => aboutFamilies.includes(ACTIONS[action].kind))).toEqual([]);
    }
  });

  it("gives roles that are not used yet nothing", () => {
    for (const role of ["residential_centre", "foster_team", "family_member"] as const) {
      expect(rulesOf(role)).toEqual([]);
    }
  });

  it("opens an emergency for reading only", () => {
    expect(actions.filter((action) => ACTIONS[action].breakGlass && ACTIONS[action].mode !== "read")).toEqual([]);
  });

  it("has at least one role for every action", () => {
    expect(actions.filter((action) => !ROLES.some((role) => action in POLICY[role]))).toEqual([]);
  });

  it("tells the name of an action from any other text", () => {
    expect(isAction("household.read")).toBe(true);
    for (const text of ["household", "", "toString", "__proto__", undefined, 3]) expect(isAction(text)).toBe(false);
  });
});

const now = "2026-11-21T12:00:00.000Z";
const aGrant = (over: Partial<Grant> = {}): Grant => ({
  role: "family_worker",
  territoryId: "town",
  maxLevel: 4,
  purposes: ["care"],
  validFrom: "2026-01-01",
  validTo: null,
  ...over,
});
const aWorker = (...grants: readonly Grant[]): Actor => ({
  tenantId: "here",
  userId: "ana",
  purpose: "care",
  today: "2026-11-21",
  grants: grants.length > 0 ? grants : [aGrant()],
});
const ofAna = { userId: "ana", validFrom: "2026-11-01", validTo: null };
const aFamily = (over: Partial<AccessObject> = {}): AccessObject => ({
  kind: "household",
  tenantId: "here",
  territoryPath: ["quarter", "town"],
  level: 1,
  team: [ofAna],
  exclusions: [],
  breakGlass: [],
  ...over,
});
const reads = (actor: Actor, family: AccessObject) => permit(actor, "household.read", family, now);

describe("a decision", () => {
  it("needs the team of the family, on its first day and not on its last", () => {
    expect(reads(aWorker(), aFamily())).toBe(true);
    expect(reads(aWorker(), aFamily({ team: [] }))).toBe(false);
    expect(reads(aWorker(), aFamily({ team: [{ ...ofAna, validFrom: "2026-11-21" }] }))).toBe(true);
    expect(reads(aWorker(), aFamily({ team: [{ ...ofAna, validTo: "2026-11-21" }] }))).toBe(false);
  });

  it("needs the family to lie in the granted territory even when the team is right", () => {
    expect(reads(aWorker(aGrant({ territoryId: "other" })), aFamily())).toBe(false);
  });

  it("is refused by an exclusion whatever else is granted", () => {
    const glass = { userId: "ana", openedAt: "2026-11-21T11:00:00.000Z", expiresAt: "2026-11-21T13:00:00.000Z" };
    expect(reads(aWorker(), aFamily({ exclusions: [ofAna], breakGlass: [glass] }))).toBe(false);
  });

  it("adds up grants but never the parts of two grants", () => {
    const high = aGrant({ role: "supervisor", territoryId: "other" });
    const low = aGrant({ role: "supervisor", maxLevel: 1 });
    expect(reads(aWorker(high, low), aFamily({ level: 3, team: [] }))).toBe(false);
    expect(reads(aWorker(high, aGrant({ role: "supervisor" })), aFamily({ level: 3, team: [] }))).toBe(true);
  });

  it("says when only an emergency opened the file", () => {
    const glass = { userId: "ana", openedAt: "2026-11-21T11:00:00.000Z", expiresAt: "2026-11-21T13:00:00.000Z" };
    const closed = aFamily({ team: [], breakGlass: [glass] });
    expect(wayIn(aWorker(), "household.read", closed, now)).toBe("break_glass");
    expect(wayIn(aWorker(), "household.read", closed, glass.expiresAt)).toBeUndefined();
    expect(permit(aWorker(), "household.write", closed, now)).toBe(false);
    expect(reads(aWorker(), aFamily({ ...closed, level: 4 }))).toBe(false);
  });

  it("opens a sealed file only under the purpose of protection", () => {
    const authority = aGrant({ role: "protection_authority", purposes: ["care", "protection"] });
    const sealed = aFamily({ level: 4 });
    expect(reads(aWorker(authority), sealed)).toBe(false);
    expect(reads({ ...aWorker(authority), purpose: "protection" }, sealed)).toBe(true);
  });

  it("does not answer about a thing of another kind than the action's", () => {
    expect(permit(aWorker(), "household.read", aFamily({ kind: "address" }), now)).toBe(false);
  });

  it("gives a role that this version does not know nothing, be it the name of something inherited", () => {
    for (const role of ["toString", "constructor", "coordinator"])
      expect(reads(aWorker(aGrant({ role })), aFamily())).toBe(false);
  });
});
