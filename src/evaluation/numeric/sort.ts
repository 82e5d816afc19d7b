const BITS = 11;
const BUCKETS = 1 << BITS;
const MASK = BUCKETS - 1;
const PASSES = 3;
const SMALL = 1024;
/** Runs up to this length are sorted by insertion. */
const SHORT = 32;

/** Where each bucket of each of the three digits of 32-bit words begins; undefined where all words share a digit. */
function placesOf(words: Uint32Array): readonly (Uint32Array | undefined)[] {
  const n = words.length;
  const counts = Array.from({ length: PASSES }, () => new Uint32Array(BUCKETS));
  const [first, second, third] = counts as [Uint32Array, Uint32Array, Uint32Array];
  for (let i = 0; i < n; i++) {
    const word = words[i] as number;
    first[word & MASK] = (first[word & MASK] as number) + 1;
    second[(word >>> BITS) & MASK] = (second[(word >>> BITS) & MASK] as number) + 1;
    third[word >>> (2 * BITS)] = (third[word >>> (2 * BITS)] as number) + 1;
  }
  return counts.map((buckets) => {
    let place = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const count = buckets[bucket] as number;
      if (count === n) return undefined;
      buckets[bucket] = place;
      place += count;
    }
    return buckets;
  });
}

interface Words {
  readonly words: Uint32Array;
  readonly index: Uint32Array;
}

/** Sorts words with what they stand for, least digit first: stable and linear. */
function sortWords(start: Words): Words {
  let from = start;
  let to: Words | undefined;
  placesOf(start.words).forEach((places, pass) => {
    if (!places) return;
    to ??= { words: new Uint32Array(start.words.length), index: new Uint32Array(start.words.length) };
    const shift = pass * BITS;
    const { words, index } = from;
    const { words: wordsTo, index: indexTo } = to;
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as number;
      const digit = (word >>> shift) & MASK;
      const at = places[digit] as number;
      places[digit] = at + 1;
      wordsTo[at] = word;
      indexTo[at] = index[i] as number;
    }
    [from, to] = [to, from];
  });
  return from;
}

/** The upper half of each double as a word that keeps the order: negative numbers turned round, NaN last. */
function upperWords(keys: Float64Array): Uint32Array {
  const words = new Uint32Array(keys.length);
  const number = new Float64Array(1);
  const halves = new Uint32Array(number.buffer);
  for (let i = 0; i < words.length; i++) {
    const key = keys[i] as number;
    // Adding 0 turns -0 into 0: the two are equal and keep their order.
    number[0] = key + 0;
    const top = halves[1] as number;
    words[i] = Number.isNaN(key) ? 0xffffffff : top >>> 31 ? ~top : top | 0x80000000;
  }
  return words;
}

/** -1, 0 or 1; NaN comes last. */
function compared(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return a === b ? 0 : Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** Puts a run of positions, which keep their order so far, in the order of their keys. */
function sortRun(run: Uint32Array, keys: Float64Array): void {
  if (run.length > SHORT) {
    const first = keys[run[0] as number] as number;
    if (run.every((at) => keys[at] === first || Number.isNaN(keys[at]))) return;
    // By keys, then by position: with that the order of the run is the stable one.
    run.sort((left, right) => compared(keys[left] as number, keys[right] as number) || left - right);
    return;
  }
  for (let i = 1; i < run.length; i++) {
    const moving = run[i] as number;
    const key = keys[moving] as number;
    let at = i;
    for (; at > 0 && compared(keys[run[at - 1] as number] as number, key) > 0; at--) run[at] = run[at - 1] as number;
    run[at] = moving;
  }
}

/**
 * The stable ascending order of the keys (positions, from 0): equal keys keep their order, NaN comes last. By the upper
 * halves of the doubles in linear time; the few that share one are put in order afterwards.
 */
export function radixArgsort(keys: Float64Array): Uint32Array {
  const n = keys.length;
  const index = new Uint32Array(n);
  for (let i = 0; i < n; i++) index[i] = i;
  if (n <= SMALL) return index.sort((a, b) => compared(keys[a] as number, keys[b] as number) || a - b);
  const sorted = sortWords({ words: upperWords(keys), index });
  eachRun(sorted.words, (from, to) => sortRun(sorted.index.subarray(from, to), keys));
  return sorted.index;
}

/** Calls back for every stretch of two or more equal words. */
function eachRun(words: Uint32Array, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < words.length; ) {
    let to = from + 1;
    while (to < words.length && words[to] === words[from]) to++;
    if (to > from + 1) visit(from, to);
    from = to;
  }
}

/** Sorts numbers (none NaN) in place: as `radixArgsort`, but only their values matter. */
export function sortNumbers(values: Float64Array): void {
  const n = values.length;
  if (n <= SMALL) {
    values.sort();
    return;
  }
  const words = upperWords(values);
  let from = values;
  let to: Float64Array | undefined;
  let [wordsFrom, wordsTo] = [words, undefined as Uint32Array | undefined];
  placesOf(words).forEach((places, pass) => {
    if (!places) return;
    to ??= new Float64Array(n);
    wordsTo ??= new Uint32Array(n);
    moveNumbers({ values: from, words: wordsFrom }, { values: to, words: wordsTo }, places, pass * BITS);
    [from, to] = [to, from];
    [wordsFrom, wordsTo] = [wordsTo, wordsFrom];
  });
  if (from !== values) values.set(from);
  eachRun(wordsFrom, (start, end) => {
    if (end - start > SHORT) values.subarray(start, end).sort();
    else insertionSort(values, start, end);
  });
}

interface Numbers {
  readonly values: Float64Array;
  readonly words: Uint32Array;
}

function moveNumbers(from: Numbers, to: Numbers, places: Uint32Array, shift: number): void {
  const { values, words } = from;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as number;
    const digit = (word >>> shift) & MASK;
    const at = places[digit] as number;
    places[digit] = at + 1;
    to.words[at] = word;
    to.values[at] = values[i] as number;
  }
}

function insertionSort(values: Float64Array, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const moving = values[i] as number;
    let at = i;
    for (; at > start && (values[at - 1] as number) > moving; at--) values[at] = values[at - 1] as number;
    values[at] = moving;
  }
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
