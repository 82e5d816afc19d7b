/**
 * UUID version 7 from a time and ten random bytes: ids made on different devices sort by the time they claim.
 * `milliseconds` since 1970; `random` holds at least 10 bytes.
 */
export function uuidV7(milliseconds: number, random: Uint8Array): string {
  if (random.length < 10) throw new RangeError("ten random bytes are needed");
  const bytes = new Uint8Array(16);
  let rest = Math.floor(milliseconds);
  for (let index = 5; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
