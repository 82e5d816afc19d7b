/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4). */
const rounds = Int32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)));
const start = Int32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)));

function primes(count: number): readonly number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 4294967296) | 0;
}

function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const sign of text) {
    const written = sign.codePointAt(0) ?? 0;
    // Half of a pair stands for nothing: the replacement character, as every encoder writes it.
    const code = written >= 0xd800 && written <= 0xdfff ? 0xfffd : written;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

function padded(bytes: readonly number[]): Int32Array {
  const words = new Int32Array(((bytes.length + 9 + 63) >> 6) << 4);
  for (const [at, byte] of [...bytes, 0x80].entries())
    words[at >> 2] = (words[at >> 2] ?? 0) | (byte << (24 - 8 * (at & 3)));
  words[words.length - 2] = Math.floor((bytes.length * 8) / 4294967296);
  words[words.length - 1] = (bytes.length * 8) | 0;
  return words;
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function schedule(block: Int32Array): Int32Array {
  const w = new Int32Array(64);
  w.set(block);
  for (let t = 16; t < 64; t++) {
    const [early, late] = [w[t - 15] ?? 0, w[t - 2] ?? 0];
    const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    w[t] = ((w[t - 16] ?? 0) + s0 + (w[t - 7] ?? 0) + s1) | 0;
  }
  return w;
}

function compress(state: Int32Array, block: Int32Array): void {
  const w = schedule(block);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < 64; t++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const one = (h + s1 + ((e & f) ^ (~e & g)) + (rounds[t] ?? 0) + (w[t] ?? 0)) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] = ((state[at] ?? 0) + word) | 0;
}

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits (FIPS 180-4): anyone can check it with any tool. */
export function sha256(text: string): string {
  const words = padded(utf8(text));
  const state = start.slice();
  for (let at = 0; at < words.length; at += 16) compress(state, words.subarray(at, at + 16));
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
