import fc from "fast-check";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { type MessageValues, parameterNames, parseMessage, writeMessage } from "./message.ts";

function ours(text: string, values: MessageValues, locale: string): string {
  const parsed = parseMessage(text);
  if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.failure)}`);
  return writeMessage(parsed.value, values, locale);
}

function reference(text: string, values: MessageValues, locale: string): string {
  return String(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).format(values));
}

const MESSAGES = [
  "Nada que rellenar",
  "Hola, {name}",
  "{ name } y {other}",
  "{n, plural, one {# visita} other {# visitas}}",
  "{n, plural, =0 {ninguna} =1 {una sola} one {# visita} other {# visitas de {name}}}",
  "{n, number} de {m, number}",
  "{kind, select, home {en la casa} centre {en el centro} other {en {kind}}}",
  "{kind, select, home {{n, plural, one {# vez en casa} other {# veces en casa}}} other {#}}",
  "{n, plural, other {{kind, select, home {# aquí} other {# allí}}}}",
  "It''s {name}'s, don't '{quote}' '{' or '{a}' but # stays",
  "{n, plural, one {'#' is literal: #} other {'#' is literal: #}}",
];

describe("a message", () => {
  const values = fc.record({
    n: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 2_000_000 })),
    m: fc.nat(),
    name: fc.string(),
    other: fc.string(),
    kind: fc.constantFrom("home", "centre", "elsewhere", "other"),
  });

  it.each(MESSAGES)("reads as intl-messageformat writes it: %s", (text) => {
    fc.assert(
      fc.property(values, fc.constantFrom("es-ES", "es-CL", "es-MX", "en-GB"), (given, locale) => {
        expect(ours(text, given, locale)).toBe(reference(text, given, locale));
      }),
      { numRuns: 60 },
    );
  });

  it("names its parameters once, also those inside its cases", () => {
    const parsed = parseMessage("{n, plural, one {# de {name}} other {# de {name} en {place}}}");
    expect(parsed.ok && parameterNames(parsed.value)).toEqual(["n", "name", "place"]);
  });

  it.each([
    ["{", "a parameter name"],
    ["{n", ","],
    ["hola }", "no closing brace"],
    ["{n, plural, one {#}}", "a case for other"],
    ["{n, date}", "number, plural or select"],
    ["{n, plural, one # other {#}}", "{"],
  ])("that is malformed is refused, saying what was expected: %s", (text, expected) => {
    const parsed = parseMessage(text);
    expect(parsed).toMatchObject({ ok: false, failure: { code: "message_malformed", expected } });
  });

  it("is never an exception, whatever is written in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."{}#', =ab1\nplural,select,other".split("")) }), (text) => {
        const parsed = parseMessage(text);
        if (parsed.ok) expect(typeof writeMessage(parsed.value, {}, "es-ES")).toBe("string");
      }),
    );
  });
});
