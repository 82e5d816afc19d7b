import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { parameterNames, parseMessage, writeMessage } from "./message.ts";
import { isAddressText, isMessage } from "./texts.ts";

/** Every text of a catalogue with its path, one line per form of address. */
interface Line {
  readonly path: string;
  readonly text: string;
  readonly withValues: boolean;
}

const catalogues = readdirSync("src/web", { recursive: true, encoding: "utf8" }).filter((file) =>
  /(^|\/)texts\.es\.ts$/.test(file),
);

function lines(entry: unknown, path: string): readonly Line[] {
  if (typeof entry === "string") return [{ path, text: entry, withValues: false }];
  if (isMessage(entry) || isAddressText(entry)) {
    const wording = typeof entry.wording === "string" ? { "": entry.wording } : entry.wording;
    const withValues = isMessage(entry);
    return Object.entries(wording).map(([form, text]) => ({ path: `${path}${form && `(${form})`}`, text, withValues }));
  }
  if (typeof entry !== "object" || entry === null) throw new Error(`${path} is not a text`);
  return Object.entries(entry).flatMap(([key, child]) => lines(child, path ? `${path}.${key}` : key));
}

async function load(file: string, language: "es" | "en"): Promise<readonly Line[]> {
  const path = resolve("src/web", file.replace("texts.es.ts", `texts.${language}.ts`));
  const module: Record<string, unknown> = await import(pathToFileURL(path).href);
  return lines(module[language], "");
}

const keys = (all: readonly Line[]) => [...new Set(all.map(({ path }) => path.replace(/\(.*\)$/, "")))].sort();
const values = (text: string) => {
  const parsed = parseMessage(text);
  return parsed.ok ? [...parameterNames(parsed.value)].sort() : [`malformed: ${JSON.stringify(parsed.failure)}`];
};

describe.each(catalogues)("the catalogue %s", (file) => {
  it("has its English beside it with the same keys", async () => {
    expect(existsSync(join("src/web", file.replace("texts.es.ts", "texts.en.ts")))).toBe(true);
    expect(keys(await load(file, "en"))).toEqual(keys(await load(file, "es")));
  });

  it("asks for the same values in every language and form of address", async () => {
    const all = [...(await load(file, "es")), ...(await load(file, "en"))].filter(({ withValues }) => withValues);
    for (const key of keys(all)) {
      const wanted = all.filter(({ path }) => path.replace(/\(.*\)$/, "") === key).map(({ text }) => values(text));
      expect(new Set(wanted.map(String)), `${key}: ${JSON.stringify(wanted)}`).toHaveProperty("size", 1);
    }
  });

  it("has no empty text and no value in a text that takes none", async () => {
    const all = [...(await load(file, "es")), ...(await load(file, "en"))];
    expect(all.filter(({ text }) => text.trim() === "")).toEqual([]);
    expect(all.filter(({ text, withValues }) => !withValues && /[{}]/.test(text))).toEqual([]);
  });

  it.each(["es", "en"] as const)("is written as intl-messageformat writes it (%s)", async (language) => {
    for (const { path, text } of (await load(file, language)).filter(({ withValues }) => withValues)) {
      for (const sample of [0, 1, 2, 11, 21_000]) {
        const given = Object.fromEntries(values(text).map((name) => [name, sample]));
        const parsed = parseMessage(text);
        const reference = new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).format(given);
        expect(parsed.ok && writeMessage(parsed.value, given, language), `${path} with ${sample}`).toBe(
          String(reference),
        );
      }
    }
  });
});

it("finds the kit's own catalogue", () => {
  expect(catalogues).toContain("ui/texts.es.ts");
});
