import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addCareSource,
  addChild,
  addPeriod,
  addSiblings,
  type CareSource,
  type SettingFacts,
} from "../../../tests/builders/care.ts";
import { addPersonWith, addTenant, openWorld, type Person, type Tenant } from "../../../tests/builders/world.ts";
import { computedValue } from "../../core/outcomes/figures.ts";
import { findIndicator } from "../../core/outcomes/indicators.ts";
import { inTransaction } from "../database/transaction.ts";
import { countIndicator } from "./counting.ts";
import { listMembers } from "./members.read.ts";

interface Spell {
  readonly child: string;
  readonly dob: string;
  readonly entry: string;
  readonly exit: string | null;
  readonly reason: string | null;
  readonly age: number;
  readonly reentry: string | null;
  readonly thv_start?: string;
  readonly settings?: readonly (readonly [string, string])[];
  readonly in_den: boolean;
  readonly in_num: boolean;
  readonly days: number;
  readonly moves: number;
}
interface Example {
  readonly window: readonly [string, string];
  readonly spells: readonly Spell[];
  readonly expected: Readonly<Record<string, number>>;
}

const examples = JSON.parse(readFileSync("tests/data/outcomes/worked-examples.json", "utf8"));
const world = await openWorld();
let tenant: Tenant;
let director: Person;

beforeAll(async () => {
  tenant = await addTenant(world);
  director = await addPersonWith(world, tenant, "programme_director");
});
afterAll(() => world.close());

const groupsOfCare = ["reunification", "relative", "adoption", "guardianship", "other"];
const asGroup = (reason: string | null) => (reason === null || groupsOfCare.includes(reason) ? reason : "other");

function settingsOf({ settings, thv_start: visit, entry }: Spell): readonly SettingFacts[] {
  if (visit)
    return [
      { on: entry, place: "home" },
      { on: visit, place: "parents", type: "trial_home_visit", group: "home" },
    ];
  return (settings ?? []).map(([on, place]) => {
    const away = ["RUNAWAY", "TRIAL_HOME_VISIT"].includes(place);
    return away ? { on, type: place.toLowerCase(), group: "other" } : { on, place };
  });
}

/** Puts the stays of an example into the tables of care, under children of their names. */
async function told(example: Example): Promise<CareSource> {
  const source = await addCareSource(world, tenant, director);
  const children = new Map<string, string>();
  for (const spell of example.spells) {
    const born = spell.dob ?? `${Number(spell.exit?.slice(0, 4)) - spell.age}${spell.exit?.slice(4)}`;
    const childId = children.get(spell.child) ?? (await addChild(world, source, spell.child, { birth: born }));
    children.set(spell.child, childId);
    const entry = spell.entry ?? "2023-06-01";
    await addPeriod(
      world,
      source,
      childId,
      { entry, exit: spell.exit, reason: asGroup(spell.reason) },
      settingsOf(spell),
    );
    if (spell.reentry) await addPeriod(world, source, childId, { entry: spell.reentry });
  }
  return source;
}

async function counted(id: string, source: CareSource, [from, to]: readonly [string, string]) {
  const indicator = findIndicator(id);
  if (!indicator) throw new Error(id);
  const asked = { tenantId: tenant.id, sourceId: source.id, observedUntil: "2026-12-31", spans: [{ from, to }] };
  return inTransaction(world.pool, { tenantId: tenant.id, userId: director.id, purpose: "care" }, async ({ db }) => {
    const counts = await countIndicator(db, asked, indicator, {});
    const inside = counts?.totals[0]?.find(({ excluded }) => excluded === null);
    const [num, den] = [inside?.numerator ?? 0, inside?.denominator ?? 0];
    const page = { side: "in", page: 1, perPage: 100 } as const;
    return {
      inside,
      counts,
      value: computedValue(indicator.measure, indicator.multiplier, num, den),
      within: (await listMembers(db, asked, indicator, page)).members,
      without: (await listMembers(db, asked, indicator, { ...page, side: "out" })).members,
    };
  });
}

test.each(["cfsr4.p1", "cfsr4.p4"])("%s of the worked example comes out, child by child", async (id) => {
  const example = examples[id] as Example;
  const { inside, value, within, without } = await counted(id, await told(example), example.window);
  expect([inside?.numerator, inside?.denominator, value]).toEqual([
    example.expected.numerator,
    example.expected.denominator,
    example.expected.percent,
  ]);
  const names = (wanted: (spell: Spell) => boolean) =>
    example.spells
      .filter(wanted)
      .map(({ child }) => child)
      .sort();
  expect(within.map(({ externalId }) => externalId).sort()).toEqual(names(({ in_den }) => in_den));
  const inNumerator = within.filter(({ numerator }) => numerator === 1).map(({ externalId }) => externalId);
  expect(inNumerator.sort()).toEqual(names(({ in_num }) => in_num));
  for (const { externalId } of without) expect(names(({ in_den }) => !in_den)).toContain(externalId);
});

test("who is left out of permanency is told why", async () => {
  const example = examples["cfsr4.p1"] as Example;
  const { without } = await counted("cfsr4.p1", await told(example), example.window);
  expect(without.map(({ externalId, reason }) => [externalId, reason]).sort()).toEqual([
    ["B", "short_stay"],
    ["D", "adult_at_entry"],
    ["G", "later_entry"],
    ["I", "no_exit_reason"],
  ]);
});

test("cfsr4.p5 of the worked example comes out, stay by stay", async () => {
  const example = examples["cfsr4.p5"] as Example;
  const { inside, value, within } = await counted("cfsr4.p5", await told(example), example.window);
  expect([inside?.denominator, inside?.numerator]).toEqual([example.expected.days, example.expected.moves]);
  expect(value).toBeCloseTo(example.expected.rate ?? 0, 3);
  const found = within.map((member) => [member.externalId, member.startedOn, member.denominator, member.numerator]);
  const wanted = example.spells
    .filter(({ days }) => days > 0)
    .map(({ child, entry, days, moves }) => [child, entry, days, moves]);
  expect(found.sort()).toEqual(wanted.sort());
});

test("siblings together come out of the worked example", async () => {
  const { children, date, expected } = examples.siblings as {
    readonly children: readonly (readonly [string, string, string])[];
    readonly date: string;
    readonly expected: Readonly<Record<string, number>>;
  };
  const source = await addCareSource(world, tenant, director);
  const groups = new Map<string, string[]>();
  for (const [name, group, home] of children) {
    const childId = await addChild(world, source, name);
    await addPeriod(world, source, childId, { entry: "2024-01-01" }, [{ on: "2024-01-01", place: home }]);
    groups.set(group, [...(groups.get(group) ?? []), childId]);
  }
  for (const group of groups.values()) await addSiblings(world, source, group);
  const all = await counted("f2f.siblings_all", source, ["2024-07-01", date]);
  const some = await counted("f2f.siblings_some", source, ["2024-07-01", date]);
  expect([all.inside?.numerator, all.inside?.denominator, all.value]).toEqual([
    expected.all_siblings,
    expected.denominator,
    expected.percent_all,
  ]);
  expect([some.inside?.numerator, some.value]).toEqual([expected.some_or_all, expected.percent_some]);
});
