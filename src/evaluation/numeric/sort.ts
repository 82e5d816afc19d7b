const BITS = 11;
const BUCKETS = 1 << BITS;
const MASK = BUCKETS - 1;
const SMALL = 1024;

/** Order-preserving unsigned words of a double: negative numbers flipped, others with the sign bit set; NaN last. */
function wordsOf(keys: Float64Array, low: Uint32Array, high: Uint32Array): void {
  // Adding 0 turns -0 into 0: the two are equal and keep their order.
  const bits = new Uint32Array(2);
  const number = new Float64Array(bits.buffer);
  for (let i = 0; i < keys.length; i++) {
    number[0] = (keys[i] ?? 0) + 0;
    const top = bits[1] ?? 0;
    const bottom = bits[0] ?? 0;
    if (Number.isNaN(number[0])) {
      low[i] = 0xffffffff;
      high[i] = 0xffffffff;
    } else if (top >>> 31) {
      low[i] = ~bottom;
      high[i] = ~top;
    } else {
      low[i] = bottom;
      high[i] = top | 0x80000000;
    }
  }
}

/** The 11 bits of pass `pass` (0 to 5) of a 64-bit key. */
function digitOf(low: number, high: number, pass: number): number {
  if (pass < 2) return (low >>> (pass * BITS)) & MASK;
  if (pass === 2) return ((low >>> 22) | (high << 10)) & MASK;
  return (high >>> (pass * BITS - 32)) & MASK;
}

interface Records {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly index: Uint32Array;
}

function records(n: number): Records {
  return { low: new Uint32Array(n), high: new Uint32Array(n), index: new Uint32Array(n) };
}

function histograms({ low, high }: Records): Uint32Array {
  const counts = new Uint32Array(6 * BUCKETS);
  for (let i = 0; i < low.length; i++) {
    const l = low[i] ?? 0;
    const h = high[i] ?? 0;
    for (let pass = 0; pass < 6; pass++) {
      const at = pass * BUCKETS + digitOf(l, h, pass);
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return counts;
}

/** Moves the records in the order of one digit; false when all have the same one. */
function scatter(from: Records, to: Records, counts: Uint32Array, pass: number): boolean {
  const n = from.low.length;
  let place = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const count = counts[bucket] ?? 0;
    if (count === n) return false;
    counts[bucket] = place;
    place += count;
  }
  for (let i = 0; i < n; i++) {
    const l = from.low[i] ?? 0;
    const h = from.high[i] ?? 0;
    const digit = digitOf(l, h, pass);
    const at = counts[digit] ?? 0;
    counts[digit] = at + 1;
    to.low[at] = l;
    to.high[at] = h;
    to.index[at] = from.index[i] ?? 0;
  }
  return true;
}

/** The stable ascending order of the keys (positions, from 0): equal keys keep their order, NaN comes last. Linear. */
export function radixArgsort(keys: Float64Array): Uint32Array {
  const n = keys.length;
  if (n <= SMALL) return smallArgsort(keys);
  let from = records(n);
  for (let i = 0; i < n; i++) from.index[i] = i;
  wordsOf(keys, from.low, from.high);
  const counts = histograms(from);
  let to = records(n);
  for (let pass = 0; pass < 6; pass++)
    if (scatter(from, to, counts.subarray(pass * BUCKETS, (pass + 1) * BUCKETS), pass)) [from, to] = [to, from];
  return from.index;
}

function smallArgsort(keys: Float64Array): Uint32Array {
  const index = Uint32Array.from(keys, (_, i) => i);
  return index.sort((left, right) => {
    const a = keys[left] ?? 0;
    const b = keys[right] ?? 0;
    if (a < b) return -1;
    if (a > b) return 1;
    if (a === b) return left - right;
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || left - right;
  });
}

/** Rows grouped by code: rows of code c are `order[starts[c]]` to `order[starts[c + 1] - 1]`, in file order. */
export interface Grouping {
  readonly order: Uint32Array;
  readonly starts: Uint32Array;
}

/** Groups rows by whole codes 0..levels-1 in one counting pass; rows with a negative code are left out. */
export function countingGroup(codes: Int32Array, levels: number): Grouping {
  const starts = new Uint32Array(levels + 1);
  for (const code of codes) if (code >= 0) starts[code + 1] = (starts[code + 1] ?? 0) + 1;
  for (let code = 0; code < levels; code++) starts[code + 1] = (starts[code + 1] ?? 0) + (starts[code] ?? 0);
  const order = new Uint32Array(starts[levels] ?? 0);
  const next = starts.slice();
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code < 0) continue;
    const at = next[code] ?? 0;
    order[at] = row;
    next[code] = at + 1;
  }
  return { order, starts };
}
