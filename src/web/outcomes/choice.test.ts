import { expect, it } from "vitest";
import { addressWith, choiceOf } from "./choice.ts";

it("an address says again what was chosen", () => {
  const choice = { sourceId: "a", from: "2020-04-01", to: "2021-03-31", live: "yes" } as const;
  const address = addressWith("/resultados/nueve", choice, { indicador: "cfsr4.p1", por: undefined });
  expect(address).toBe("/resultados/nueve?indicador=cfsr4.p1&entidad=a&desde=2020-04-01&hasta=2021-03-31&ahora=yes");
  expect(choiceOf(Object.fromEntries(new URL(address, "http://x").searchParams))).toEqual(choice);
});

it("what an address does not say is left open", () => {
  expect(choiceOf({ indicador: "cfsr4.p1", desde: "" })).toEqual({});
  expect(addressWith("/resultados/nueve", {})).toBe("/resultados/nueve");
});
