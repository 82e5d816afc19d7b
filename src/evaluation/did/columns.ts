/** Columns ready for a small fit: an intercept and the covariates, centred and scaled over the sample. */
export interface Prepared {
  /** `cols[0]` is the intercept. */
  readonly cols: readonly Float64Array[];
  /** Places (in the list given) of covariates that are combinations of earlier ones or constant. */
  readonly aliased: readonly number[];
}

/** A column whose remaining square, after the earlier ones, is below this share of its own is a combination of them. */
const ALIASED = 1e-12;

function standardise(column: Float64Array): boolean {
  const n = column.length;
  let sum = 0;
  for (const value of column) sum += value;
  const middle = sum / n;
  let square = 0;
  let size = 0;
  for (let i = 0; i < n; i++) {
    const centred = (column[i] as number) - middle;
    column[i] = centred;
    square += centred * centred;
  }
  size = Math.sqrt(square / n);
  if (!(size > Math.abs(middle) * 1e-13) || size === 0) return false;
  for (let i = 0; i < n; i++) column[i] = (column[i] as number) / size;
  return true;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let s0 = 0;
  let s1 = 0;
  let i = 0;
  for (; i + 1 < a.length; i += 2) {
    s0 += (a[i] as number) * (b[i] as number);
    s1 += (a[i + 1] as number) * (b[i + 1] as number);
  }
  if (i < a.length) s0 += (a[i] as number) * (b[i] as number);
  return s0 + s1;
}

/** Is the last of these standardised columns a combination of the others? One step of Cholesky on their products. */
function isCombination(lower: number[][], kept: readonly Float64Array[], column: Float64Array): boolean {
  const whole = dot(column, column);
  const row: number[] = [];
  let left = whole;
  for (const [j, other] of kept.entries()) {
    let sum = dot(column, other);
    const above = lower[j] ?? [];
    for (let k = 0; k < j; k++) sum -= (row[k] ?? 0) * (above[k] ?? 0);
    const value = sum / (above[j] ?? 1);
    row.push(value);
    left -= value * value;
  }
  if (!(left > ALIASED * whole)) return true;
  row.push(Math.sqrt(left));
  lower.push(row);
  return false;
}

/**
 * Gathers covariates at the places `idx`, centres and scales them over those places, and leaves out the ones that add
 * nothing there. Estimates of treatment effects do not depend on centre and scale; rounding errors do.
 */
export function prepareColumns(x: readonly Float64Array[], idx: Int32Array): Prepared {
  const cols: Float64Array[] = [new Float64Array(idx.length).fill(1)];
  const kept: Float64Array[] = [];
  const aliased: number[] = [];
  const lower: number[][] = [];
  for (const [place, column] of x.entries()) {
    const gathered = new Float64Array(idx.length);
    for (let i = 0; i < idx.length; i++) gathered[i] = column[idx[i] as number] as number;
    if (!standardise(gathered) || isCombination(lower, kept, gathered)) aliased.push(place);
    else {
      kept.push(gathered);
      cols.push(gathered);
    }
  }
  return { cols, aliased };
}
