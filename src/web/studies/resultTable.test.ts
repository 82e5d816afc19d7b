import { expect, test } from "vitest";
import { resultCsv, resultRows } from "./resultTable.ts";

const words = (es: string) => ({ es, en: es });
type Data = Parameters<typeof resultRows>[0];

const data = {
  result: {
    groups: [{ arm: "programme", n: 45, missing: 3, mean: 12.5 }],
    numbers: [
      {
        label: words("=HYPERLINK(1)"),
        value: 1.5,
        low: null,
        high: 2,
        unit: words("puntos; más"),
        method: words("una"),
      },
    ],
  },
  cost: null,
} as unknown as Data;

test("small counts are words in the file too", () => {
  expect(resultRows(data, "es").slice(1, 3)).toEqual([
    ["Con el programa: cuántos", 45, null, null, "", ""],
    ["Con el programa: sin el resultado", "menos de 5", null, null, "", ""],
  ]);
});

test("a result leaves as Excel in Spanish reads it, and nothing in it runs as a formula", () => {
  const lines = resultCsv(data, "es").split("\r\n");
  expect(lines[0]).toBe("\ufeffcifra;valor;desde;hasta;unidad;cómo se calculó");
  expect(lines[4]).toBe('\'=HYPERLINK(1);1,5;;2;"puntos; más";una');
});
