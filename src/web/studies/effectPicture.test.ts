import { expect, test } from "vitest";
import { picturesInOrder } from "./effectPicture.ts";

type Given = Parameters<typeof picturesInOrder>[0];
const words = { es: "x", en: "x" };
const balance = { kind: "balance", title: words, description: words, rows: [], limits: [0.1, 0.25] } as const;
const curves = { kind: "curves", title: words, description: words, series: [], unit: words } as const;
const estimate = { value: -9, low: -11, high: -7, level: 0.95, unit: words, p: 0.001, pMethod: null };

test("what was found is drawn before how alike the groups were", () => {
  const kinds = picturesInOrder({ pictures: [balance, curves], estimate } as unknown as Given).map(({ kind }) => kind);
  expect(kinds).toEqual(["curves", "balance"]);
});

test("the effect is drawn with its interval where no picture shows it, and never without one", () => {
  const [first, ...rest] = picturesInOrder({ pictures: [balance], estimate } as unknown as Given);
  expect(first).toMatchObject({ kind: "forest", none: 0, rows: [{ value: -9, low: -11, high: -7 }] });
  expect(rest).toEqual([balance]);
  expect(picturesInOrder({ pictures: [balance], estimate: null } as unknown as Given)).toEqual([balance]);
});
