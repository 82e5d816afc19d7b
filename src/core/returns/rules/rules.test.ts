import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { childReturns, readSampleYear, recordsOf, sampleReturns } from "../../../../tests/builders/ssda903.ts";
import { checkChild, chooseRules, groupFindings } from "./findings.ts";
import { rules } from "./rules.ts";

type Counts = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;
const { counts } = JSON.parse(readFileSync(join(sampleReturns, "rule-counts.json"), "utf8")) as { counts: Counts };

const published = recordsOf(join(sampleReturns, "validation-rules-903-2024-25.csv"));

function yearOfFolder(folder: string): number {
  return Number(/\d{4}$/.exec(folder)?.[0] ?? "2017");
}

function previousFolder(folder: string): string | undefined {
  const year = yearOfFolder(folder);
  return folder.startsWith("multi") && year > 2017 ? folder.replace(/\d{4}$/, String(year - 1)) : undefined;
}

function countsOf(folder: string): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const now = readSampleYear(join(sampleReturns, folder));
  const earlier = previousFolder(folder);
  const before = earlier === undefined ? undefined : readSampleYear(join(sampleReturns, earlier));
  const { run } = chooseRules(now.columns, before?.columns ?? {});
  const children = childReturns(yearOfFolder(folder), now, before);
  const groups = groupFindings(
    children.flatMap((child) => checkChild(child, run)),
    "rule",
  );
  const found = new Map(groups.map(({ key, tables }) => [key, tables]));
  return Object.fromEntries(run.map(({ code }) => [code, found.get(code) ?? {}]));
}

describe("the list of rules", () => {
  test("says in English what the ministry publishes", () => {
    const texts = new Map(published.map((record) => [record["Rule code"], record["Rule message"]?.trim()]));
    expect(rules.filter(({ code, en }) => texts.get(code) !== en).map(({ code }) => code)).toEqual([]);
  });

  test("has each code once", () => {
    expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
  });
});

describe("the rules on the sample returns", () => {
  test.each(Object.keys(counts))("flag the rows of %s that the public validator flags", (folder) => {
    const found = countsOf(folder);
    const expected = counts[folder] ?? {};
    expect(Object.fromEntries(Object.keys(expected).map((code) => [code, found[code]]))).toEqual(expected);
  });
});
