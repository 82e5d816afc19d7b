import fc from "fast-check";
import { expect, test } from "vitest";
import { uuidV7 } from "./ids.ts";

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const instants = fc.integer({ min: 0, max: 2 ** 47 });

test("an id is a version 7 UUID of the standard variant", () => {
  fc.assert(
    fc.property(instants, bytes, (at, random) => {
      expect(uuidV7(at, random)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }),
  );
});

test("ids sort by their time", () => {
  fc.assert(
    fc.property(instants, instants, bytes, bytes, (one, other, left, right) => {
      fc.pre(one !== other);
      expect(uuidV7(one, left) < uuidV7(other, right)).toBe(one < other);
    }),
  );
});

test("too few random bytes are a bug and say so", () => {
  expect(() => uuidV7(0, new Uint8Array(9))).toThrow(RangeError);
});
