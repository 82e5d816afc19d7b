import { expect, it } from "vitest";
import { addressWith, choiceOf, yearsBack } from "./choice.ts";

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

it("years back are twelve months each, without gap or overlap", () => {
  expect(yearsBack("2022-03-31", 2)).toEqual([
    { from: "2021-04-01", to: "2022-03-31" },
    { from: "2020-04-01", to: "2021-03-31" },
  ]);
  const years = yearsBack("2023-12-31", 5);
  years.slice(1).forEach(({ to }, at) => {
    expect(Date.parse(years[at]?.from ?? "") - Date.parse(to)).toBe(86_400_000);
  });
});
