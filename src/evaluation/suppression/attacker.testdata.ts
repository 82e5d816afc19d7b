import type { EarlierRelease, Sum, Table } from "./release.ts";

/**
 * What a stranger has: the published numbers, which sums hold, and which counts cannot have changed or fallen since the
 * earlier release. Written without a line of the code that hides: elimination, interval propagation, search.
 */
export interface View {
  readonly shown: ReadonlyMap<string, number>;
  readonly hidden: readonly string[];
  readonly sums: readonly Sum[];
  readonly same: readonly (readonly [string, string])[];
  readonly atMost: readonly (readonly [smaller: string, larger: string])[];
}

/** What is public of a table once some of its counts are hidden, and of the release before it. */
export function viewOf(table: Table, hidden: ReadonlySet<string>, earlier?: EarlierRelease): View {
  const before = (id: string) => `before:${id}`;
  const old = earlier && earlier.relation !== "unrelated" ? earlier : undefined;
  const cells = [
    ...table.cells.map(({ id, value }) => ({ id, value, gone: hidden.has(id) })),
    ...(old?.table.cells ?? []).map(({ id, value }) => ({ id: before(id), value, gone: old?.hidden.has(id) ?? false })),
  ];
  const oldSums = (old?.table.sums ?? []).map(({ total, parts }) => ({
    total: before(total),
    parts: parts.map(before),
  }));
  const now = new Map(table.cells.map(({ id, value }) => [id, value]));
  const pairs = (old?.table.cells ?? []).filter(({ id }) => now.has(id));
  return {
    shown: new Map(cells.filter(({ gone }) => !gone).map(({ id, value }) => [id, value])),
    hidden: cells.filter(({ gone }) => gone).map(({ id }) => id),
    sums: [...table.sums, ...oldSums],
    same: pairs.filter(({ id, value }) => now.get(id) === value).map(({ id }) => [before(id), id] as const),
    atMost:
      old?.relation === "growth"
        ? pairs.filter(({ id, value }) => (now.get(id) ?? 0) > value).map(({ id }) => [before(id), id] as const)
        : [],
  };
}

/** Σ coefficient × unknown ≤ or = constant. */
interface Relation {
  readonly terms: readonly (readonly [unknown: number, coefficient: number])[];
  readonly constant: number;
  readonly equal: boolean;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

const FAR = 100_000;
/** Tries per hidden count before the search is given up. */
const STEPS = 3000;

function relationsOf({ shown, hidden, sums, same, atMost }: View): readonly Relation[] {
  const index = new Map(hidden.map((id, at) => [id, at]));
  const relation = (terms: readonly (readonly [string, number])[], equal: boolean): Relation => {
    const unknown = new Map<number, number>();
    let constant = 0;
    for (const [id, coefficient] of terms) {
      const at = index.get(id);
      if (at === undefined) constant -= coefficient * (shown.get(id) ?? 0);
      else unknown.set(at, (unknown.get(at) ?? 0) + coefficient);
    }
    return { terms: [...unknown], constant, equal };
  };
  return [
    ...sums.map(({ total, parts }) => relation([[total, -1], ...parts.map((part) => [part, 1] as const)], true)),
    ...same.map(([one, other]) =>
      relation(
        [
          [one, 1],
          [other, -1],
        ],
        true,
      ),
    ),
    ...atMost.map(([small, large]) =>
      relation(
        [
          [small, 1],
          [large, -1],
        ],
        false,
      ),
    ),
  ].filter(({ terms }) => terms.length > 0);
}

/** Row-reduced equations: what follows from several sums together that none of them says alone. */
function eliminated(relations: readonly Relation[], unknowns: number): readonly Relation[] {
  const rows = relations
    .filter(({ equal }) => equal)
    .map(({ terms, constant }) => {
      const row = new Array<number>(unknowns + 1).fill(0);
      for (const [at, coefficient] of terms) row[at] = coefficient;
      row[unknowns] = constant;
      return row;
    });
  let done = 0;
  for (let column = 0; column < unknowns && done < rows.length; column++) {
    const found = rows.findIndex((row, at) => at >= done && Math.abs(row[column] ?? 0) > 1e-9);
    const row = rows[found];
    if (row === undefined) continue;
    rows[found] = rows[done] ?? row;
    rows[done] = row;
    const head = row[column] ?? 1;
    for (let at = 0; at <= unknowns; at++) row[at] = (row[at] ?? 0) / head;
    for (const other of rows) {
      const times = other === row ? 0 : (other[column] ?? 0);
      if (times !== 0) for (let at = 0; at <= unknowns; at++) other[at] = (other[at] ?? 0) - times * (row[at] ?? 0);
    }
    done++;
  }
  return rows.slice(0, done).map((row) => ({
    terms: row.slice(0, unknowns).flatMap((value, at) => (Math.abs(value) > 1e-9 ? [[at, value] as const] : [])),
    constant: row[unknowns] ?? 0,
    equal: true,
  }));
}

/** Tightens ranges until nothing moves; undefined: no numbers fit. */
function propagated(relations: readonly Relation[], start: readonly Range[]): Range[] | undefined {
  const ranges = [...start];
  for (let moved = true, rounds = 0; moved && rounds < 200; rounds++) {
    moved = false;
    for (const { terms, constant, equal } of relations) {
      let least = 0;
      let most = 0;
      for (const [at, coefficient] of terms) {
        const { low, high } = ranges[at] ?? { low: 0, high: FAR };
        least += coefficient > 0 ? coefficient * low : coefficient * high;
        most += coefficient > 0 ? coefficient * high : coefficient * low;
      }
      for (const [at, coefficient] of terms) {
        const { low, high } = ranges[at] ?? { low: 0, high: FAR };
        const own = coefficient > 0 ? [coefficient * low, coefficient * high] : [coefficient * high, coefficient * low];
        const above = constant - (least - (own[0] ?? 0));
        const below = equal ? constant - (most - (own[1] ?? 0)) : Number.NEGATIVE_INFINITY;
        const [from, to] =
          coefficient > 0 ? [below / coefficient, above / coefficient] : [above / coefficient, below / coefficient];
        const next = { low: Math.max(low, Math.ceil(from - 1e-6)), high: Math.min(high, Math.floor(to + 1e-6)) };
        if (next.low > next.high) return undefined;
        if (next.low > low || next.high < high) {
          ranges[at] = next;
          moved = true;
          least += coefficient > 0 ? coefficient * (next.low - low) : coefficient * (next.high - high);
          most += coefficient > 0 ? coefficient * (next.high - high) : coefficient * (next.low - low);
        }
      }
    }
  }
  return ranges;
}

/** Values of a range, the ones nearest to a guess first. */
function* nearest({ low, high }: Range, guess: number): Generator<number> {
  const start = Math.min(high, Math.max(low, guess));
  yield start;
  for (let far = 1; start - far >= low || start + far <= high; far++) {
    if (start - far >= low) yield start - far;
    if (start + far <= high) yield start + far;
  }
}

interface Search {
  readonly relations: readonly Relation[];
  /** Where to look first. */
  readonly guesses: readonly number[];
  left: number;
}

/** One way of filling in the unknowns that fits everything published; "unknown" when the search takes too long. */
function filled(search: Search, start: readonly Range[]): number[] | "none" | "unknown" {
  const ranges = propagated(search.relations, start);
  if (ranges === undefined) return "none";
  let open = -1;
  for (const [at, { low, high }] of ranges.entries()) {
    const chosen = ranges[open];
    if (high > low && (chosen === undefined || high - low < chosen.high - chosen.low)) open = at;
  }
  const range = ranges[open];
  if (range === undefined) return ranges.map(({ low }) => low);
  for (const value of nearest(range, search.guesses[open] ?? 1)) {
    if (search.left-- <= 0) return "unknown";
    const tried = filled(
      search,
      ranges.map((other, at) => (at === open ? { low: value, high: value } : other)),
    );
    if (tried !== "none") return tried;
  }
  return "none";
}

export interface Attack {
  /** Hidden counts of which only one value fits everything published, with that value. */
  readonly recovered: ReadonlyMap<string, number>;
  /** Hidden counts for which the search was given up; counted as recovered by whoever wants to be strict. */
  readonly undecided: readonly string[];
}

/** The unknowns shown to have more than one possible value so far, and the ways of filling in that show it. */
function noteDifferences(several: Set<number>, one: readonly number[], other: readonly number[]): void {
  for (const [at, value] of one.entries()) if (value !== other[at]) several.add(at);
}

/**
 * Everything that can be deduced exactly. Whoever attacks knows whether zeros are ever hidden. `guesses` only say where to
 * look first: given the truth, he needs less time to see which values are certain.
 */
export function attack(view: View, guesses: ReadonlyMap<string, number>, leastHidden: number): Attack {
  const given = relationsOf(view);
  const relations = [...given, ...eliminated(given, view.hidden.length)];
  const anything = view.hidden.map(() => ({ low: leastHidden, high: FAR }));
  const ranges = propagated(relations, anything);
  if (ranges === undefined) throw new Error("what is published contradicts itself");
  const first = view.hidden.map((id) => guesses.get(id) ?? 1);
  const recovered = new Map<string, number>();
  const undecided: string[] = [];
  const several = new Set<number>();
  for (const [at, id] of view.hidden.entries()) {
    const { low, high } = ranges[at] ?? { low: 0, high: 0 };
    const value = first[at] ?? 0;
    if (several.has(at)) continue;
    const sides = [
      { low, high: value - 1 },
      { low: value + 1, high },
    ].filter((side) => side.low <= side.high);
    const search = { relations, guesses: first, left: STEPS };
    const others = sides.map((side) =>
      filled(
        search,
        ranges.map((range, index) => (index === at ? side : range)),
      ),
    );
    for (const other of others) if (typeof other !== "string") noteDifferences(several, first, other);
    if (several.has(at)) continue;
    if (others.includes("unknown")) undecided.push(id);
    else recovered.set(id, value);
  }
  return { recovered, undecided };
}
