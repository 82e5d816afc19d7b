import { describe, expect, test } from "vitest";
import { readAddress } from "./address.ts";
import { endAlert, raiseAlert, reviewAlert } from "./alerts.ts";
import { addMember, type NewMember, registerHousehold, suggestedName } from "./household.ts";
import { correctPerson, endDated, endMembership } from "./membership.ts";
import { addRelationship } from "./relationships.ts";

const today = "2026-11-21";

function aMember(
  changes: Partial<Omit<NewMember, "person">> & { person?: Partial<NewMember["person"]> } = {},
): NewMember {
  const { person, ...rest } = changes;
  return {
    membershipId: "m-ana",
    personId: "ana",
    role: "reference",
    since: "2026-11-01",
    documents: [],
    contacts: [],
    ...rest,
    person: {
      givenNames: "Ana",
      firstSurname: "Rojas",
      secondSurname: "Díaz",
      birth: "1984-03-07",
      sex: "female",
      languages: [],
      ...person,
    },
  };
}
const aChild = (changes: Parameters<typeof aMember>[0] = {}) =>
  aMember({
    membershipId: "m-luz",
    personId: "luz",
    role: "child",
    ...changes,
    person: { givenNames: "Luz", firstSurname: "Soto", secondSurname: "Rojas", birth: "2017", ...changes.person },
  });

describe("opening a family file", () => {
  const register = (changes: object = {}, referral: object = {}) =>
    registerHousehold(
      { referral: { state: "accepted", householdId: null, ...referral }, today },
      { name: " Familia  Soto Rojas ", members: [aMember(), aChild()], relationships: [], ...changes },
    );

  test("keeps tidy names and documents as they are searched", () => {
    const member = aMember({
      documents: [{ id: "d", kind: "dni", number: "12.345.678-z" }],
      person: { givenNames: " Ana " },
    });
    const registered = register({ members: [member] });
    expect(registered).toMatchObject({
      ok: true,
      value: {
        name: "Familia Soto Rojas",
        members: [{ person: { givenNames: "Ana" }, documents: [{ kind: "dni", number: "12345678Z" }] }],
      },
    });
  });

  test.each([
    ["comes from an accepted referral only", {}, { state: "screened" }, "not_accepted"],
    ["opens once for a referral", {}, { householdId: "h" }, "already_linked"],
    ["needs a person of reference", { members: [aChild()] }, {}, "reference_missing"],
    ["has one person of reference", { members: [aMember(), aChild({ role: "reference" })] }, {}, "two_references"],
    ["has nobody twice", { members: [aMember(), aChild({ personId: "ana" })] }, {}, "repeated_person"],
    ["takes no day to come", { members: [aMember({ since: "2026-11-22" })] }, {}, "day_in_future"],
    ["takes no birth to come", { members: [aMember({ person: { birth: "2027" } })] }, {}, "bad_birth"],
    ["takes nobody without a name", { members: [aMember({ person: { givenNames: "  " } })] }, {}, "name_missing"],
    [
      "takes no document whose letter does not fit",
      { members: [aMember({ documents: [{ id: "d", kind: "dni", number: "12345678A" }] })] },
      {},
      "bad_document",
    ],
    [
      "joins members only",
      { relationships: [{ id: "r", fromPersonId: "ana", toPersonId: "nobody", kind: "parent", strength: "strong" }] },
      {},
      "bad_relationship",
    ],
    [
      "joins nobody with themselves",
      { relationships: [{ id: "r", fromPersonId: "ana", toPersonId: "ana", kind: "parent", strength: "strong" }] },
      {},
      "bad_relationship",
    ],
  ])("%s", (_, changes, referral, code) => {
    expect(register(changes, referral)).toMatchObject({ ok: false, failure: { code } });
  });

  test("offers the children's surnames as the family's name, or the ones of the person of reference", () => {
    expect(suggestedName([aMember(), aChild()])).toBe("Familia Soto Rojas");
    expect(suggestedName([aMember(), aChild({ person: { secondSurname: "" } })])).toBe("Familia Rojas Díaz");
    expect(suggestedName([])).toBe("");
  });
});

describe("members", () => {
  test("a second person of reference is refused", () => {
    expect(addMember({ hasReference: true, today }, aMember())).toMatchObject({ failure: { code: "two_references" } });
    expect(addMember({ hasReference: true, today }, aChild())).toMatchObject({ ok: true });
  });

  test("a membership lasts at least a day and ends once", () => {
    expect(endDated({ from: "2026-11-01", to: null }, "2026-11-02", today)).toEqual({ ok: true, value: "2026-11-02" });
    expect(endDated({ from: "2026-11-01", to: null }, "2026-11-01", today)).toMatchObject({
      failure: { code: "before_it_started" },
    });
    expect(endDated({ from: "2026-11-01", to: "2026-11-09" }, "2026-11-12", today)).toMatchObject({
      failure: { code: "already_ended" },
    });
    expect(endDated({ from: "2026-11-01", to: null }, "2026-11-22", today)).toMatchObject({
      failure: { code: "day_in_future" },
    });
  });

  test("an end decided on an older version shows both days", () => {
    const row = { from: "2026-11-01", to: "2026-11-09", version: 2 };
    expect(endMembership(row, { baseVersion: 1, endedOn: "2026-11-12" }, today)).toMatchObject({
      failure: { code: "stale", conflict: [{ field: "endedOn", yours: "2026-11-12", theirs: "2026-11-09" }] },
    });
  });

  test("a correction is checked before it is compared", () => {
    const current = { person: aMember().person, version: 2 };
    const edit = (baseVersion: number, person: object) =>
      correctPerson(current, { baseVersion, person: { ...current.person, ...person } }, today);
    expect(edit(1, { birth: "2030" })).toMatchObject({ failure: { code: "bad_birth" } });
    expect(edit(1, { sex: "other" })).toEqual({
      ok: false,
      failure: { code: "stale", conflict: [{ field: "sex", yours: "other", theirs: "female" }] },
    });
    expect(edit(2, { secondSurname: " Díez " })).toMatchObject({ value: { secondSurname: "Díez" } });
  });
});

describe("ties", () => {
  const state = {
    people: ["ana", "luz", "teo"],
    ties: [
      { fromPersonId: "ana", toPersonId: "luz", kind: "parent" },
      { fromPersonId: "luz", toPersonId: "teo", kind: "sibling" },
    ],
    today,
  };
  const tie = (fromPersonId: string, toPersonId: string, kind: string, from = today) =>
    addRelationship(state, { fromPersonId, toPersonId, kind, from });

  test.each([
    ["the same tie twice", tie("ana", "luz", "parent"), "already_related"],
    ["a mutual tie told the other way round", tie("teo", "luz", "sibling"), "already_related"],
    ["a tie with oneself", tie("ana", "ana", "friend"), "same_person"],
    ["a tie with somebody out of the file", tie("ana", "eva", "friend"), "not_a_member"],
    ["a tie to come", tie("ana", "teo", "parent", "2026-11-22"), "day_in_future"],
  ])("refuses %s", (_, result, code) => {
    expect(result).toMatchObject({ ok: false, failure: { code } });
  });

  test("takes a tie that has a direction the other way round", () => {
    expect(tie("luz", "ana", "guardian")).toMatchObject({ ok: true });
    expect(tie("luz", "ana", "parent")).toMatchObject({ ok: true });
  });
});

describe("alerts", () => {
  const alert = { version: 3, reviewOn: "2026-12-01", endedOn: null };
  test("is raised with a day to look at it again that has not gone by", () => {
    expect(raiseAlert({ text: " perro suelto ", reviewOn: today }, today)).toMatchObject({
      value: { text: "perro suelto" },
    });
    expect(raiseAlert({ text: "perro", reviewOn: "2026-11-20" }, today)).toMatchObject({
      failure: { code: "day_in_past" },
    });
  });
  test("ends once, and only as it was last seen", () => {
    expect(endAlert(alert, 3, today)).toEqual({ ok: true, value: today });
    expect(endAlert(alert, 2, today)).toMatchObject({ failure: { code: "stale" } });
    expect(endAlert({ ...alert, endedOn: "2026-11-01" }, 3, today)).toMatchObject({
      failure: { code: "already_ended" },
    });
  });
  test("is kept on with a new day", () => {
    expect(reviewAlert(alert, { baseVersion: 3, reviewOn: "2027-02-01" }, today)).toEqual({
      ok: true,
      value: "2027-02-01",
    });
    expect(reviewAlert(alert, { baseVersion: 2, reviewOn: "2027-02-01" }, today)).toMatchObject({
      failure: { code: "stale", conflict: [{ field: "reviewOn", yours: "2027-02-01", theirs: "2026-12-01" }] },
    });
    expect(reviewAlert(alert, { baseVersion: 3, reviewOn: "2026-01-01" }, today)).toMatchObject({
      failure: { code: "day_in_past" },
    });
  });
});

describe("an address", () => {
  const address = {
    id: "a",
    householdId: "h",
    line: " Calle del Río 3 ",
    locality: "",
    postalCode: "",
    confidentiality: "sealed" as const,
    since: today,
  };
  test("is never below what contact data are, and sealed when asked", () => {
    expect(readAddress(address, today)).toMatchObject({ value: { level: 4, line: "Calle del Río 3" } });
    expect(readAddress({ ...address, confidentiality: "sensitive" }, today)).toMatchObject({ value: { level: 2 } });
    expect(readAddress({ ...address, since: "2026-11-22" }, today)).toMatchObject({
      failure: { code: "day_in_future" },
    });
  });
});
