import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalMark, readNumber, writeMoney, writeNumber } from "./numbers.ts";

const read = (text: string, tag = "es-ES") => {
  const result = readNumber(text, tag);
  return result.ok ? result.value : null;
};

describe("a number as people write it", () => {
  it.each([
    ["12,5", 12.5],
    ["12.5", 12.5],
    ["1.234", 1234],
    ["1.234,5", 1234.5],
    ["1,234.5", 1234.5],
    ["1 234,50", 1234.5],
    ["1.234.567", 1234567],
    ["0,333", 0.333],
    ["-3", -3],
    [" 7 ", 7],
  ])("«%s» is %d in Spain", (text, value) => {
    expect(read(text)).toBe(value);
  });

  it("with one mark before three figures follows the country", () => {
    expect([read("1.234", "es-CL"), read("1.234", "es-MX"), read("1,234", "es-MX")]).toEqual([1234, 1.234, 1234]);
    expect([decimalMark("es-CL"), decimalMark("es-MX")]).toEqual([",", "."]);
  });

  it.each(["", "doce", "1,2,3", "12,", "5 €", "1-2", ",", "--1"])(
    "«%s» is refused or read whole, never in part",
    (text) => {
      expect(read(text)).toBe(text === "12," ? 12 : null);
    },
  );

  it("is read back as it was written, in every country", () => {
    const tags = fc.constantFrom("es-ES", "es-CL", "es-MX", "en-GB");
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), tags, (hundredths, tag) => {
        expect(read(writeNumber(hundredths / 100, tag), tag)).toBe(hundredths / 100 + 0);
      }),
    );
  });
});

it("money is written from the smallest unit with the decimals of its currency", () => {
  expect(writeMoney({ minor: 45_000, currency: "CLP" }, "es-CL")).toBe("$45.000");
  expect(writeMoney({ minor: 123_450, currency: "EUR" }, "es-ES")).toBe("1.234,50\u00a0€");
  expect(writeMoney({ minor: 123_450, currency: "MXN" }, "es-MX")).toBe("$1,234.50");
});
