import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addCase, addMemberTo } from "../../../tests/builders/fieldwork.ts";
import { aFamily, aMember, aReferral } from "../../../tests/builders/intake.ts";
import {
  expectAllowed,
  openPermissionWorld,
  type PermissionWorld,
  type Relation,
} from "../../../tests/builders/permissions.ts";
import type { Household } from "../../../tests/builders/world.ts";
import * as cases from "../../contracts/cases.ts";
import * as consents from "../../contracts/consents.ts";
import type { OperationContract } from "../../contracts/contract.ts";
import * as households from "../../contracts/households.ts";
import * as referrals from "../../contracts/referrals.ts";

let matrix: PermissionWorld;
beforeAll(async () => {
  matrix = await openPermissionWorld();
});
afterAll(() => matrix.close());

const withFamily: readonly Relation[] = ["worker_of_team", "supervisor"];
const intake: readonly Relation[] = ["worker_of_team", "worker_not_of_team", "worker_excluded", "supervisor"];

async function row(table: string, values: Record<string, unknown>): Promise<string> {
  const id = randomUUID();
  const all: Record<string, unknown> = { tenant_id: matrix.tenant.id, id, ...values };
  const names = Object.keys(all);
  await matrix.world.owner.query(
    `insert into ${table} (${names.join(", ")}) values (${names.map((_, index) => `$${index + 1}`).join(", ")})`,
    Object.values(all),
  );
  return id;
}

function referralRow(state: string, householdId: string | null = null): Promise<string> {
  return row("referral", {
    code: randomUUID(),
    territory_id: matrix.tenant.north,
    pack_version_id: matrix.packVersionId,
    received_on: "2026-02-01",
    source_kind: "school",
    reason: "motivo",
    family_name: "Rojas",
    state,
    household_id: householdId,
    facts: JSON.stringify({ minutes_walking: 5 }),
    screening:
      state === "received"
        ? null
        : JSON.stringify({ on: "2026-02-01", proposed: "welcome", groups: [], conditions: [] }),
    registered_by: matrix.people.supervisor.person.id,
  });
}

async function familyWith(what: (household: Household) => Promise<string>): Promise<readonly [Household, string]> {
  const household = await matrix.family();
  return [household, await what(household)];
}
const mother = (household: Household) => addMemberTo(matrix.world, household, "Ana", "reference");
const alert = ({ id }: Household) =>
  row("alert", {
    household_id: id,
    text: "perro suelto",
    raised_by: matrix.people.supervisor.person.id,
    raised_on: "2026-02-01",
    review_on: "2026-03-01",
  });
const consentOf = async (household: Household) =>
  row("consent", {
    household_id: household.id,
    person_id: await mother(household),
    purpose: "care",
    manner: "verbal",
    given_on: "2026-02-01",
    recorded_by: matrix.people.supervisor.person.id,
  });
const openCaseOf = (household: Household) => addCase(matrix.world, household, { packVersionId: matrix.packVersionId });
const person = {
  givenNames: "Ana",
  firstSurname: "Soto",
  secondSurname: "",
  birth: null,
  sex: "female",
  languages: [],
};
const far = "2099-01-01";

type Case = readonly [OperationContract, readonly Relation[], () => Promise<unknown> | unknown];
const table: readonly Case[] = [
  [
    referrals.registerReferral,
    intake,
    () => aReferral({ territoryId: matrix.tenant.north, packVersionId: matrix.packVersionId }),
  ],
  [
    referrals.screenReferral,
    intake,
    async () => ({ referralId: await referralRow("received"), baseVersion: 1, facts: {} }),
  ],
  [
    referrals.decideReferral,
    intake,
    async () => ({
      referralId: await referralRow("screened"),
      baseVersion: 1,
      outcome: "welcome",
      reasons: [],
      explanation: "",
    }),
  ],
  [households.registerHousehold, intake, async () => aFamily(await referralRow("accepted"))],
  [
    referrals.linkReferral,
    withFamily,
    async () => ({
      referralId: await referralRow("accepted"),
      baseVersion: 1,
      householdId: (await matrix.family()).id,
    }),
  ],
  [
    households.addMember,
    withFamily,
    async () => ({ householdId: (await matrix.family()).id, member: aMember({ role: "child" }) }),
  ],
  [
    households.endMembership,
    withFamily,
    async () => {
      const [household] = await familyWith(mother);
      const { rows } = await matrix.world.owner.query("select id from household_member where household_id = $1", [
        household.id,
      ]);
      return { membershipId: rows[0].id, baseVersion: 1, endedOn: "2026-03-01" };
    },
  ],
  [
    households.correctPerson,
    withFamily,
    async () => {
      const [household, personId] = await familyWith(mother);
      return { householdId: household.id, personId, baseVersion: 1, person };
    },
  ],
  [
    households.addDocument,
    withFamily,
    async () => {
      const [household, personId] = await familyWith(mother);
      return { householdId: household.id, personId, document: { id: randomUUID(), kind: "dni", number: "12345678Z" } };
    },
  ],
  [
    households.addContact,
    withFamily,
    async () => {
      const [household, personId] = await familyWith(mother);
      const contact = { id: randomUUID(), kind: "phone", value: "600 000 000", safe: true };
      return { householdId: household.id, personId, contact };
    },
  ],
  [
    households.addRelationship,
    withFamily,
    async () => {
      const [household, fromPersonId] = await familyWith(mother);
      const toPersonId = await addMemberTo(matrix.world, household, "Teo", "child");
      const tie = { kind: "parent", strength: "strong", from: "2026-02-01" };
      return { id: randomUUID(), householdId: household.id, fromPersonId, toPersonId, ...tie };
    },
  ],
  [
    households.endRelationship,
    withFamily,
    async () => {
      const [household, from] = await familyWith(mother);
      const to = await addMemberTo(matrix.world, household, "Teo", "child");
      const relationshipId = await row("relationship", {
        household_id: household.id,
        from_person_id: from,
        to_person_id: to,
        kind: "parent",
        valid_from: "2026-01-01",
      });
      return { relationshipId, endedOn: "2026-03-01" };
    },
  ],
  [
    households.recordAddress,
    [...withFamily, "authority"],
    async () => ({
      id: randomUUID(),
      householdId: (await matrix.family()).id,
      line: "Calle del Río 3",
      locality: "Valdecantos",
      postalCode: "02003",
      confidentiality: "sensitive",
      since: "2026-02-01",
    }),
  ],
  [
    households.raiseAlert,
    withFamily,
    async () => ({ id: randomUUID(), householdId: (await matrix.family()).id, text: "perro suelto", reviewOn: far }),
  ],
  [households.endAlert, withFamily, async () => ({ alertId: (await familyWith(alert))[1], baseVersion: 1 })],
  [
    households.reviewAlert,
    withFamily,
    async () => ({ alertId: (await familyWith(alert))[1], baseVersion: 1, reviewOn: far }),
  ],
  [
    consents.recordConsent,
    withFamily,
    async () => {
      const [household, personId] = await familyWith(mother);
      const how = { purpose: "care", manner: "verbal", givenOn: "2026-02-01" };
      return { id: randomUUID(), householdId: household.id, personId, ...how };
    },
  ],
  [
    consents.withdrawConsent,
    withFamily,
    async () => ({
      consentId: (await familyWith(consentOf))[1],
      baseVersion: 1,
      withdrawnOn: "2026-02-02",
      reason: "Ya no quiere.",
    }),
  ],
  [
    cases.openCase,
    withFamily,
    async () => {
      const [household] = await familyWith(consentOf);
      return { id: randomUUID(), householdId: household.id, referralId: await referralRow("accepted", household.id) };
    },
  ],
  [
    cases.closeCase,
    withFamily,
    async () => ({
      caseId: (await familyWith(openCaseOf))[1],
      baseVersion: 1,
      to: "compost",
      closing: "moved_house",
      closedOn: "2026-03-01",
      words: "Se mudan y siguen con otro equipo.",
    }),
  ],
  [
    cases.assignTeam,
    ["supervisor"],
    async () => ({
      id: randomUUID(),
      householdId: (await matrix.family()).id,
      userId: matrix.people.worker_not_of_team.person.id,
      role: "lead",
      from: "2026-02-01",
    }),
  ],
  [
    cases.leaveTeam,
    ["supervisor"],
    async () => {
      const { id } = await matrix.family();
      const { rows } = await matrix.world.owner.query("select id from household_team where household_id = $1", [id]);
      return { teamMemberId: rows[0].id, endedOn: "2026-03-01" };
    },
  ],
];

describe("who is let through both walls", () => {
  test.each(table.map(([contract, ...rest]) => [contract.name, contract, ...rest] as const))(
    "%s",
    async (_, contract, allowed, input) => {
      await expectAllowed(matrix, contract, { allowed, input });
    },
  );

  test("moveStage is judged by the programme's table after the policy", async () => {
    const answers = new Map<string, number>();
    for (const [relation, { caller }] of Object.entries(matrix.people)) {
      const [, caseId] = await familyWith(openCaseOf);
      const response = await caller.operate(cases.moveStage, { caseId, baseVersion: 1, to: "growing", reason: "" });
      answers.set(relation, response.json().error.code);
    }
    const expected = new Map(
      Object.keys(matrix.people).map((relation) => {
        if (relation === "worker_of_team") return [relation, "guard_not_met"];
        if (relation === "supervisor") return [relation, "role_not_allowed"];
        const sees = ["peer_of_team", "director", "authority"].includes(relation);
        return [relation, sees ? "forbidden" : "not_found"];
      }),
    );
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(expected));
  });
});
