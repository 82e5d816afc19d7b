import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { addCase, addPublishedPack } from "../../../tests/builders/fieldwork.ts";
import { aPack } from "../../../tests/builders/packFiles.ts";
import {
  addHousehold,
  addPersonWith,
  addTenant,
  addToTeam,
  openWorld,
  type Person,
  type Tenant,
} from "../../../tests/builders/world.ts";
import * as contracts from "../../contracts/assessments.ts";
import { enterFamilyMode, leaveFamilyMode, setFamilyModePin } from "../../contracts/auth.ts";
import { publishInstrument } from "../../contracts/instruments.ts";
import type { Answers } from "../../core/instruments/answers.ts";
import { buildApp } from "../app.ts";

const world = await openWorld();
const app = await buildApp(world.surroundings);
const bed = aPack().instruments.bancal;
let tenant: Tenant;
let worker: Person;
let caller: Caller;
let packVersionId: string;
const instrumentVersionId = randomUUID();

beforeAll(async () => {
  tenant = await addTenant(world);
  worker = await addPersonWith(world, tenant, "family_worker");
  caller = await signInAs(app, world, worker);
  packVersionId = await addPublishedPack(world, tenant);
  const director = await signInAs(app, world, await addPersonWith(world, tenant, "programme_director"));
  const published = await director.operate(publishInstrument, { instrumentVersionId, definition: bed, origin: "test" });
  expect(published.statusCode).toBe(200);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const withered = { colour: "dry", watering: "dry", basil: "green", marigold: "green" };
const lush = { colour: "lush", watering: "dry", basil: "shy", marigold: "green" };

/** A family with an open case at the table with its worker. */
async function atTheTable() {
  const household = await addHousehold(world, tenant, { registeredBy: worker });
  await addToTeam(world, household, worker);
  const caseId = await addCase(world, household, { packVersionId });
  const open = async (openedOn: string, correctsId?: string) => {
    const assessmentId = randomUUID();
    const input = { assessmentId, caseId, instrumentVersionId, openedOn, ...(correctsId ? { correctsId } : {}) };
    return { assessmentId, response: await caller.operate(contracts.openAssessment, input) };
  };
  return { householdId: household.id, caseId, open };
}

const read = async (assessmentId: string) => (await caller.ask(contracts.assessment, { assessmentId })).json();

async function save(who: "family" | "team", assessmentId: string, given: { answers: Answers; finished?: boolean }) {
  const { version } = await read(assessmentId);
  const [contract, extra] =
    who === "family" ? [contracts.saveFamilyAnswers, { priorities: ["watering"] }] : [contracts.saveTeamAnswers, {}];
  const input = { assessmentId, baseVersion: version, answers: given.answers, finished: given.finished ?? true };
  return caller.operate(contract, { ...input, ...extra });
}

async function close(assessmentId: string, changes: { closedOn?: string; discussions?: contracts.Discussion[] } = {}) {
  const { version, differences } = await read(assessmentId);
  const talked = differences.map(({ item }: { item: string }) => ({ item, note: "Lo miramos juntas." }));
  return caller.operate(contracts.closeAssessment, {
    assessmentId,
    baseVersion: version,
    discussions: changes.discussions ?? talked,
    priorities: ["colour"],
    closedOn: changes.closedOn ?? "2026-03-02",
  });
}

async function whole(table: Awaited<ReturnType<typeof atTheTable>>, day: string, answers: Answers) {
  const { assessmentId } = await table.open(day);
  await save("family", assessmentId, { answers });
  await save("team", assessmentId, { answers: { ...withered, snails: "few" } });
  const closed = await close(assessmentId, { closedOn: day });
  expect(closed.statusCode).toBe(200);
  return assessmentId;
}

describe("a joint assessment", () => {
  it("goes from the family to the team to the talk, each rating without sight of the other's", async () => {
    const table = await atTheTable();
    const { assessmentId } = await table.open("2026-03-01");
    expect(await read(assessmentId)).toMatchObject({
      state: "family_answering",
      addressForm: "tu",
      householdName: "Familia Soto Prado",
      teamAnswers: null,
    });
    expect((await save("family", assessmentId, { answers: lush })).json()).toMatchObject({ state: "team_answering" });
    const hidden = await read(assessmentId);
    expect(hidden).toMatchObject({ familyAnswers: null, differences: [], priorities: ["watering"] });
    expect(JSON.stringify(hidden)).not.toContain('"colour":"lush"');
    const team = { answers: { ...withered, snails: "few" } };
    expect((await save("team", assessmentId, team)).json()).toMatchObject({ state: "discussing" });
    const talk = await read(assessmentId);
    expect(talk).toMatchObject({ familyAnswers: lush, teamAnswers: team.answers });
    expect(talk.differences).toMatchObject([{ item: "colour", family: "lush", team: "dry", steps: 2 }]);
  });

  it("keeps a draft of the family open and unfinished, and refuses it on an older version with both values", async () => {
    const { assessmentId } = await (await atTheTable()).open("2026-03-01");
    const draft = await save("family", assessmentId, { answers: { worms: 3 }, finished: false });
    expect(draft.json()).toMatchObject({ version: 2, state: "family_answering" });
    const stale = await caller.operate(contracts.saveFamilyAnswers, {
      assessmentId,
      baseVersion: 1,
      answers: { worms: 4 },
      priorities: [],
      finished: false,
    });
    expect(stale.statusCode).toBe(409);
    expect(stale.json().error).toMatchObject({ code: "stale", conflict: [{ field: "worms", yours: 4, theirs: 3 }] });
  });

  it("is finished only when every question that must be answered is, and names those that are not", async () => {
    const { assessmentId } = await (await atTheTable()).open("2026-03-01");
    const refused = await save("family", assessmentId, { answers: { worms: 3, earth: "dry" } });
    expect(refused.statusCode).toBe(422);
    expect(refused.json().error.fields.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual([
      ["colour", "missing_required"],
      ["earth", "text_pending"],
    ]);
  });

  it("is closed only with a word on every difference, and then holds what was shown and what it scores", async () => {
    const table = await atTheTable();
    const { assessmentId } = await table.open("2026-03-01");
    await save("family", assessmentId, { answers: lush });
    await save("team", assessmentId, { answers: { ...withered, snails: "few" } });
    expect((await close(assessmentId, { discussions: [] })).json().error).toMatchObject({
      code: "discussion_missing",
      fields: [{ path: "colour" }],
    });
    expect((await close(assessmentId)).json()).toMatchObject({ state: "closed" });
    const { rows } = await world.owner.query(
      `select rater, dimension, score::text, band from assessment_score where assessment_id = $1 order by rater, dimension`,
      [assessmentId],
    );
    expect(rows).toEqual([
      { rater: "family", dimension: "company", score: "1", band: "among_friends" },
      { rater: "family", dimension: "soil", score: "2", band: null },
      { rater: "family", dimension: "water", score: "0", band: null },
      { rater: "team", dimension: "company", score: "1", band: "among_friends" },
      { rater: "team", dimension: "soil", score: "0", band: null },
      { rater: "team", dimension: "water", score: "0", band: null },
    ]);
    const shown = (await caller.ask(contracts.assessmentAsShown, { assessmentId })).json().asShown;
    const words = shown[0].pages.flatMap(({ lines }: { lines: unknown[] }) => lines);
    expect(words).toContainEqual(
      expect.objectContaining({ text: "¿Cómo la ves después de regar?", shownAnswer: "Mustio" }),
    );
  });

  it("never changes once closed: neither by an operation nor by the application's own hand", async () => {
    const assessmentId = await whole(await atTheTable(), "2026-03-02", lush);
    expect((await save("family", assessmentId, { answers: withered })).json().error.code).toBe("wrong_state");
    const change = world.owner.query("update assessment set family_answers = '{}' where id = $1", [assessmentId]);
    await expect(change).rejects.toThrow("a closed assessment is immutable");
  });
});

describe("change over time", () => {
  it("compares the first and the last closed assessment, dimension by dimension", async () => {
    const table = await atTheTable();
    const first = await whole(table, "2026-03-02", withered);
    const second = await whole(table, "2026-04-02", { ...withered, colour: "lush" });
    const history = (await caller.ask(contracts.assessmentHistory, { householdId: table.householdId })).json();
    expect(history.assessments.map(({ number }: { number: number }) => number)).toEqual([2, 1]);
    const [change] = history.changes;
    expect(change).toMatchObject({ firstId: first, lastId: second, firstOn: "2026-03-02", lastOn: "2026-04-02" });
    expect(change.changes.filter(({ rater }: { rater: string }) => rater === "family")).toMatchObject([
      { dimension: "soil", before: 0, after: 2, course: "better" },
      { dimension: "water", change: 0, course: "same" },
      { dimension: "company", bandAfter: "among_friends", course: "same" },
    ]);
    expect(history.instruments[0].dimensions[2]).toMatchObject({
      id: "company",
      lowest: 0,
      highest: 2,
      bands: [{ id: "lonely" }, { id: "among_friends" }],
    });
  });

  it("counts a correction instead of what it corrects", async () => {
    const table = await atTheTable();
    const wrong = await whole(table, "2026-03-02", lush);
    const { assessmentId } = await table.open("2026-03-03", wrong);
    await save("family", assessmentId, { answers: withered });
    await save("team", assessmentId, { answers: { ...withered, snails: "few" } });
    await close(assessmentId, { closedOn: "2026-03-03" });
    const history = (await caller.ask(contracts.assessmentHistory, { householdId: table.householdId })).json();
    expect(history.assessments).toHaveLength(2);
    expect(history.changes).toEqual([]);
  });
});

describe("beginning", () => {
  it("offers the programme's instruments first, and leads back to the one that is not finished", async () => {
    const table = await atTheTable();
    const ask = async () => (await caller.ask(contracts.assessmentOptions, { householdId: table.householdId })).json();
    const bedOption = { instrumentId: "bancal", use: "shared", questions: 7, pendingItems: 1, unfinishedId: null };
    expect(await ask()).toMatchObject({ caseId: table.caseId, instruments: [bedOption] });
    const { assessmentId } = await table.open("2026-03-01");
    expect((await ask()).instruments[0].unfinishedId).toBe(assessmentId);
    expect((await table.open("2026-03-02")).response.json().error.code).toBe("already_open");
  });

  it("offers nothing to begin where no case is open, and nothing at all on a family of others", async () => {
    const household = await addHousehold(world, tenant, { registeredBy: worker });
    expect((await caller.ask(contracts.assessmentOptions, { householdId: household.id })).statusCode).toBe(404);
    await addToTeam(world, household, worker);
    const options = (await caller.ask(contracts.assessmentOptions, { householdId: household.id })).json();
    expect(options.caseId).toBeNull();
  });
});

describe("a screen lent to the family", () => {
  it("shows its own answers and nothing of the team, saves them, and sees no other family's", async () => {
    const table = await atTheTable();
    const { assessmentId } = await table.open("2026-03-01");
    const other = await (await atTheTable()).open("2026-03-01");
    await world.owner.query("update assessment set team_answers = $2 where id = $1", [
      assessmentId,
      '{"snails":"many"}',
    ]);
    await caller.call(setFamilyModePin, { pin: "2580" });
    await caller.call(enterFamilyMode, { householdId: table.householdId, assessmentId });
    const seen = await read(assessmentId);
    expect(seen).toMatchObject({ teamAnswers: null, differences: [], discussions: [], scores: null });
    expect((await caller.ask(contracts.assessment, { assessmentId: other.assessmentId })).statusCode).toBe(404);
    expect((await caller.ask(contracts.assessmentHistory, { householdId: table.householdId })).statusCode).toBe(403);
    expect((await save("family", assessmentId, { answers: lush })).json()).toMatchObject({ state: "team_answering" });
    expect((await read(assessmentId)).teamAnswers).toBeNull();
    await caller.call(leaveFamilyMode, { pin: "2580" });
    expect((await read(assessmentId)).familyAnswers).toBeNull();
  });
});
