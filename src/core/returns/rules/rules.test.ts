import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { childReturns, readSampleYear, recordsOf, sampleReturns } from "../../../../tests/builders/ssda903.ts";
import { askRules, type GivenTables, rulesFor } from "../runRules.ts";
import { neverRun } from "./neverRun.ts";
import type { Table } from "./rule.ts";
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

function countsOf(folder: string): Readonly<Record<string, Readonly<Partial<Record<Table, number>>>>> {
  const year = yearOfFolder(folder);
  const now = readSampleYear(join(sampleReturns, folder));
  const earlier = previousFolder(folder);
  const before = earlier === undefined ? undefined : readSampleYear(join(sampleReturns, earlier));
  const given: GivenTables = new Map([
    [year, now.tables],
    [year - 1, before?.tables ?? new Set()],
  ]);
  const run = rulesFor(rules, year, given);
  const counts: Record<string, Partial<Record<Table, number>>> = Object.fromEntries(run.map(({ code }) => [code, {}]));
  for (const { rule, table } of childReturns(year, now, before).flatMap((child) => askRules(run, child))) {
    const byTable = counts[rule] ?? {};
    byTable[table] = (byTable[table] ?? 0) + 1;
  }
  return counts;
}

describe("the list of rules", () => {
  test("says in English what the ministry publishes", () => {
    const texts = new Map(published.map((record) => [record["Rule code"], record["Rule message"]?.trim()]));
    expect([...rules, ...neverRun].filter(({ code, en }) => texts.get(code) !== en).map(({ code }) => code)).toEqual(
      [],
    );
  });

  test("is the whole published list: a rule is run, or it is said why it is not", () => {
    const known = [...rules, ...neverRun].map(({ code }) => code);
    expect(known.sort()).toEqual(published.map((record) => record["Rule code"]).sort());
  });

  test("has each code once", () => {
    expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
  });
});

describe("the rules on the sample returns", () => {
  test.each(Object.keys(counts))(
    "flag the rows of %s that the public validator flags",
    { timeout: 60_000 },
    (folder) => {
      const found = countsOf(folder);
      const expected = counts[folder] ?? {};
      expect(Object.fromEntries(Object.keys(expected).map((code) => [code, found[code]]))).toEqual(expected);
    },
  );
});
