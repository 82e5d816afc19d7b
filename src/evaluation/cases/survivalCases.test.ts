import { describe, expect, test } from "vitest";
import { refused } from "../../core/result.ts";
import { parseCsv } from "../table.ts";
import type { CaseData, CaseInput } from "./case.ts";
import { jsonReady } from "./inputs.ts";
import { intervalsCases } from "./intervals.ts";
import { survivalCases } from "./survival.ts";

const stays = `days,exit,arm,__proto__,weight,start
10,home,n,1,1,0
20,still,n,2,1,5
30,adoption,partner,1,2,0
40,home,partner,2,1,10
50,still,partner,1,1,0
60,home,n,2,1,0
70,adoption,n,1,1,
`;

const data: CaseData = {
  table: async (name) => (name === "stays.csv" ? parseCsv(stays) : refused({ code: "unknown_data", name })),
  json: async (name) => refused({ code: "unknown_data", name }),
};

async function ask(fn: string, input: CaseInput): Promise<unknown> {
  const found = survivalCases[fn] ?? intervalsCases[fn];
  if (!found) throw new Error(`no case ${fn}`);
  const result = await found({ data: "stays.csv", time: "days", ...input }, data);
  return jsonReady(result.ok ? result.value : result.failure);
}

describe("requests about times", () => {
  test("may spell the event in words", async () => {
    const answer = await ask("km", { event: "exit", eventValue: "home", at: [10, 45] });
    expect(answer).toMatchObject({ all: { n: 7, events: 3, at: [{ atRisk: 7 }, { atRisk: 3 }] } });
  });

  test("may group by a column of any name, and a group may be called as a member of the answer", async () => {
    expect(await ask("km", { event: "exit", eventValue: "home", group: "__proto__" })).toHaveProperty(["1", "n"], 4);
    expect(await ask("km", { event: "exit", eventValue: "home", group: "arm" })).toHaveProperty(["n", "n"], 4);
  });

  test("leave out what does not exist", async () => {
    const answer = await ask("km", { event: "exit", eventValue: "adoption", at: [5] });
    expect(answer).toHaveProperty("all.quantiles.q25", 70);
    const never = await ask("km", { event: "exit", eventValue: "flight" });
    expect(never).toHaveProperty("all.quantiles", {});
    expect(never).toHaveProperty("all.warnings", ["median_not_reached"]);
  });

  test("name ways of leaving in words and leave rows without an entry out", async () => {
    const answer = await ask("cif", { cause: "exit", censored: "still", entry: "start", at: [100] });
    expect(answer).toMatchObject({ n: 6, nMissing: 1, warnings: ["rows_with_missing_values"] });
    expect(answer).toHaveProperty(["all", "0", "cifhome"]);
  });

  test("compare groups within the combinations of several columns", async () => {
    const answer = await ask("logrank", {
      event: "exit",
      eventValue: "home",
      group: "arm",
      strata: ["__proto__", "weight"],
    });
    expect(answer).toHaveProperty("df");
  });

  test("say which column or value is wrong", async () => {
    expect(await ask("km", { event: "left" })).toEqual({ code: "unknown_column", column: "left" });
    expect(await ask("km", { time: "exit", event: "exit" })).toEqual({ code: "not_a_number", column: "exit", row: 1 });
    expect(await ask("km", { event: "exit", confType: "wide" })).toMatchObject({
      code: "malformed_input",
      field: "confType",
    });
    expect(await ask("km", { event: "exit", level: 95 })).toMatchObject({ code: "out_of_range", field: "level" });
    expect(await ask("km", { event: "exit", rmstTau: 0 })).toMatchObject({ code: "out_of_range", field: "rmstTau" });
    expect(await ask("cox", { event: "exit", eventValue: "home", x: [] })).toMatchObject({ code: "malformed_input" });
    expect(await ask("cox", { event: "exit", eventValue: "home", x: ["age"] })).toMatchObject({
      code: "unknown_column",
    });
    expect(await ask("gray", { cause: "exit", censored: "still", group: "arm", causes: ["flight"] })).toMatchObject({
      code: "too_few_events",
    });
    expect(await ask("km", { data: "other.csv", event: "exit" })).toEqual({ code: "unknown_data", name: "other.csv" });
  });
});

describe("requests about counts", () => {
  test("say which member is missing or wrong", async () => {
    expect(await ask("wilson", { x: 3 })).toMatchObject({ code: "malformed_input", field: "n" });
    expect(await ask("wilson", { x: "3", n: 5 })).toMatchObject({ code: "malformed_input", field: "x" });
    expect(await ask("mantelHaenszel", { strata: [[[1, 2, 3]]] })).toMatchObject({ code: "malformed_input" });
    expect(await ask("adjustP", { p: ["0.1"] })).toMatchObject({ code: "malformed_input", field: "p" });
  });

  test("answer without the members that have no value", async () => {
    const answer = await ask("riskRatio", { x1: 3, n1: 10, x2: 0, n2: 10 });
    expect(answer).not.toHaveProperty("rr");
    expect(answer).not.toHaveProperty("rrUpper");
    expect(answer).toMatchObject({ rrMethod: "score", orMethod: "exact", warnings: ["zero_cell"] });
    expect(await ask("adjustP", { p: [0.01, null] })).toMatchObject({ holm: [0.01, null], family: 1 });
  });
});
