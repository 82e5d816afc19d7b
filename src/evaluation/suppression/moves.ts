/** A number that may move from its present value by so much; moving one unit costs `cost`. */
export interface Movable {
  readonly down: number;
  readonly up: number;
  readonly cost: number;
}

/** Numbers and the sums that bind them: in each row, coefficients times moves must sum to 0. */
export interface Bound {
  readonly columns: readonly Movable[];
  readonly rows: readonly (readonly (readonly [column: number, coefficient: number])[])[];
}

export interface Goal {
  readonly target: number;
  readonly direction: 1 | -1;
  /** Farther than this is not asked for. */
  readonly most: number;
}

const TINY = 1e-9;
/** Reaching the goal comes before any cost: larger than what moving every number one unit could cost. */
const GAIN = 1e5;
const MOST_PIVOTS = 20_000;
/** Steps without progress after which the rule that cannot circle takes over (Bland 1977). */
const PATIENCE = 40;

interface Tableau {
  readonly rows: Float64Array[];
  readonly values: number[];
  readonly basis: number[];
  readonly limits: number[];
  readonly gains: Float64Array;
  readonly turned: boolean[];
}

function subtract(from: Float64Array, row: Float64Array, times: number): void {
  if (Math.abs(times) < TINY) return;
  for (let index = 0; index < row.length; index++) {
    const value = (from[index] ?? 0) - times * (row[index] ?? 0);
    from[index] = Math.abs(value) < TINY ? 0 : value;
  }
}

/** Each number becomes two that only grow (up, down); every one of them starts at 0, where all sums hold. */
function tableauOf({ columns, rows }: Bound, { target, direction, most }: Goal): Tableau {
  const limits = columns.flatMap(({ up, down }, index) => {
    if (index !== target) return [up, down];
    return direction === 1 ? [Math.min(up, most), 0] : [0, Math.min(down, most)];
  });
  const gains = Float64Array.from(columns.flatMap(({ cost }) => [-cost, -cost]));
  gains[2 * target + (direction === 1 ? 0 : 1)] = GAIN;
  const dense = rows.map((row) => {
    const full = new Float64Array(limits.length);
    for (const [column, coefficient] of row) {
      full[2 * column] = coefficient;
      full[2 * column + 1] = -coefficient;
    }
    return full;
  });
  const tableau = {
    rows: [] as Float64Array[],
    values: [] as number[],
    basis: [] as number[],
    limits,
    gains,
    turned: limits.map(() => false),
  };
  for (const row of dense) {
    for (const [index, basic] of tableau.basis.entries()) subtract(row, tableau.rows[index] ?? row, row[basic] ?? 0);
    const basic = row.findIndex((value, column) => Math.abs(value) > TINY && (limits[column] ?? 0) > 0);
    if (basic < 0) continue;
    const head = row[basic] ?? 1;
    for (let index = 0; index < row.length; index++) row[index] = (row[index] ?? 0) / head;
    for (const other of tableau.rows) subtract(other, row, other[basic] ?? 0);
    tableau.rows.push(row);
    tableau.values.push(0);
    tableau.basis.push(basic);
  }
  for (const [index, basic] of tableau.basis.entries())
    subtract(gains, tableau.rows[index] ?? gains, gains[basic] ?? 0);
  return tableau;
}

function enteringOf({ gains, limits, basis }: Tableau, careful: boolean): number {
  const basic = new Set(basis);
  let best = -1;
  for (let column = 0; column < gains.length; column++) {
    const gain = gains[column] ?? 0;
    if (gain <= TINY || (limits[column] ?? 0) <= 0 || basic.has(column)) continue;
    if (careful) return column;
    if (best < 0 || gain > (gains[best] ?? 0)) best = column;
  }
  return best;
}

/** How far the entering number may grow, and the row whose number stops it (-1: its own limit). */
function stopOf(tableau: Tableau, entering: number): { step: number; row: number; atLimit: boolean } {
  let stop = { step: tableau.limits[entering] ?? 0, row: -1, atLimit: false };
  for (const [row, coefficients] of tableau.rows.entries()) {
    const slope = coefficients[entering] ?? 0;
    if (Math.abs(slope) <= TINY) continue;
    const value = tableau.values[row] ?? 0;
    const limit = tableau.limits[tableau.basis[row] ?? -1] ?? 0;
    const step = Math.max(0, slope > 0 ? value / slope : (value - limit) / slope);
    const tie =
      Math.abs(step - stop.step) <= TINY && stop.row >= 0 && (tableau.basis[row] ?? 0) < (tableau.basis[stop.row] ?? 0);
    if (step < stop.step - TINY || tie) stop = { step, row, atLimit: slope < 0 };
  }
  return stop;
}

/** Measures a number from its upper limit instead of from 0. */
function turn(tableau: Tableau, column: number): void {
  const limit = tableau.limits[column] ?? 0;
  tableau.turned[column] = !tableau.turned[column];
  for (const [index, row] of tableau.rows.entries()) {
    tableau.values[index] = (tableau.values[index] ?? 0) - (row[column] ?? 0) * limit;
    row[column] = -(row[column] ?? 0);
  }
  tableau.gains[column] = -(tableau.gains[column] ?? 0);
}

function turnBasic(tableau: Tableau, index: number): void {
  const column = tableau.basis[index] ?? -1;
  const row = tableau.rows[index];
  if (row === undefined) return;
  tableau.turned[column] = !tableau.turned[column];
  tableau.values[index] = (tableau.limits[column] ?? 0) - (tableau.values[index] ?? 0);
  for (let at = 0; at < row.length; at++) if (at !== column) row[at] = -(row[at] ?? 0);
}

function pivot(tableau: Tableau, index: number, entering: number): void {
  const row = tableau.rows[index];
  if (row === undefined) return;
  const head = row[entering] ?? 1;
  for (let at = 0; at < row.length; at++) row[at] = (row[at] ?? 0) / head;
  const value = (tableau.values[index] ?? 0) / head;
  tableau.values[index] = value;
  for (const [other, coefficients] of tableau.rows.entries()) {
    if (other === index) continue;
    const slope = coefficients[entering] ?? 0;
    tableau.values[other] = (tableau.values[other] ?? 0) - slope * value;
    subtract(coefficients, row, slope);
  }
  subtract(tableau.gains, row, tableau.gains[entering] ?? 0);
  tableau.basis[index] = entering;
}

function movesOf({ basis, values, limits, turned }: Tableau, columns: number): Float64Array {
  const sizes = Float64Array.from(limits, (limit, column) => (turned[column] ? limit : 0));
  for (const [index, column] of basis.entries()) {
    const value = values[index] ?? 0;
    sizes[column] = turned[column] ? (limits[column] ?? 0) - value : value;
  }
  return Float64Array.from({ length: columns }, (_, index) => (sizes[2 * index] ?? 0) - (sizes[2 * index + 1] ?? 0));
}

/**
 * The cheapest moves that keep every sum and take the target as far as asked, or as far as it goes. A simplex method with
 * bounds on both sides (Dantzig), started where nothing moves. Limits must be finite.
 */
export function farthest(bound: Bound, goal: Goal): Float64Array {
  const tableau = tableauOf(bound, goal);
  let idle = 0;
  for (let step = 0; step < MOST_PIVOTS; step++) {
    const entering = enteringOf(tableau, idle > PATIENCE);
    if (entering < 0) break;
    const stop = stopOf(tableau, entering);
    idle = stop.step > TINY ? 0 : idle + 1;
    if (stop.row < 0) {
      turn(tableau, entering);
      continue;
    }
    if (stop.atLimit) turnBasic(tableau, stop.row);
    pivot(tableau, stop.row, entering);
  }
  return movesOf(tableau, bound.columns.length);
}
