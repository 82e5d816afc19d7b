import { describe, expect, test } from "vitest";
import { attack, type View } from "./attacker.testdata.ts";
import { type Breakdown, type GroupCounts, groupsToHide, type ToldBefore } from "./breakdown.ts";
import { seeded } from "./randomTables.testdata.ts";
import { usualRule } from "./rule.ts";

const group = (name: string, above: number, below: number): GroupCounts => ({ group: name, n: below, above, below });
const hide = (groups: readonly GroupCounts[], before?: ToldBefore) =>
  [...groupsToHide({ subset: true, groups }, usualRule, before)].sort();

function told({ groups }: Breakdown, hidden: ReadonlySet<string>): ToldBefore {
  const sum = (part: "above" | "below") => groups.reduce((before, one) => before + (one[part] ?? 0), 0);
  return {
    total: { above: sum("above"), below: sum("below") },
    groups: groups.map((one) =>
      hidden.has(one.group)
        ? { group: one.group, hidden: true, above: null, below: null }
        : { group: one.group, hidden: false, above: one.above, below: one.below },
    ),
  };
}

describe("groups of a breakdown", () => {
  test("are all shown when none is small", () => {
    expect(hide([group("girls", 40, 100), group("boys", 50, 120)])).toEqual([]);
  });

  test("hide a second one beside a small one, also when the small number is who did not", () => {
    expect(hide([group("girls", 4, 100), group("boys", 50, 120), group("others", 60, 200)])).toHaveLength(2);
    expect(hide([group("girls", 97, 100), group("boys", 50, 120), group("others", 60, 200)])).toHaveLength(2);
  });

  test("hide one without any of them when the figure itself is small and shown", () => {
    expect(hide([group("girls", 3, 100), group("boys", 0, 120)])).toEqual(["boys", "girls"]);
  });

  test("hide whatever is told of few children, whatever its size", () => {
    const days = [
      { group: "girls", n: 4, above: 60, below: 900 },
      { group: "boys", n: 80, above: 600, below: 30_000 },
      { group: "others", n: 90, above: 700, below: 40_000 },
    ];
    const hidden = groupsToHide({ subset: false, groups: days }, usualRule);
    expect(hidden.has("girls")).toBe(true);
    expect(hidden.size).toBe(2);
  });

  test("stay hidden in the next release of the same children", () => {
    const first = [group("girls", 4, 100), group("boys", 50, 120), group("others", 60, 200)];
    const before = told({ subset: true, groups: first }, new Set(hide(first)));
    const grown = first.map((one) => ({ ...one, above: (one.above ?? 0) + 20 }));
    expect(hide(grown)).toEqual([]);
    expect(hide(grown, before)).toEqual(hide(first));
  });
});

type Chance = () => number;
const between = (chance: Chance, low: number, high: number) => low + Math.floor(chance() * (high - low + 1));

function aBreakdown(chance: Chance): Breakdown {
  const rare = chance() < 0.3;
  const groups = Array.from({ length: between(chance, 2, 7) }, (_, index) => {
    const below = between(chance, 0, chance() < 0.3 ? 12 : 200);
    return group(`g${index}`, between(chance, 0, rare ? Math.min(below, 3) : below), below);
  });
  return { subset: true, groups };
}

function revised({ groups }: Breakdown, chance: Chance): Breakdown {
  const changed = groups.map((one) => {
    if (chance() > 0.3) return one;
    const below = Math.max(0, (one.below ?? 0) + between(chance, -6, 8));
    return group(one.group, Math.min(below, Math.max(0, (one.above ?? 0) + between(chance, -4, 6))), below);
  });
  return { subset: true, groups: changed };
}

const parts = {
  above: ({ above }: GroupCounts) => above ?? 0,
  below: ({ below }: GroupCounts) => below ?? 0,
  rest: ({ above, below }: GroupCounts) => (below ?? 0) - (above ?? 0),
};

interface Side {
  readonly breakdown: Breakdown;
  readonly hidden: ReadonlySet<string>;
  readonly prefix: string;
}

/**
 * Counts nobody sees change: where the groups hidden now sum to what they summed to before, the attacker takes it that none of
 * them changed. He is only told so where it is true: otherwise what he works out is wrong.
 */
function unchanged([before, now]: readonly Side[]): readonly string[] {
  if (!before || !now) return [];
  return Object.entries(parts).flatMap(([part, of]) => {
    const pairs = now.breakdown.groups
      .filter(({ group: name }) => now.hidden.has(name))
      .map((one) => ({ one, old: before.breakdown.groups.find(({ group: name }) => name === one.group) ?? one }));
    return pairs.every(({ one, old }) => of(one) === of(old)) ? pairs.map(({ one }) => `${part}/${one.group}`) : [];
  });
}

/** What the public reads of one or two releases. */
function viewOf(sides: readonly Side[]): { view: View; truth: Map<string, number> } {
  const truth = new Map<string, number>();
  const shown = new Map<string, number>();
  const sums: { total: string; parts: string[] }[] = [];
  for (const { breakdown, hidden, prefix } of sides) {
    for (const [part, of] of Object.entries(parts)) {
      const ids = breakdown.groups.map((one) => `${prefix}${part}/${one.group}`);
      for (const [index, one] of breakdown.groups.entries()) {
        truth.set(ids[index] ?? "", of(one));
        if (!hidden.has(one.group)) shown.set(ids[index] ?? "", of(one));
      }
      const total = `${prefix}${part}`;
      shown.set(
        total,
        breakdown.groups.reduce((sum, one) => sum + of(one), 0),
      );
      sums.push({ total, parts: ids });
    }
    for (const { group: name } of breakdown.groups) {
      sums.push({ total: `${prefix}below/${name}`, parts: [`${prefix}above/${name}`, `${prefix}rest/${name}`] });
    }
  }
  const same = [...unchanged(sides)].map((id) => [`before:${id}`, id] as const);
  const hidden = [...truth.keys()].filter((id) => !shown.has(id));
  return { view: { shown, hidden, sums, same, atMost: [] }, truth };
}

/** Whether a hidden count says nothing new: shown before, or part of a figure that is 0 and shown. */
function isPlain(id: string, { shown }: View, truth: ReadonlyMap<string, number>): boolean {
  return shown.get(id.slice(0, id.lastIndexOf("/"))) === 0 || shown.get(`before:${id}`) === truth.get(id);
}

describe("an attacker of published breakdowns", { timeout: 120_000 }, () => {
  test("recovers at most 0.1 % of what is hidden, alone or with the release before", () => {
    const tally = { one: 0, two: 0, careless: 0, ofOne: 0, ofTwo: 0 };
    for (let seed = 1; seed <= 250; seed++) {
      const chance = seeded(seed);
      const first = aBreakdown(chance);
      const second = revised(first, chance);
      const hidden = groupsToHide(first, usualRule);
      const now: Side = { breakdown: first, hidden, prefix: "" };
      const next = { breakdown: second, prefix: "", hidden: groupsToHide(second, usualRule, told(first, hidden)) };
      const forgetful = { ...next, hidden: groupsToHide(second, usualRule) };
      const attacked = (sides: readonly Side[]) => {
        const { view, truth } = viewOf(sides);
        const { recovered, undecided } = attack(view, truth, 0);
        const secret = view.hidden.filter((id) => !isPlain(id, view, truth));
        return { found: secret.filter((id) => recovered.has(id) || undecided.includes(id)).length, of: secret.length };
      };
      const alone = attacked([now]);
      const both = attacked([{ ...now, prefix: "before:" }, next]);
      tally.one += alone.found;
      tally.ofOne += alone.of;
      tally.two += both.found;
      tally.ofTwo += both.of;
      tally.careless += attacked([{ ...now, prefix: "before:" }, forgetful]).found;
    }
    expect(tally.ofOne).toBeGreaterThan(1000);
    expect(tally.one / tally.ofOne).toBeLessThanOrEqual(0.001);
    expect(tally.two / tally.ofTwo).toBeLessThanOrEqual(0.001);
    expect(tally.careless).toBeGreaterThan(tally.two);
  });
});
