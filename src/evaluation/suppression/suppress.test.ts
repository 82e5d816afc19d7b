import { describe, expect, test } from "vitest";
import { reference } from "../../../tests/builders/evaluationData.ts";
import { attack, viewOf } from "./attacker.testdata.ts";
import { aCrossTable, aTerritoryTable, breakdownReleases, releasesOf, seeded } from "./randomTables.testdata.ts";
import { brokenSum, type EarlierRelease, type Table } from "./release.ts";
import { type SuppressionRule, usualRule } from "./rule.ts";
import { deducible, suppress } from "./suppress.ts";

const expected = reference("evaluation/expected.json");
const keys = (hidden: ReadonlyMap<string, unknown>) => new Set(hidden.keys());

function crossTable(values: readonly (readonly number[])[]): Table {
  const rows = values.map((_, row) => row + 1);
  const columns = (values[0] ?? []).map((_, column) => column + 1);
  const at = (row: number, column: number) => values[row - 1]?.[column - 1] ?? 0;
  const sum = (numbers: readonly number[]) => numbers.reduce((before, number) => before + number, 0);
  return {
    cells: [
      ...rows.flatMap((row) => columns.map((column) => ({ id: `${row},${column}`, value: at(row, column) }))),
      ...rows.map((row) => ({ id: `${row},*`, value: sum(values[row - 1] ?? []) })),
      ...columns.map((column) => ({ id: `*,${column}`, value: sum(rows.map((row) => at(row, column))) })),
      { id: "*", value: sum(values.flat()) },
    ],
    sums: [
      ...rows.map((row) => ({ total: `${row},*`, parts: columns.map((column) => `${row},${column}`) })),
      ...columns.map((column) => ({ total: `*,${column}`, parts: rows.map((row) => `${row},${column}`) })),
      { total: "*", parts: rows.map((row) => `${row},*`) },
      { total: "*", parts: columns.map((column) => `*,${column}`) },
    ],
  };
}

describe("what can be deduced", () => {
  test.each(["sup-3x4-audit", "sup-5x3-audit"])("is what an integer solver finds (%s)", (id) => {
    const { input, expected: answer } = expected[id];
    const hidden = new Set((input.hidden as [number, number][]).map(([row, column]) => `${row},${column}`));
    const found = deducible(crossTable(input.table), hidden, "may_hide");
    const intervals = answer.intervals.map(({ row, column, min, max }: Record<string, number>) => ({
      id: `${row},${column}`,
      lower: min,
      upper: max,
    }));
    expect([...found].sort((one, other) => one.id.localeCompare(other.id))).toEqual(
      intervals.sort((one: { id: string }, other: { id: string }) => one.id.localeCompare(other.id)),
    );
  });

  test("has no upper end when nothing bounds a count", () => {
    const table = { cells: [{ id: "a", value: 4 }], sums: [] };
    expect(deducible(table, new Set(["a"]), "shown")).toEqual([{ id: "a", lower: 1, upper: null }]);
  });
});

describe("hiding small numbers", () => {
  test.each(["sup-3x4-minimum", "sup-5x3-minimum"])("hides no more cells than the fewest possible (%s)", (id) => {
    const { input, expected: answer } = expected[id];
    const rule = { limit: input.threshold - 1, protection: input.protection, zeros: "shown", sources: [] } as const;
    const { hidden, unprotected } = suppress(crossTable(input.table), rule);
    const reasons = [...hidden.values()];
    expect(unprotected).toEqual([]);
    expect(reasons.filter((reason) => reason === "small")).toHaveLength(answer.primary);
    expect(reasons.filter((reason) => reason === "complementary")).toHaveLength(answer.minimumSecondary);
  });

  test("hides nothing when nothing is small, and shows zeros", () => {
    expect(
      suppress(
        crossTable([
          [20, 0],
          [30, 40],
        ]),
        usualRule,
      ).hidden.size,
    ).toBe(0);
  });

  test("does not leave two hidden counts whose sum gives them away", () => {
    const table = {
      cells: [
        { id: "a", value: 1 },
        { id: "b", value: 1 },
        { id: "c", value: 90 },
        { id: "all", value: 92 },
      ],
      sums: [{ total: "all", parts: ["a", "b", "c"] }],
    };
    const { hidden } = suppress(table, usualRule);
    expect(hidden.has("c") || hidden.has("all")).toBe(true);
  });

  test("hides what must be hidden whatever its size", () => {
    const table = {
      cells: [
        { id: "days", value: 290, alwaysHidden: true },
        { id: "others", value: 4000 },
        { id: "all", value: 4290 },
      ],
      sums: [{ total: "all", parts: ["days", "others"] }],
    };
    expect(suppress(table, usualRule).hidden).toEqual(
      new Map([
        ["days", "small"],
        ["others", "complementary"],
      ]),
    );
  });

  test("says which small counts an earlier release already showed", () => {
    const table = crossTable([
      [3, 20],
      [30, 40],
    ]);
    const earlier: EarlierRelease = { table, hidden: new Set(), relation: "revision" };
    expect(suppress(table, usualRule, earlier).alreadyPublic).toEqual(["1,1"]);
  });

  test("a table whose sums do not hold is named", () => {
    const table = crossTable([
      [3, 20],
      [30, 40],
    ]);
    expect(brokenSum(table)).toBeUndefined();
    const wrong = { ...table, cells: table.cells.map((cell) => (cell.id === "1,*" ? { ...cell, value: 24 } : cell)) };
    expect(brokenSum(wrong)).toBe("1,*");
    expect(brokenSum({ cells: [{ id: "a", value: 1.5 }], sums: [] })).toBe("a");
  });
});

const makers = {
  cross: releasesOf(aCrossTable),
  territory: releasesOf(aTerritoryTable),
  breakdown: breakdownReleases,
};
const TABLES = 40;
/** One in a thousand. */
const ALLOWED = 0.001;

/** What the attacker had before him and what he found. */
interface Tally {
  hidden: number;
  recovered: number;
  /** Given up: counted as found. */
  undecided: number;
}

const nothing = (): Tally => ({ hidden: 0, recovered: 0, undecided: 0 });
const shareOf = ({ hidden, recovered, undecided }: Tally) => (recovered + undecided) / hidden;

type Release = readonly [table: Table, hidden: ReadonlySet<string>, earlier?: EarlierRelease];

function add(tally: Tally, [table, hidden, earlier]: Release, { zeros }: SuppressionRule): void {
  const now = table.cells.map(({ id, value }) => [id, value] as const);
  const before = (earlier?.table.cells ?? []).map(({ id, value }) => [`before:${id}`, value] as const);
  const least = zeros === "shown" ? 1 : 0;
  const { recovered, undecided } = attack(viewOf(table, hidden, earlier), new Map([...now, ...before]), least);
  tally.hidden += hidden.size + (earlier?.hidden.size ?? 0);
  tally.recovered += recovered.size;
  tally.undecided += undecided.length;
}

const rules = { "that are always shown": { ...usualRule, zeros: "shown" as const }, "that may be hidden": usualRule };
const cases = Object.entries(rules).flatMap(([zeros, rule]) =>
  Object.entries(makers).map(([kind, releases]) => ({ kind, releases, zeros, rule })),
);

describe.each(cases)("an attacker with $kind tables and zeros $zeros", { timeout: 120_000 }, ({ releases, rule }) => {
  test(`recovers at most ${ALLOWED * 100} % of what is hidden in one release`, () => {
    const [careful, careless] = [nothing(), nothing()];
    for (let seed = 1; seed <= TABLES; seed++) {
      const { first } = releases(seeded(seed), true);
      const { hidden, unprotected } = suppress(first, rule);
      expect(unprotected, `seed ${seed}`).toEqual([]);
      add(careful, [first, keys(hidden)], rule);
      const small = new Set([...hidden].filter(([, reason]) => reason === "small").map(([id]) => id));
      add(careless, [first, small], rule);
    }
    expect(shareOf(careful)).toBeLessThanOrEqual(ALLOWED);
    expect(careful.hidden).toBeGreaterThan(TABLES);
    // The same attacker against hiding nothing but the small numbers: he is not blind.
    expect(shareOf(careless)).toBeGreaterThan(0.4);
  });

  test.each(["growth", "revision"] as const)(
    `recovers at most ${ALLOWED * 100} % from two releases (%s)`,
    (relation) => {
      const [careful, careless] = [nothing(), nothing()];
      for (let seed = 1; seed <= TABLES; seed++) {
        const { first, second } = releases(seeded(seed), relation === "growth");
        const earlier = { table: first, hidden: keys(suppress(first, rule).hidden), relation };
        add(careful, [second, keys(suppress(second, rule, earlier).hidden), earlier], rule);
        add(careless, [second, keys(suppress(second, rule).hidden), earlier], rule);
      }
      expect(shareOf(careful)).toBeLessThanOrEqual(ALLOWED);
      // Against two releases each of which is safe alone.
      expect(shareOf(careless)).toBeGreaterThan(ALLOWED);
    },
  );
});
