import { describe, expect, it } from "vitest";
import type { Actor, Role } from "../access/policy.ts";
import { accepted, refused } from "../result.ts";
import { addAccount, closeAccount, reopenAccount, resetAccount } from "./account.ts";
import { type HeldRole, purposesOf, reachesAll } from "./reach.ts";
import { endGrant, grantRole, OFFERED_ROLES } from "./role.ts";

const TODAY = "2026-03-09";
const NOW = "2026-03-09T09:00:00.000Z";
const PATHS = { town: ["town"], north: ["north", "town"], south: ["south", "town"] } as const;

function administratorOf(territoryId: string, role: Role = "administrator"): Actor {
  const grant = { role, territoryId, maxLevel: 4, purposes: ["care"], validFrom: "2026-01-01", validTo: null };
  return { tenantId: "tenant", userId: "pilar", purpose: "care", today: TODAY, grants: [grant] };
}

function aRole(place: keyof typeof PATHS, changes: Partial<HeldRole> = {}): HeldRole {
  const where = { territoryId: place, territoryPath: PATHS[place] };
  return { role: "family_worker", ...where, validFrom: "2026-02-01", validTo: null, ...changes };
}

function anAccount(...roles: readonly HeldRole[]) {
  return { userId: "marta", closed: false, roles };
}

const pilar = administratorOf("town");
const northern = administratorOf("north");
const ready = accepted("hash");
const weak = refused({ code: "password_repeats" } as const);

function codeOf(result: { readonly ok: boolean; readonly failure?: { readonly code: string } }): string {
  return result.failure?.code ?? "accepted";
}

describe("a new account", () => {
  const state = { territoryPath: PATHS.north, email: "marta@town.example", emailTaken: false, password: ready };
  const person = { name: " Marta Soto ", email: "Marta@town.example", role: "family_worker" } as const;

  it("keeps the one spelling of the address, the name without blanks around it, and only the hash of the password", () => {
    expect(addAccount(state, person, pilar, NOW)).toEqual(
      accepted({ name: "Marta Soto", email: "marta@town.example", passwordHash: "hash", purposes: ["care"] }),
    );
  });

  it("is refused outside the places of who adds it, and to who is no administrator", () => {
    expect(codeOf(addAccount(state, person, northern, NOW))).toBe("accepted");
    const south = { ...state, territoryPath: PATHS.south };
    expect(codeOf(addAccount(south, person, northern, NOW))).toBe("outside_reach");
    expect(codeOf(addAccount(state, person, administratorOf("town", "supervisor"), NOW))).toBe("outside_reach");
  });

  it("is refused with an address that is none or is taken, and with a weak password", () => {
    const code = (changes: object) => codeOf(addAccount({ ...state, ...changes }, person, pilar, NOW));
    for (const email of ["marta", "marta@", "@town.example", "a b@town.example", "a@b@c"]) {
      expect(code({ email })).toBe("email_not_valid");
    }
    expect(code({ emailTaken: true })).toBe("email_taken");
    expect(code({ password: weak })).toBe("password_repeats");
  });
});

describe("a deed on an account", () => {
  const deeds = {
    reset: (account: ReturnType<typeof anAccount>, actor: Actor) =>
      resetAccount({ account, password: ready }, actor, NOW),
    close: (account: ReturnType<typeof anAccount>, actor: Actor) => closeAccount(account, actor, NOW),
    reopen: (account: ReturnType<typeof anAccount>, actor: Actor) =>
      reopenAccount({ ...account, closed: true }, actor, NOW),
  };

  it.each(Object.entries(deeds))("is never done to oneself: %s", (_, deed) => {
    expect(codeOf(deed(anAccount(aRole("north")), pilar))).toBe("accepted");
    expect(codeOf(deed({ ...anAccount(), userId: "pilar" }, pilar))).toBe("own_account");
  });

  it.each(Object.entries(deeds))("is not done by who reaches less than the account, now or later: %s", (_, deed) => {
    expect(codeOf(deed(anAccount(aRole("north")), northern))).toBe("accepted");
    expect(codeOf(deed(anAccount(aRole("north"), aRole("town")), northern))).toBe("outside_reach");
    expect(codeOf(deed(anAccount(aRole("south", { validFrom: "2026-04-01" })), northern))).toBe("outside_reach");
    expect(codeOf(deed(anAccount(aRole("south", { validTo: TODAY })), northern))).toBe("accepted");
  });

  it("fits the state the account is in", () => {
    const [open, closed] = [anAccount(), { ...anAccount(), closed: true }];
    expect(codeOf(closeAccount(closed, pilar, NOW))).toBe("already_closed");
    expect(codeOf(reopenAccount(open, pilar, NOW))).toBe("not_closed");
    expect(codeOf(resetAccount({ account: closed, password: ready }, pilar, NOW))).toBe("account_closed");
  });

  it("takes no weak password when resetting", () => {
    expect(resetAccount({ account: anAccount(), password: ready }, pilar, NOW)).toEqual(accepted("hash"));
    expect(codeOf(resetAccount({ account: anAccount(), password: weak }, pilar, NOW))).toBe("password_repeats");
  });
});

describe("a role", () => {
  const asked = { role: "family_worker", territoryId: "north" } as const;

  it("is given from today on, and protection is a purpose of who protects by law only", () => {
    expect(grantRole(anAccount(), asked, pilar)).toEqual(accepted({ purposes: ["care"], validFrom: TODAY }));
    const law = { ...asked, role: "protection_authority" } as const;
    expect(grantRole(anAccount(), law, pilar)).toEqual(
      accepted({ purposes: ["care", "protection"], validFrom: TODAY }),
    );
    expect(purposesOf("supervisor")).toEqual(["care"]);
  });

  it("is never given to oneself, to a closed account, or twice in the same place at the same time", () => {
    expect(codeOf(grantRole({ ...anAccount(), userId: "pilar" }, asked, pilar))).toBe("own_account");
    expect(codeOf(grantRole({ ...anAccount(), closed: true }, asked, pilar))).toBe("account_closed");
    expect(codeOf(grantRole(anAccount(aRole("north")), asked, pilar))).toBe("already_granted");
    expect(codeOf(grantRole(anAccount(aRole("south")), asked, pilar))).toBe("accepted");
    expect(codeOf(grantRole(anAccount(aRole("north", { role: "supervisor" })), asked, pilar))).toBe("accepted");
    expect(codeOf(grantRole(anAccount(aRole("north", { validTo: TODAY })), asked, pilar))).toBe("accepted");
  });

  it("ends after its last day; the earliest is yesterday, which ends it at once", () => {
    const grant = { ...aRole("north"), userId: "marta" };
    expect(endGrant(grant, TODAY, pilar)).toEqual(accepted("2026-03-10"));
    expect(endGrant(grant, "2026-03-31", pilar)).toEqual(accepted("2026-04-01"));
    expect(endGrant(grant, "2026-03-08", pilar)).toEqual(accepted(TODAY));
    expect(codeOf(endGrant(grant, "2026-03-07", pilar))).toBe("day_is_over");
  });

  it("is not ended by who holds it, twice, or before it began", () => {
    const grant = { ...aRole("north"), userId: "marta" };
    expect(codeOf(endGrant({ ...grant, userId: "pilar" }, TODAY, pilar))).toBe("own_account");
    expect(codeOf(endGrant({ ...grant, validTo: TODAY }, TODAY, pilar))).toBe("already_ended");
    expect(codeOf(endGrant({ ...grant, validFrom: TODAY }, "2026-03-08", pilar))).toBe("before_it_started");
    expect(codeOf(endGrant({ ...grant, validFrom: TODAY }, TODAY, pilar))).toBe("accepted");
  });

  it("is offered only when it opens something", () => {
    expect(OFFERED_ROLES).toContain("family_worker");
    expect(OFFERED_ROLES).not.toContain("foster_team");
  });
});

it("who administers the whole town reaches every account in it, who administers nothing reaches none with a role", () => {
  expect(reachesAll(pilar, [aRole("north"), aRole("south"), aRole("town")], NOW)).toBe(true);
  expect(reachesAll(administratorOf("town", "auditor"), [aRole("north")], NOW)).toBe(false);
});
