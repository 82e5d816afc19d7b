/** A stream of random numbers: the same seed gives the same stream on every machine. */
export interface Rng {
  /** Uniform in [0, 1) with 53 bits. */
  readonly next: () => number;
  /** A whole number from 0 to n - 1, each equally likely (1 <= n <= 2^32). */
  readonly int: (n: number) => number;
  /** A new stream 2^64 numbers further on; this one is left as it is. */
  readonly jump: () => Rng;
}

const WORD = 0xffffffffffffffffn;
const JUMP = [0x8764000b, 0xf542d2d3, 0x6fa035c3, 0x77f2db5b] as const;
const TWO_32 = 4294967296;

/** One output of splitmix64 (Steele, Lea and Flood 2014) for the state after `steps` additions. */
function splitmix(seed: bigint, steps: bigint): bigint {
  let z = (seed + steps * 0x9e3779b97f4a7c15n) & WORD;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & WORD;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & WORD;
  return z ^ (z >> 31n);
}

/** FNV-1a, 64 bits, of the UTF-16 units of a text. */
function hashOf(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) hash = ((hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n) & WORD;
  return hash;
}

/** xoshiro128** (Blackman and Vigna 2021): moves the state on and returns 32 bits. */
function step(state: Uint32Array): number {
  const s1 = state[1] ?? 0;
  const scrambled = Math.imul(s1, 5);
  const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
  state[2] = (state[2] ?? 0) ^ (state[0] ?? 0);
  state[3] = (state[3] ?? 0) ^ s1;
  state[1] = s1 ^ (state[2] ?? 0);
  state[0] = (state[0] ?? 0) ^ (state[3] ?? 0);
  state[2] = (state[2] ?? 0) ^ (s1 << 9);
  const s3 = state[3] ?? 0;
  state[3] = (s3 << 11) | (s3 >>> 21);
  return result;
}

function jumped(state: Uint32Array): Uint32Array {
  const moving = state.slice();
  const sum = new Uint32Array(4);
  for (const word of JUMP)
    for (let bit = 0; bit < 32; bit++) {
      if ((word >>> bit) & 1) for (let k = 0; k < 4; k++) sum[k] = (sum[k] ?? 0) ^ (moving[k] ?? 0);
      step(moving);
    }
  return sum;
}

function streamOf(state: Uint32Array): Rng {
  return {
    next: () => ((step(state) >>> 5) * 67108864 + (step(state) >>> 6)) / 9007199254740992,
    int: (n) => {
      if (n === TWO_32) return step(state);
      // Draws beyond the last whole multiple of n would favour the small numbers: drawn again. Only the last n can be such.
      const size = n >>> 0;
      let drawn = step(state);
      while (drawn >= TWO_32 - size && drawn >= TWO_32 - ((TWO_32 - size) % size)) drawn = step(state);
      return (drawn >>> 0) % size;
    },
    jump: () => streamOf(jumped(state)),
  };
}

/**
 * A stream from a seed: a whole number (its lowest 64 bits count), or a text, which is a number when it is written as one
 * (decimal, or hexadecimal after 0x) and hashed otherwise.
 */
export function rngFrom(seed: bigint | string): Rng {
  const number = typeof seed === "bigint" ? seed : /^(\d+|0x[0-9a-f]+)$/i.test(seed) ? BigInt(seed) : hashOf(seed);
  const first = splitmix(number & WORD, 1n);
  const second = splitmix(number & WORD, 2n);
  const words = [first, first >> 32n, second, second >> 32n].map((word) => Number(word & 0xffffffffn));
  return streamOf(Uint32Array.from(words));
}
