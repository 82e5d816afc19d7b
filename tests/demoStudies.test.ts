import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TRUE_EFFECTS, tables } from "../demo/studies/generate.mjs";
import { assembleProtocol } from "../src/core/studies/assemble.ts";
import type { StudyContents, WrittenTask } from "../src/core/studies/contents.ts";
import { compute, type Findings } from "../src/server/studies/compute.ts";
import { root } from "./builders/sourceFiles.ts";

interface DemoStudy {
  readonly table: keyof typeof TRUE_EFFECTS | null;
  readonly tasks: readonly WrittenTask[];
}

const folder = join(root, "demo/studies");
const { studies } = JSON.parse(readFileSync(join(folder, "studies.json"), "utf8")) as { studies: readonly DemoStudy[] };
const onTables = studies.flatMap(({ table, tasks }) => (table === null ? [] : [{ table, tasks }]));

function findingsOf({ table, tasks }: (typeof onTables)[number]): Findings {
  const contents: StudyContents = Object.fromEntries(tasks.map(({ task, content }) => [task, content]));
  const columns = contents.population?.from === "table" ? contents.population.columns : [];
  const draft = assembleProtocol(contents, columns);
  if (!draft) throw new Error(`the study on ${table} is not whole`);
  const protocol = { ...draft, seed: "20261122", snapshotSha256: "0".repeat(64) };
  const computed = compute({ protocol, bytes: readFileSync(join(folder, table)) });
  if (computed.kind !== "done") throw new Error(JSON.stringify(computed));
  return JSON.parse(computed.text) as Findings;
}

describe("the studies of the demonstration", () => {
  it.each(Object.entries(tables))("have the table that its generator makes: %s", (name, make) => {
    expect(readFileSync(join(folder, name), "utf8")).toBe(make());
  });

  it.each(onTables)("find the true effect they were made with: $table", (study) => {
    const { result } = findingsOf(study);
    const truth = TRUE_EFFECTS[study.table];
    expect(result.estimate?.low).toBeLessThan(truth);
    expect(result.estimate?.high).toBeGreaterThan(truth);
  });

  it("would be misread where families are compared as they are: those who enter are worse off", () => {
    const rows = tables["familias-parecidas.csv"]()
      .trim()
      .split("\n")
      .slice(1)
      .map((row) => row.split(",").map(Number));
    const mean = (arm: number) => {
      const after = rows.filter((row) => row[4] === arm).map((row) => row[5] ?? 0);
      return after.reduce((sum, value) => sum + value, 0) / after.length;
    };
    expect(mean(1) - mean(0)).toBeLessThan(TRUE_EFFECTS["familias-parecidas.csv"] - 2);
  });
});
