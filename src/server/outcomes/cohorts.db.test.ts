import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  addCareSource,
  addChild,
  addPeriod,
  addPopulation,
  addReport,
  addSiblings,
  type CareSource,
  type ChildFacts,
  type PeriodFacts,
  type SettingFacts,
} from "../../../tests/builders/care.ts";
import { addPersonWith, addTenant, openWorld, type Person, type Tenant } from "../../../tests/builders/world.ts";
import { findIndicator } from "../../core/outcomes/indicators.ts";
import { tellStays } from "../care/stays.ts";
import { inTransaction } from "../database/transaction.ts";
import { type Computed, computeIndicator } from "./compute.ts";
import { startEngine } from "./engine.ts";
import { listMembers } from "./members.read.ts";

const YEAR = { from: "2024-10-01", to: "2025-09-30" };
const UNTIL = "2026-12-31";
const world = await openWorld();
let tenant: Tenant;
let director: Person;
let source: CareSource;
let children = 0;

beforeAll(async () => {
  tenant = await addTenant(world);
  director = await addPersonWith(world, tenant, "programme_director");
});
beforeEach(async () => {
  source = await addCareSource(world, tenant, director, { until: UNTIL });
  children = 0;
});
afterAll(() => world.close());

async function child(facts: ChildFacts = {}): Promise<string> {
  children += 1;
  return addChild(world, source, `c${children}`, facts);
}
async function stay(
  period: PeriodFacts,
  settings: readonly SettingFacts[] = [],
  facts: ChildFacts = {},
): Promise<string> {
  const childId = await child(facts);
  await addPeriod(world, source, childId, period, settings);
  return childId;
}

function indicatorOf(id: string) {
  const indicator = findIndicator(id);
  if (!indicator) throw new Error(id);
  return indicator;
}

async function computed(id: string, parameters: Readonly<Record<string, number>> = {}): Promise<Computed> {
  const identity = { tenantId: tenant.id, userId: director.id, purpose: "care" };
  return inTransaction(world.pool, identity, async ({ db }) => {
    const read = { id: source.id, name: "", factsUntil: UNTIL, factsVersion: 1 };
    const targets = { [id]: { target: null, parameters, version: 1 } };
    const engine = await startEngine({ db, tenantId: tenant.id, source: read, targets, today: UNTIL });
    return computeIndicator(engine, indicatorOf(id), YEAR);
  });
}
async function sums(id: string, parameters?: Readonly<Record<string, number>>) {
  const { figure } = await computed(id, parameters);
  const out = Object.fromEntries(figure.excluded.map(({ reason, n }) => [reason, n]));
  return { sums: [figure.numerator, figure.denominator], out, missing: figure.missing, value: figure.value };
}

describe("maltreatment in care", () => {
  test("counts confirmed reports of the stay, by the day they were made, and days in care of the period", async () => {
    const long = await stay({ entry: "2024-01-01" });
    for (const report of [
      { on: "2025-01-10" },
      { on: "2025-01-11" },
      { on: "2025-03-01" },
      { on: "2025-04-01", substantiated: false },
      { on: "2025-05-01", occurred: "2023-12-31" },
      { on: "2025-10-01" },
      { on: "2024-09-30" },
    ])
      await addReport(world, source, long, report);
    const fresh = await stay({ entry: "2025-09-01", exit: "2025-09-21", reason: "reunification" });
    await addReport(world, source, fresh, { on: "2025-09-08" });
    await addReport(world, source, fresh, { on: "2025-09-09" });
    const short = await stay({ entry: "2025-02-01", exit: "2025-02-08", reason: "reunification" });
    await addReport(world, source, short, { on: "2025-02-08" });
    const found = await sums("cfsr4.s1");
    expect(found).toMatchObject({ sums: [3, 364 + 20], out: { short_stay: 1 } });
    expect(found.value).toBeCloseTo((3 / 384) * 100_000, 9);
  });

  test("is unknown where no report was ever loaded", async () => {
    await stay({ entry: "2024-01-01" });
    expect(await sums("cfsr4.s1")).toMatchObject({ value: null, missing: "no_reports" });
  });
});

test("recurrence looks for another fact, more than 14 days and at most 365 later", async () => {
  const again = async (...days: readonly { on: string; occurred?: string }[]) => {
    const childId = await child();
    for (const report of [{ on: "2025-01-01", occurred: "2024-12-30" }, ...days]) {
      await addReport(world, source, childId, report);
    }
  };
  await again({ on: "2025-01-15" });
  await again({ on: "2025-01-16" });
  await again({ on: "2026-01-01" });
  await again({ on: "2026-01-02" });
  await again({ on: "2025-06-01", occurred: "2024-12-30" });
  const unborn = await child({ birth: "2025-03-01" });
  await addReport(world, source, unborn, { on: "2025-02-01" });
  expect(await sums("cfsr4.s2")).toMatchObject({ sums: [2, 5], out: { unborn: 1 } });
});

describe("permanency of those already in care", () => {
  test("takes who had 12 to 23 months, or 24 and more, on the first day", async () => {
    const home = { reason: "reunification", exit: "2025-06-01" };
    await stay({ entry: "2023-10-01", ...home });
    await stay({ entry: "2023-10-02", ...home });
    await stay({ entry: "2022-10-02", exit: "2025-10-01", reason: "guardianship" });
    await stay({ entry: "2022-10-02", exit: "2025-10-02", reason: "guardianship" });
    await stay({ entry: "2022-10-01", ...home });
    await stay({ entry: "2023-01-01", exit: "2024-10-01", reason: "reunification" });
    await stay({ entry: "2023-01-01", exit: "2025-01-01" });
    await stay({ entry: "2023-01-01" }, [], { birth: "2006-10-01" });
    await stay({ entry: "2023-01-01", truncated: true });
    expect(await sums("cfsr4.p2")).toMatchObject({
      sums: [2, 3],
      out: { no_exit_reason: 1, adult_on_day: 1, entry_unknown: 1 },
    });
    expect(await sums("cfsr4.p3")).toMatchObject({ sums: [1, 1], out: { entry_unknown: 1 } });
  });
});

describe("rates over the population", () => {
  test("need the population, and take it from the year of the period or the last one before", async () => {
    await stay({ entry: "2025-01-01" }, [], { sex: "male" });
    await stay({ entry: "2025-01-01" });
    await stay({ entry: "2025-01-01", truncated: true });
    expect(await sums("cfsr4.entryrate")).toMatchObject({ sums: [2, null], missing: "no_population" });
    await addPopulation(world, source, tenant.municipality, [
      { year: 2024, dimension: "all", group: "all", n: 4000 },
      { year: 2024, dimension: "sex", group: "female", n: 2500 },
      { year: 2024, dimension: "sex", group: "male", n: 1500 },
      { year: 2030, dimension: "all", group: "all", n: 1 },
    ]);
    const rate = await computed("cfsr4.entryrate");
    expect([rate.figure.value, rate.figure.denominator]).toEqual([0.5, 4000]);
    const bySex = rate.comparisons.find(({ dimension, base }) => dimension === "sex" && base === "population");
    expect(bySex?.groups.find(({ group }) => group === "male")).toMatchObject({ atPoint: 1, of: 1500 });
    expect(bySex?.groups.find(({ group }) => group === "male")?.ratio).toBeCloseTo(2500 / 1500, 9);
    expect((await sums("fci.1")).value).toBe(50);
  });

  test("over the decision before, compare with children reported", async () => {
    for (const sex of ["male", "female", "female", "female"]) {
      const childId = await stay({ entry: "2025-01-01" }, [], { sex });
      await addReport(world, source, childId, { on: "2024-12-01" });
    }
    for (let index = 0; index < 2; index += 1) {
      await addReport(world, source, await child({ sex: "male" }), { on: "2024-12-01" });
    }
    const { comparisons } = await computed("cfsr4.entryrate");
    const bySex = comparisons.find(({ dimension, base }) => dimension === "sex" && base === "previous_decision");
    expect(bySex?.groups.map(({ group, atPoint, of }) => [group, atPoint, of]).sort()).toEqual([
      ["female", 3, 3],
      ["male", 1, 3],
    ]);
  });
});

describe("where children live", () => {
  const here = (group: string, more: Partial<SettingFacts> = {}) => [{ on: "2025-01-01", place: "a", group, ...more }];
  test("residential care is told as a share of all, and against families", async () => {
    for (const group of ["residential", "kin", "foster", "foster", "independent"])
      await stay({ entry: "2025-01-01" }, here(group));
    await stay({ entry: "2025-01-01" });
    expect(await sums("f2f.congregate")).toMatchObject({ sums: [1, 5], out: { placement_unknown: 1 } });
    expect(await sums("fci.4")).toMatchObject({ sums: [1, 3], out: { placement_unknown: 1, other_setting: 1 } });
  });

  test("the first placement in a family is in the own area when both areas are the same", async () => {
    const areas = (placeArea: string | null, homeArea: string | null) => ({ placeArea, homeArea });
    await stay({ entry: "2025-01-01" }, here("kin", areas("B1", "B1")));
    await stay({ entry: "2025-01-01" }, here("foster", areas("B2", "B1")));
    await stay({ entry: "2025-01-01" }, here("foster", areas(null, "B1")));
    await stay({ entry: "2025-01-01" }, here("residential", areas("B1", "B1")));
    expect(await sums("f2f.own_area")).toMatchObject({ sums: [1, 2], out: { area_unknown: 1, not_a_family: 1 } });
  });

  test("leaving a residence for a family counts once per child, the own family included", async () => {
    const residence = { on: "2024-11-01", place: "r", group: "residential" };
    await stay({ entry: "2024-11-01" }, [residence]);
    await stay({ entry: "2024-11-01" }, [residence, { on: "2025-02-01", place: "f", group: "foster" }]);
    await stay({ entry: "2024-11-01", exit: "2025-03-01", reason: "reunification" }, [residence]);
    await stay({ entry: "2024-11-01", exit: "2025-03-01", reason: "other" }, [residence]);
    await stay({ entry: "2024-11-01" }, here("foster"));
    expect(await sums("fci.3")).toMatchObject({ sums: [2, 4] });
  });

  test("same carer for two years means no other carer since", async () => {
    const since = (on: string, more: Partial<SettingFacts> = {}) => ({ on, place: on, ...more });
    const entry = "2022-01-01";
    await stay({ entry }, [since(entry)]);
    await stay({ entry }, [since(entry), since("2023-10-01")]);
    await stay({ entry }, [since(entry), since("2023-09-30")]);
    await stay({ entry }, [since(entry), since("2025-01-01", { sameCarer: true })]);
    await stay({ entry }, [since(entry)], { birth: "2009-09-30" });
    await stay({ entry: "2023-06-01", truncated: true }, [since("2023-06-01")]);
    await stay({ entry: "2023-06-01" }, [since("2023-06-01")]);
    await stay({ entry, shortBreak: true }, [since(entry)]);
    expect(await sums("dfe.longterm")).toMatchObject({
      sums: [3, 4],
      out: { too_old: 1, entry_unknown: 1, short_break: 1 },
    });
  });

  test("three placements in two years look back over both", async () => {
    const move = (on: string) => ({ on, place: on });
    await stay({ entry: "2023-01-01" }, [move("2023-01-01"), move("2023-11-01"), move("2025-01-01")]);
    await stay({ entry: "2023-01-01" }, [move("2023-01-01"), move("2023-09-30"), move("2025-01-01")]);
    await stay({ entry: "2024-01-01" }, [move("2024-01-01"), move("2024-02-01"), move("2025-01-01")]);
    expect(await sums("dfe.placements3_2y")).toMatchObject({ sums: [1, 2] });
    expect(await sums("dfe.placements3")).toMatchObject({ sums: [0, 3] });
  });
});

test("an away day or a change of nothing is no move, whatever the words of the return", async () => {
  const at = (on: string, more: Partial<SettingFacts>) => ({ on, ...more });
  await stay({ entry: "2025-01-01", exit: "2025-04-11", reason: "reunification" }, [
    at("2025-01-01", { place: "a", reason: "S" }),
    at("2025-01-10", { place: "a", reason: "L" }),
    at("2025-01-20", { place: "b", reason: "T" }),
    at("2025-02-01", { place: "b", reason: "P" }),
    at("2025-02-10", { place: "c", reason: "B" }),
  ]);
  expect(await sums("cfsr4.p5")).toMatchObject({ sums: [2, 100] });
});

test("deaths are counted, adoptions are a rate, and a review must be recent", async () => {
  await stay({ entry: "2024-01-01", exit: "2025-01-01", reason: "other", code: "E2" });
  await stay({ entry: "2024-01-01", exit: "2025-01-01", reason: "adoption", code: "E11" });
  expect(await sums("fci.5")).toMatchObject({ sums: [1, null], value: 1 });
  expect(await sums("fci.12")).toMatchObject({ sums: [1, null], missing: "no_population" });
  expect(await sums("fci.9")).toMatchObject({ missing: "no_reviews" });
  const reviewed = async (on: string) => {
    const childId = await stay({ entry: "2025-01-01" });
    await world.owner.query(
      "insert into care_review (tenant_id, source_id, child_id, held_on, code) values ($1,$2,$3,$4,'PN1')",
      [tenant.id, source.id, childId, on],
    );
    await tellStays(world.owner, tenant.id, source.id);
  };
  await reviewed("2025-07-01");
  await reviewed("2025-06-30");
  await reviewed("2025-10-01");
  expect((await sums("fci.9")).sums).toEqual([1, 3]);
  expect((await sums("fci.9", { intervalMonths: 4 })).sums).toEqual([2, 3]);
});

test("a median that is not reached is said so", async () => {
  for (const exit of ["2025-02-01", null, null]) await stay({ entry: "2025-01-01", exit, reason: exit && "relative" });
  expect(await sums("f2f.los_median")).toMatchObject({ value: null, missing: "not_estimable", sums: [null, 3] });
  await stay({ entry: "2025-01-01", exit: "2025-05-01", reason: "relative" });
  expect((await sums("f2f.los_median")).value).toBe(120);
});

test("a sibling without a known home counts as apart, and the lists show who", async () => {
  const homes = ["a", "a", null];
  const family: string[] = [];
  for (const place of homes) family.push(await stay({ entry: "2025-01-01" }, [{ on: "2025-01-01", place }]));
  await addSiblings(world, source, family);
  expect(await sums("f2f.siblings_all")).toMatchObject({ sums: [0, 2], out: { home_unknown: 1 } });
  const identity = { tenantId: tenant.id, userId: director.id, purpose: "care" };
  const found = await inTransaction(world.pool, identity, ({ db }) =>
    listMembers(
      db,
      { tenantId: tenant.id, sourceId: source.id, observedUntil: UNTIL, spans: [YEAR] },
      indicatorOf("f2f.siblings_some"),
      { side: "in", counted: "yes", dimension: "sex", group: "female", page: 1, perPage: 10 },
    ),
  );
  expect(found.members.map(({ childId }) => childId).sort()).toEqual(family.slice(0, 2).sort());
});

test("facts of another agency of the same tenant are never counted", async () => {
  await stay({ entry: "2025-01-01" });
  const other = await addCareSource(world, tenant, director);
  const stranger = await addChild(world, other, "c1");
  await addPeriod(world, other, stranger, { entry: "2025-01-01" });
  expect((await sums("cfsr4.p1")).sums).toEqual([0, 1]);
});
