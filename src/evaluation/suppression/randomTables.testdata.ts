import type { Cell, Sum, Table } from "./release.ts";

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Chance = () => number;

const between = (chance: Chance, low: number, high: number) => low + Math.floor(chance() * (high - low + 1));

/** Mostly moderate counts, with zeros, small and large ones among them. */
function aCount(chance: Chance): number {
  const kind = chance();
  if (kind < 0.15) return 0;
  if (kind < 0.4) return between(chance, 1, 10);
  return kind < 0.85 ? between(chance, 11, 60) : between(chance, 61, 900);
}

function withTotals(leaves: ReadonlyMap<string, number>, sums: readonly Sum[]): Table {
  const values = new Map(leaves);
  for (const { total, parts } of sums)
    values.set(
      total,
      parts.reduce((sum, part) => sum + (values.get(part) ?? 0), 0),
    );
  return { cells: [...values].map(([id, value]): Cell => ({ id, value })), sums };
}

/** Rows by columns, with totals of both and of all. */
export function aCrossTable(chance: Chance): Table {
  const [rows, columns] = [between(chance, 2, 5), between(chance, 2, 5)];
  const leaves = new Map<string, number>();
  const names = (count: number) => Array.from({ length: count }, (_, index) => index);
  for (const row of names(rows)) for (const column of names(columns)) leaves.set(`${row}.${column}`, aCount(chance));
  return withTotals(leaves, [
    ...names(rows).map((row) => ({ total: `${row}.*`, parts: names(columns).map((column) => `${row}.${column}`) })),
    ...names(columns).map((column) => ({ total: `*.${column}`, parts: names(rows).map((row) => `${row}.${column}`) })),
    { total: "*", parts: names(rows).map((row) => `${row}.*`) },
    { total: "*", parts: names(columns).map((column) => `*.${column}`) },
  ]);
}

/** Districts within zones within a region, each with and without the event. */
export function aTerritoryTable(chance: Chance): Table {
  const leaves = new Map<string, number>();
  const sums: Sum[] = [];
  const zones = Array.from({ length: between(chance, 2, 4) }, (_, zone) => `z${zone}`);
  const places: string[] = [];
  for (const zone of zones) {
    const districts = Array.from({ length: between(chance, 2, 4) }, (_, district) => `${zone}d${district}`);
    for (const part of ["with", "without"]) {
      for (const district of districts) leaves.set(`${district}/${part}`, aCount(chance));
      sums.push({ total: `${zone}/${part}`, parts: districts.map((district) => `${district}/${part}`) });
    }
    places.push(...districts, zone);
  }
  for (const part of ["with", "without"])
    sums.push({ total: `all/${part}`, parts: zones.map((zone) => `${zone}/${part}`) });
  for (const place of [...places, "all"]) sums.push({ total: place, parts: [`${place}/with`, `${place}/without`] });
  return withTotals(leaves, sums);
}

interface Child {
  readonly part: "with" | "without";
  /** The group of each breakdown. */
  readonly groups: readonly number[];
}

interface Breakdown {
  readonly groups: number;
  readonly skew: number;
}

function aChild(chance: Chance, breakdowns: readonly Breakdown[], share: number): Child {
  const part = chance() < share ? "with" : "without";
  return { part, groups: breakdowns.map(({ groups, skew }) => Math.floor(groups * chance() ** skew)) };
}

function tableOf(children: readonly Child[], breakdowns: readonly Breakdown[]): Table {
  const values = new Map<string, number>();
  const sums: Sum[] = [];
  for (const [dimension, { groups }] of breakdowns.entries()) {
    const names = Array.from({ length: groups }, (_, group) => `${dimension}.${group}`);
    for (const part of ["with", "without"]) {
      for (const name of names) values.set(`${name}/${part}`, 0);
      sums.push({ total: `all/${part}`, parts: names.map((name) => `${name}/${part}`) });
    }
    for (const name of names) sums.push({ total: name, parts: [`${name}/with`, `${name}/without`] });
  }
  for (const { part, groups } of children) {
    for (const [dimension, group] of groups.entries()) {
      const id = `${dimension}.${group}/${part}`;
      values.set(id, (values.get(id) ?? 0) + 1);
    }
  }
  sums.push({ total: "all", parts: ["all/with", "all/without"] });
  return withTotals(values, sums);
}

/** A table and the same one some time later. */
export interface Releases {
  readonly first: Table;
  readonly second: Table;
}

/** The figures of one indicator broken down in several ways of the same children, each with and without the event. */
export function breakdownReleases(chance: Chance, grows: boolean): Releases {
  const breakdowns = Array.from({ length: between(chance, 2, 4) }, () => ({
    groups: between(chance, 2, 5),
    skew: 0.5 + 3 * chance(),
  }));
  const share = chance();
  const anotherOne = () => aChild(chance, breakdowns, share);
  const children = Array.from({ length: between(chance, 20, 260) }, anotherOne);
  const changed = between(chance, 1, 12);
  const after = grows
    ? [...children, ...Array.from({ length: changed }, anotherOne)]
    : children.map((child, index) => (index < changed ? anotherOne() : child));
  return { first: tableOf(children, breakdowns), second: tableOf(after, breakdowns) };
}

/** The leaves of a table: what no sum adds up. */
function leavesOf({ cells, sums }: Table): readonly (readonly [string, number])[] {
  const totals = new Set(sums.map(({ total }) => total));
  return cells.filter(({ id }) => !totals.has(id)).map(({ id, value }) => [id, value]);
}

/** A table of this kind, and the same with some of its leaves changed: only upwards when it grows. */
export function releasesOf(make: (chance: Chance) => Table) {
  return (chance: Chance, grows: boolean): Releases => {
    const first = make(chance);
    const leaves = leavesOf(first).map(([id, value]) => {
      if (chance() > 0.25) return [id, value] as const;
      const change = between(chance, 1, chance() < 0.5 ? 3 : 20);
      return [id, grows || chance() < 0.5 ? value + change : Math.max(0, value - change)] as const;
    });
    return { first, second: withTotals(new Map(leaves), first.sums) };
  };
}
