import { describe, expect, it } from "vitest";
import { cholesky, invSpd, invSquare, multiply, symmetricEigen } from "./linear.ts";
import { qrInPlace } from "./qr.ts";
import { rngFrom } from "./random.ts";
import { findIncreasingRoot, findRoot } from "./roots.ts";
import { countingGroup, radixArgsort, sortNumbers } from "./sort.ts";
import { quantile, runningSum, sum } from "./sums.ts";

describe("random numbers", () => {
  it("are the same for the same seed and differ for another", () => {
    const draw = (seed: bigint | string) => Array.from({ length: 4 }, rngFrom(seed).next);
    expect(draw(7n)).toEqual(draw("7"));
    expect(draw("protocolo a")).not.toEqual(draw("protocolo b"));
  });
  it("come evenly and never reach the end", () => {
    const rng = rngFrom(1n);
    const counts = new Array<number>(7).fill(0);
    for (let k = 0; k < 70_000; k++) {
      const at = rng.int(7);
      counts[at] = (counts[at] ?? 0) + 1;
      expect(rng.next()).toBeLessThan(1);
    }
    const chi = counts.reduce((total, count) => total + (count - 10_000) ** 2 / 10_000, 0);
    expect(chi).toBeLessThan(22.5);
  });
  it("jump as far as 2^64 steps of the generator's matrix over the field of two elements", () => {
    expect(jumpedByMatrix()).toEqual(Array.from({ length: 6 }, rngFrom(2024n).jump().next));
  });
});

/** Streams after 2^64 steps, found by squaring the generator's 128 x 128 bit matrix 64 times. */
function jumpedByMatrix(): readonly number[] {
  const step = (state: bigint): bigint => {
    const word = (k: number) => Number((state >> BigInt(32 * k)) & 0xffffffffn);
    let [s0, s1, s2, s3] = [word(0), word(1), word(2), word(3)];
    const t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 11) | (s3 >>> 21);
    return [s0, s1, s2, s3].reduce((all, value, k) => all | (BigInt(value >>> 0) << BigInt(32 * k)), 0n);
  };
  const apply = (columns: readonly bigint[], state: bigint) => {
    let result = 0n;
    for (let bit = 0; bit < 128; bit++) if ((state >> BigInt(bit)) & 1n) result ^= columns[bit] ?? 0n;
    return result;
  };
  let columns = Array.from({ length: 128 }, (_, bit) => step(1n << BigInt(bit)));
  for (let k = 0; k < 64; k++) columns = columns.map((column) => apply(columns, column));
  let state = apply(columns, stateOf(2024n));
  const output = () => {
    const s1 = Number((state >> 32n) & 0xffffffffn);
    const scrambled = Math.imul(s1, 5);
    state = step(state);
    return Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
  };
  return Array.from({ length: 6 }, () => ((output() >>> 5) * 67108864 + (output() >>> 6)) / 9007199254740992);
}

function stateOf(seed: bigint): bigint {
  const word = 0xffffffffffffffffn;
  const mix = (steps: bigint) => {
    let z = (seed + steps * 0x9e3779b97f4a7c15n) & word;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & word;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & word;
    return z ^ (z >> 31n);
  };
  return mix(1n) | (mix(2n) << 64n);
}

describe("sorting", () => {
  it("is stable, puts missing values last and holds -0 equal to 0", () => {
    const rng = rngFrom(3n);
    const special = [0, -0, Number.NaN, -1e300, 5e-324, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, -3.5];
    for (const n of [50, 5000]) {
      const keys = Float64Array.from({ length: n }, (_, i) => special[i % 11] ?? Math.round(rng.next() * 40) - 20);
      const order = [...radixArgsort(keys)];
      const rank = (i: number) => (Number.isNaN(keys[i]) ? 2 : 1);
      const wanted = [...keys.keys()].sort((a, b) => {
        if (rank(a) !== rank(b)) return rank(a) - rank(b);
        const [left, right] = [keys[a] ?? 0, keys[b] ?? 0];
        return left < right ? -1 : left > right ? 1 : a - b;
      });
      expect(order).toEqual(wanted);
    }
  });
  it("orders numbers that only differ in their last digits, few of them or many", () => {
    const rng = rngFrom(5n);
    for (const copies of [3, 100, 3000]) {
      const values = Float64Array.from(
        { length: 6000 },
        (_, i) => (i % Math.ceil(6000 / copies)) + rng.next() * 2 ** -22,
      );
      const wanted = values.slice().sort();
      const order = radixArgsort(values);
      expect(order.every((at, place) => values[at] === wanted[place])).toBe(true);
      const sorted = values.slice();
      sortNumbers(sorted);
      expect(sorted).toEqual(wanted);
    }
  });
  it("groups whole codes in file order and leaves out the missing", () => {
    const { order, starts } = countingGroup(Int32Array.from([2, 0, -1, 2, 1]), 3);
    expect([[...order], [...starts]]).toEqual([
      [1, 4, 0, 3],
      [0, 1, 2, 4],
    ]);
  });
});

describe("linear algebra", () => {
  const rng = rngFrom(4n);
  const p = 5;
  const half = Float64Array.from({ length: p * p }, () => rng.next() - 0.5);
  const spd = multiply(half, transposed(half), [p, p, p]);

  function transposed(a: Float64Array): Float64Array {
    return a.map((_, at) => a[(at % p) * p + Math.floor(at / p)] ?? 0);
  }
  function near(a: Float64Array, b: Float64Array): number {
    return Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 0))));
  }
  const unit = Float64Array.from({ length: p * p }, (_, at) => Number(at % p === Math.floor(at / p)));

  it("inverts what can be inverted and refuses what cannot", () => {
    expect(near(multiply(spd, invSpd(spd, p) ?? unit, [p, p, p]), unit)).toBeLessThan(1e-9);
    expect(near(multiply(half, invSquare(half, p) ?? unit, [p, p, p]), unit)).toBeLessThan(1e-10);
    expect(cholesky(Float64Array.from([1, 1, 1, 1]), 2)).toBeUndefined();
    expect(invSquare(new Float64Array(4), 2)).toBeUndefined();
  });
  it("puts a symmetric matrix together again from its eigenvalues", () => {
    const { values, vectors } = symmetricEigen(spd, p);
    const scaled = vectors.map((value, at) => value * (values[at % p] ?? 0));
    expect(near(multiply(scaled, transposed(vectors), [p, p, p]), spd)).toBeLessThan(1e-13);
  });
  it("leaves out a column that is a combination of earlier ones", () => {
    const a = Float64Array.from([1, 2, 3, 4]);
    const b = Float64Array.from([1, 0, 1, 0]);
    const both = a.map((value, i) => 2 * value - (b[i] ?? 0));
    expect(qrInPlace([a.slice(), b.slice(), both, new Float64Array(4)]).kept).toEqual([0, 1]);
  });
});

describe("roots and sums", () => {
  it("finds a root inside its bracket and none where the sign does not change", () => {
    expect(findRoot((x) => x ** 3 - 2, 0, 2)).toBeCloseTo(2 ** (1 / 3), 14);
    expect(findRoot((x) => x * x + 1, -1, 1)).toBeUndefined();
    expect(findIncreasingRoot((x) => Math.log(x / 300), 1, 0.1)).toBeCloseTo(300, 9);
    expect(findIncreasingRoot((x) => x + 1e5, 0)).toBeCloseTo(-1e5, 6);
  });
  it("adds without losing small parts, in a fixed order", () => {
    const running = runningSum();
    for (const value of [1e16, 1, -1e16, 1]) running.add(value);
    expect(running.total()).toBe(2);
    expect(sum(new Float64Array(1e6).fill(0.1))).toBeCloseTo(1e5, 8);
  });
  it("takes the type 7 quantile", () => {
    expect(quantile([3, 1, 4, 2], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4, 5], 0.99)).toBeCloseTo(4.96, 12);
    expect(quantile([7], 0.3)).toBe(7);
  });
});
