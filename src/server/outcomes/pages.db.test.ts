import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { countPublication } from "../../../tests/builders/publications.ts";
import { type Agency, addAgency, load } from "../../../tests/builders/returns.ts";
import { addPerson, addPersonWith, addTenant, grant, openWorld } from "../../../tests/builders/world.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import * as contracts from "../../contracts/outcomes.ts";
import { publishSnapshot } from "../../contracts/publications.ts";
import { indicators } from "../../core/outcomes/indicators.ts";
import { buildApp } from "../app.ts";
import { tellStays } from "../care/stays.ts";

const world = await openWorld();
let app: FastifyInstance;
let agency: Agency;
let director: Caller;
let evaluator: Caller;
let elsewhere: Caller;
let stranger: Caller;
const YEAR = { from: "2017-04-01", to: "2018-03-31" };

beforeAll(async () => {
  app = await buildApp(world.surroundings);
  agency = await addAgency(world);
  await load(agency, "tests/data/ssda903/multi-year-2017-2021");
  const { tenant, director: who } = agency;
  director = await signInAs(app, world, {
    tenantId: tenant.id,
    id: who.actor.userId,
    email: agency.email,
    displayName: "",
  });
  evaluator = await signInAs(app, world, await addPersonWith(world, tenant, "evaluator"));
  const far = await addPerson(world, tenant);
  await grant(world, far, { role: "programme_director", territoryId: tenant.north });
  elsewhere = await signInAs(app, world, far);
  stranger = await signInAs(app, world, await addPersonWith(world, await addTenant(world), "programme_director"));
});
afterAll(async () => {
  await app.close();
  await world.close();
});

async function overview(who: Caller, asked: Record<string, string> = {}) {
  const answer = await who.ask(contracts.outcomesOverview, asked);
  expect([answer.statusCode, answer.body.slice(0, 200)]).toEqual([200, expect.any(String)]);
  return answer.json() as OutputOf<typeof contracts.outcomesOverview>;
}
async function outcome(who: Caller, indicator: string, asked: Record<string, string> = {}) {
  const answer = await who.ask(contracts.outcome, { indicator, ...asked });
  expect([answer.statusCode, answer.body.slice(0, 200)]).toEqual([200, expect.any(String)]);
  return answer.json() as OutputOf<typeof contracts.outcome>;
}
async function members(who: Caller, asked: Record<string, string>) {
  const answer = await who.ask(contracts.outcomeMembers, { ...YEAR, ...asked });
  expect(answer.statusCode).toBe(200);
  return answer.json() as OutputOf<typeof contracts.outcomeMembers>;
}

describe("the page over all outcomes", () => {
  test("has nine outcomes and every indicator once", async () => {
    const page = await overview(director, YEAR);
    expect(page.outcomes.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const rows = [...page.outcomes.flatMap((one) => one.rows), ...page.others];
    expect(rows.map(({ indicator }) => indicator).sort()).toEqual(indicators.map(({ id }) => id).sort());
  });

  test("says why a value is missing and never shows 0 instead", async () => {
    const page = await overview(director, YEAR);
    const rows = [...page.outcomes.flatMap((one) => one.rows), ...page.others];
    for (const { figure } of rows) expect(figure.value === null).toBe(figure.noData !== null);
    const why = Object.fromEntries(rows.map(({ indicator, figure }) => [indicator, figure.noData?.code]));
    expect(why).toMatchObject({
      "cfsr4.s1": "no_reports",
      "cfsr4.entryrate": "no_population",
      "fci.13": "policy_checklist",
      "f2f.siblings_all": "no_siblings",
      "f2f.distance": "distance_not_collected",
      "cfsr4.p1": undefined,
    });
  });

  test("gives each indicator its own latest complete year when no period is asked", async () => {
    const page = await overview(director, { live: "yes" });
    const figures = new Map(
      page.outcomes.flatMap((one) => one.rows).map(({ indicator, figure }) => [indicator, figure]),
    );
    expect([figures.get("cfsr4.p4")?.to, figures.get("f2f.congregate")?.to]).toEqual(["2021-03-31", "2022-03-31"]);
  });

  test("shows nobody else's agency", async () => {
    for (const who of [elsewhere, stranger]) {
      const page = await overview(who);
      expect([page.sources, page.sourceId]).toEqual([[], null]);
      const rows = [...page.outcomes.flatMap((one) => one.rows), ...page.others];
      expect(rows.every(({ figure }) => figure.value === null)).toBe(true);
      const asked = await who.ask(contracts.outcomesOverview, { sourceId: agency.sourceId });
      expect(asked.statusCode).toBe(404);
    }
  });
});

describe("one indicator", () => {
  test("carries its definition, its groups and those left out", async () => {
    const page = await outcome(director, "cfsr4.p1", YEAR);
    expect(page.figure).toMatchObject({ numerator: 16, denominator: 80, value: 20, verdict: expect.any(String) });
    expect(page.figure.excluded).toContainEqual(expect.objectContaining({ reason: "short_stay", n: 3 }));
    expect(page.definition).toMatchObject({ standing: "FACT", cohort: "entry", cohortWarning: null });
    for (const { groups } of page.breakdowns) {
      expect(groups.reduce((sum, one) => sum + (one.numerator ?? 0), 0)).toBe(16);
      expect(groups.reduce((sum, one) => sum + (one.denominator ?? 0), 0)).toBe(80);
    }
    const sex = page.disparities.find(({ dimension }) => dimension === "sex");
    expect(sex?.groups.filter(({ isReference }) => isReference)).toEqual([expect.objectContaining({ ratio: 1 })]);
    expect(page.benchmark?.states.length).toBeGreaterThan(40);
    expect(page.trend).toHaveLength(5);
  });

  test("warns of the cohorts that mislead about length of stay", async () => {
    expect((await outcome(director, "cfsr4.p4", YEAR)).definition.cohortWarning).toMatch(/cuánto dura/);
    expect((await outcome(director, "f2f.congregate", YEAR)).definition.cohortWarning).toMatch(/cuánto dura/);
  });

  test("opens to exactly the children it counts, in pages, and the opening is kept", async () => {
    const inside = await members(evaluator, { indicator: "cfsr4.p1", side: "in" });
    expect([inside.total, inside.members.length]).toEqual([80, 50]);
    const rest = await members(evaluator, { indicator: "cfsr4.p1", side: "in", page: "2" });
    expect(new Set([...inside.members, ...rest.members].map(({ childId }) => childId)).size).toBe(80);
    expect((await members(evaluator, { indicator: "cfsr4.p1", side: "in", counted: "yes" })).total).toBe(16);
    const out = await members(evaluator, { indicator: "cfsr4.p1", side: "out", reason: "short_stay" });
    expect(out.members.map(({ reason }) => reason)).toEqual(Array(3).fill("Estuvo menos de 8 días"));
    const { rows } = await world.owner.query(
      "select shown_count from read_log where tenant_id = $1 and query = 'outcomeMembers' order by at",
      [agency.tenant.id],
    );
    expect(rows.map((row) => row.shown_count)).toEqual([50, 30, 16, 3]);
  });

  test("is refused to whoever may not read children in care", async () => {
    const worker = await signInAs(app, world, await addPersonWith(world, agency.tenant, "family_worker"));
    const asked = { indicator: "cfsr4.p1", side: "in" };
    expect((await worker.ask(contracts.outcomeMembers, asked)).statusCode).toBe(403);
    expect((await worker.ask(contracts.outcome, { indicator: "cfsr4.p1" })).statusCode).toBe(403);
    expect((await stranger.ask(contracts.outcomeMembers, { ...asked, sourceId: agency.sourceId })).statusCode).toBe(
      404,
    );
  });
});

test("of every hundred, whole children that add up to a hundred", async () => {
  const answer = await director.ask(contracts.lengthOfStay, YEAR);
  const page = answer.json() as OutputOf<typeof contracts.lengthOfStay>;
  expect([page.n, page.quartiles.median.days]).toEqual([80, 447]);
  for (const { parts } of page.ofHundred) expect(parts.reduce((sum, { children }) => sum + children, 0)).toBe(100);
  expect(page.biased).toMatchObject({ exitCohortMedian: 313, pointInTimeMedian: 439 });
});

test("checks tell rows, limit and who can fix it; what was not run has not passed", async () => {
  const page = (await director.ask(contracts.dataQuality, {})).json() as OutputOf<typeof contracts.dataQuality>;
  const first = page.checks.find(({ id }) => id === "first_removals");
  expect(first).toMatchObject({ n: 399, of: 415, limit: 95, state: "exceeded" });
  expect(page.checks.find(({ id }) => id === "victim_age_missing")?.state).toBe("not_run");
  expect(page.verdict).toBe("poor");
  const rows = await director.ask(contracts.dataQualityRows, { check: "entry_missing" });
  expect(rows.json().total).toBe(page.checks.find(({ id }) => id === "entry_missing")?.n);
});

describe("a publication", () => {
  test("keeps what it said when facts and definitions change, and hides small groups", async () => {
    const snapshotId = randomUUID();
    const input = { snapshotId, sourceId: agency.sourceId, ...YEAR };
    expect((await director.operate(publishSnapshot, input)).statusCode).toBe(200);
    await countPublication(world, snapshotId);
    const page = await outcome(evaluator, "cfsr4.p1");
    expect(page.snapshot?.id).toBe(snapshotId);
    expect(page.figure).toMatchObject({ numerator: 16, denominator: 80 });
    for (const { groups } of [...page.breakdowns, ...page.disparities]) {
      for (const one of groups)
        if (one.hidden) expect(JSON.stringify({ ...one, group: 0, label: 0 })).not.toMatch(/:[1-9]/);
    }
    const small = page.breakdowns.flatMap(({ groups }) => groups).filter(({ hidden }) => !hidden);
    expect(small.filter(({ numerator }) => numerator !== null && numerator > 0 && numerator <= 10)).toEqual([]);
    expect(small.length).toBeGreaterThan(0);
    await world.owner.query("update care_period set ended_on = null, exit_group = null where source_id = $1", [
      agency.sourceId,
    ]);
    await tellStays(world.owner, agency.tenant.id, agency.sourceId);
    expect((await outcome(evaluator, "cfsr4.p1")).figure).toEqual(page.figure);
    expect((await outcome(evaluator, "cfsr4.p1", YEAR)).figure.numerator).toBe(0);
    expect((await overview(evaluator)).snapshot?.id).toBe(snapshotId);
  });

  test("tells no figure, trend or reason for leaving out of few children, though a count of now does", async () => {
    const few = (value: number | null) => value !== null && value > 0 && value <= 10;
    const live = await overview(director, YEAR);
    const told = await overview(evaluator);
    const rowsOf = ({ outcomes, others }: typeof told) => [...outcomes.flatMap(({ rows }) => rows), ...others];
    const countsOf = ({ figure, trend, unit }: ReturnType<typeof rowsOf>[number]) =>
      [figure, ...trend].flatMap(({ numerator, denominator }) => [
        numerator,
        denominator,
        unit === "%" && numerator !== null && denominator !== null ? denominator - numerator : null,
      ]);
    const leftOut = ({ figure }: ReturnType<typeof rowsOf>[number]) => figure.excluded.map(({ n }) => n);
    expect(rowsOf(live).flatMap(countsOf).filter(few).length).toBeGreaterThan(0);
    expect(rowsOf(told).flatMap(countsOf).filter(few)).toEqual([]);
    expect(rowsOf(told).flatMap(leftOut).filter(few)).toEqual([]);
    const hidden = rowsOf(told).filter(({ figure }) => figure.noData?.code === "too_few");
    expect(hidden.length).toBeGreaterThan(0);
    for (const { indicator, figure } of hidden) {
      expect(figure).toMatchObject({ value: null, numerator: null, denominator: null, verdict: "no_data" });
      const page = await outcome(evaluator, indicator);
      expect(page.breakdowns.flatMap(({ groups }) => groups).every((one) => one.hidden && one.value === null)).toBe(
        true,
      );
      expect(
        page.disparities.flatMap(({ groups }) => groups).every(({ ratio, of }) => ratio === null && of === null),
      ).toBe(true);
    }
  });

  test("says of every hundred only where each part is more than a few children", async () => {
    const page = (await evaluator.ask(contracts.lengthOfStay, {})).json() as OutputOf<typeof contracts.lengthOfStay>;
    expect(page.snapshot).not.toBeNull();
    const parts = page.ofHundred.flatMap((one) => one.parts);
    expect(parts.filter(({ share }) => share > 0 && Math.round(share * page.n) <= 10)).toEqual([]);
    expect(page.curve.filter(({ atRisk }) => atRisk > 0 && atRisk < 10)).toEqual([]);
    for (const { points } of page.incidence)
      expect(Math.round((points.at(-1)?.share ?? 0) * page.n)).toBeGreaterThan(10);
  });

  test("can be changed by nobody, not even the owner", async () => {
    for (const table of ["outcome_snapshot", "outcome_figure"]) {
      await expect(world.owner.query(`update ${table} set source_id = source_id`)).rejects.toThrow("append_only");
      await expect(world.owner.query(`delete from ${table}`)).rejects.toThrow("append_only");
    }
  });

  test("has another digest when the facts are others, and the same when they are the same", async () => {
    const publish = async () => {
      const input = { snapshotId: randomUUID(), sourceId: agency.sourceId, ...YEAR };
      await director.operate(publishSnapshot, input);
      await countPublication(world, input.snapshotId);
      return (await overview(director)).snapshot?.dataHash;
    };
    const once = await publish();
    expect(await publish()).toBe(once);
    await world.owner.query(
      "update care_period set lost_on = '2020-01-01' where id = (select id from care_period where source_id = $1 limit 1)",
      [agency.sourceId],
    );
    expect(await publish()).not.toBe(once);
    // Three publications, each of which looks for what protects every small group.
  }, 240_000);

  test("is not for those of another place", async () => {
    const input = { snapshotId: randomUUID(), sourceId: agency.sourceId, ...YEAR };
    for (const who of [evaluator, elsewhere, stranger]) {
      expect([403, 404]).toContain((await who.operate(publishSnapshot, input)).statusCode);
    }
    expect((await elsewhere.ask(contracts.outcomeSnapshots, {})).json().snapshots).toEqual([]);
  });
});

describe("a target", () => {
  const asked = (more: object) => ({
    sourceId: agency.sourceId,
    indicator: "cfsr4.p1",
    baseVersion: 0,
    target: 40,
    parameters: {},
    ...more,
  });

  test("is shown beside the value and changes only by whoever saw the last one", async () => {
    expect((await director.operate(contracts.setTarget, asked({}))).statusCode).toBe(200);
    expect((await director.operate(contracts.setTarget, asked({ target: 50 }))).statusCode).toBe(409);
    const page = await outcome(director, "cfsr4.p1", YEAR);
    expect([page.target, page.targetVersion]).toEqual([40, 1]);
  });

  test("changes the parameters no source fixes, and only those", async () => {
    const longer = asked({ baseVersion: 1, parameters: { withinDays: 370 } });
    expect((await director.operate(contracts.setTarget, longer)).statusCode).toBe(200);
    const page = await outcome(director, "cfsr4.p1", YEAR);
    expect(page.definition.parameters.find(({ id }) => id === "withinDays")).toMatchObject({ value: 370, usual: 365 });
    for (const parameters of [{ shortestStay: 1 }, { withinDays: 9999 }, { nothing: 1 }]) {
      const answer = await director.operate(contracts.setTarget, asked({ baseVersion: 2, parameters }));
      expect(answer.statusCode).toBe(422);
    }
  });
});
