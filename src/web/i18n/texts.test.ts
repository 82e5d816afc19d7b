import { expect, expectTypeOf, it } from "vitest";
import { address, type Catalogue, defineTexts, message, speak, writeText } from "./texts.ts";

const es = {
  save: "Guardar visita",
  ask: address({ usted: "Escriba su meta", tu: "Escribe tu meta", vos: "Escribí tu meta" }),
  write: address({ usted: "Cuente", tu: "Cuenta" }),
  count: message<{ n: number }>("{n, plural, one {# visita} other {# visitas}}"),
  greet: message<{ name: string }>({ usted: "Pase, {name}", tu: "Pasa, {name}" }),
  errors: { date: "Escriba la fecha" },
};
const en: Catalogue<typeof es> = {
  save: "Save visit",
  ask: "Write your goal",
  write: "Tell us",
  count: message("{n, plural, one {# visit} other {# visits}}"),
  greet: message("Come in, {name}"),
  errors: { date: "Write the date" },
};
const texts = defineTexts(es, en);
const spanish = { language: "es", address: "usted", tag: "es-ES" } as const;

it("gives plain texts as strings and messages as functions of their values", () => {
  const t = speak(texts, spanish);
  expectTypeOf(t.save).toEqualTypeOf<string>();
  expectTypeOf(t.count).toEqualTypeOf<(values: { n: number }) => string>();
  expect(t.save).toBe("Guardar visita");
  expect(t.count({ n: 1 })).toBe("1 visita");
  expect(t.count({ n: 2 })).toBe("2 visitas");
  expect(t.errors.date).toBe("Escriba la fecha");
});

it("speaks English when asked", () => {
  const t = speak(texts, { language: "en", address: "vos", tag: "en-GB" });
  expect([t.ask, t.count({ n: 1 }), t.greet({ name: "Ana" })]).toEqual(["Write your goal", "1 visit", "Come in, Ana"]);
});

it("speaks to usted, tú and vos, and what a form lacks is read from the nearest one", () => {
  const [tu, vos] = (["tu", "vos"] as const).map((form) => speak(texts, { ...spanish, address: form }));
  expect([tu?.ask, tu?.write, tu?.greet({ name: "Ana" })]).toEqual(["Escribe tu meta", "Cuenta", "Pasa, Ana"]);
  expect([vos?.ask, vos?.write, vos?.greet({ name: "Ana" })]).toEqual(["Escribí tu meta", "Cuenta", "Pasa, Ana"]);
});

it("gives the same texts for the same voice, so that screens need not draw again", () => {
  expect(speak(texts, { ...spanish })).toBe(speak(texts, { ...spanish }));
});

it("does not compile when English lacks a key or has another kind of text", () => {
  // @ts-expect-error English must have every key
  const lacking: Catalogue<{ a: string; b: string }> = { a: "a" };
  // @ts-expect-error a message must stay a message
  const plain: Catalogue<typeof es>["count"] = "visits";
  expect([lacking, plain]).toHaveLength(2);
});

it("shows a text of a pack as it is when it is malformed", () => {
  expect(writeText("{n, plural, one {", { n: 1 }, "es-ES")).toBe("{n, plural, one {");
  expect(writeText("Hola, {name}", { name: "Ana" }, "es-ES")).toBe("Hola, Ana");
});
