/** Half-open range of places `[from, to)` within gathered columns. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** sum of weight x x' over a range, flat p x p; without weights every place counts once. */
export function crossProducts(
  cols: readonly Float64Array[],
  { from, to }: Range,
  weights?: Float64Array,
): Float64Array {
  const p = cols.length;
  const products = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    const left = cols[j] as Float64Array;
    for (let k = 0; k <= j; k++) {
      const right = cols[k] as Float64Array;
      let sum = 0;
      if (weights)
        for (let i = from; i < to; i++) sum += (weights[i] as number) * (left[i] as number) * (right[i] as number);
      else for (let i = from; i < to; i++) sum += (left[i] as number) * (right[i] as number);
      products[j * p + k] = sum;
      products[k * p + j] = sum;
    }
  }
  return products;
}

/** sum of factor * x over a range, one number per column. */
export function weightedSums(cols: readonly Float64Array[], { from, to }: Range, factor: Float64Array): Float64Array {
  return Float64Array.from(cols, (column) => {
    let sum = 0;
    for (let i = from; i < to; i++) sum += (factor[i] as number) * (column[i] as number);
    return sum;
  });
}

/** x'b for every place of a range, into `into`. */
export function linear(
  cols: readonly Float64Array[],
  b: ArrayLike<number>,
  { from, to }: Range,
  into: Float64Array,
): void {
  const first = b[0] as number;
  for (let i = from; i < to; i++) into[i] = first;
  for (let j = 1; j < cols.length; j++) {
    const column = cols[j] as Float64Array;
    const slope = b[j] as number;
    for (let i = from; i < to; i++) into[i] = (into[i] as number) + slope * (column[i] as number);
  }
}

/** sum of factor over a range. */
export function total(factor: Float64Array, { from, to }: Range): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += factor[i] as number;
  return sum;
}

/** sum of factor * value over a range. */
export function totalOf(factor: Float64Array, value: Float64Array, { from, to }: Range): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += (factor[i] as number) * (value[i] as number);
  return sum;
}
