import { describe, expect, it } from "vitest";
import { accepted, refused } from "../../core/result.ts";
import { failureText } from "../failureTexts.ts";
import { parseCsv } from "../table.ts";
import type { CaseData, CaseInput } from "./case.ts";
import { runCase } from "./runCase.ts";

const trial = [
  "familia,municipio,profesional,brazo,riesgo,otro,__proto__",
  "F1,A,P1,1,10,x,1",
  "F2,A,P1,1,14,y,2",
  "F3,A,P2,0,20,x,3",
  "F4,A,P2,0,25,y,4",
  "F5,B,P3,1,8,x,5",
  "F6,B,P3,1,,y,6",
  "F7,B,P4,0,19,x,7",
  "F8,B,P4,0,30,y,8",
].join("\n");

const data: CaseData = {
  table: async (name) => (name === "trial" ? parseCsv(trial) : refused({ code: "unknown_data", name })),
  json: async () => accepted({ homes: [], children: [], cost: {}, penaltyUnplaced: 1, penaltySplit: 1 }),
};

async function answerOf(fn: string, input: CaseInput) {
  const answered = await runCase({ fn, input }, data);
  if (!answered.ok) throw new Error(`${answered.failure.code}: ${failureText(answered.failure)}`);
  return answered.value;
}

const base = { data: "trial", y: "riesgo", treat: "brazo" };

describe("requests that cannot be answered", () => {
  it.each([
    ["permStratified", { ...base, y: "no_existe" }, "unknown_column"],
    ["permStratified", { ...base, y: "familia" }, "not_a_number"],
    ["permStratified", { ...base, treat: "riesgo" }, "malformed_input"],
    ["permStratified", { ...base, data: "otra" }, "unknown_data"],
    ["permStratified", { ...base, method: "magic" }, "malformed_input"],
    ["permStratified", { ...base, method: "montecarlo", draws: 0 }, "out_of_range"],
    ["permStratified", { y: [1, 2, 3], treat: [1, 1, 1] }, "constant_treatment"],
    ["permStratified", { y: [1, "2"], treat: [1, 0] }, "malformed_input"],
    ["permStratified", { y: [1, 2, 3], treat: [1, 0] }, "malformed_input"],
    ["permCluster", base, "malformed_input"],
    ["permCluster", { ...base, cluster: "otro" }, "cluster_in_two_arms"],
    ["permCluster", { ...base, cluster: "profesional", strata: "otro" }, "cluster_in_two_strata"],
    ["permCI", { ...base, alpha: 2 }, "out_of_range"],
    ["fisherExact", { table: [[1, 2]] }, "malformed_input"],
    [
      "fisherExact",
      {
        table: [
          [1, 2.5],
          [3, 4],
        ],
      },
      "malformed_input",
    ],
    ["rosenbaumWilcoxon", { data: "trial", treated: "riesgo", control: "riesgo" }, "no_rows"],
    ["rosenbaumM", { data: "trial", treated: "riesgo", controls: [] }, "malformed_input"],
    ["rosenbaumMcNemar", { discordantTreated: -1, discordantControl: 2 }, "malformed_input"],
    ["evalue", { measure: "XX", est: 2 }, "malformed_input"],
    ["evalue", { measure: "RR" }, "malformed_input"],
    ["powerTwoMeans", { nPerArm: 45, sd: 10 }, "malformed_input"],
    ["clusterDesign", { p1: 0.3, p2: 0.2, clusterSize: 0, icc: 0.1 }, "out_of_range"],
    ["randomise", { units: [{ id: 3 }], arms: [{ name: "a" }, { name: "b" }], seed: "1" }, "malformed_input"],
    ["minimumAttainableP", { strata: [{ units: "6", treated: 3 }] }, "malformed_input"],
    [
      "assignment",
      {
        cost: [
          [1, null],
          [2, null],
        ],
      },
      "no_complete_assignment",
    ],
    ["assignment", { cost: [[1, 2], [3]] }, "malformed_input"],
    ["placement", { data: "placement" }, "no_solver"],
    ["placement", { model: { homes: 3 } }, "malformed_input"],
    ["suppress", { table: [[1, -2]], threshold: 5, protection: 3 }, "malformed_input"],
    ["suppressionAudit", { table: [[1, 2]], hidden: [[2, 1]] }, "malformed_input"],
  ])("are refused with a reason in words: %s %j", async (fn, input, code) => {
    const answered = await runCase({ fn, input: input as CaseInput }, data);
    if (answered.ok) throw new Error(JSON.stringify(answered.value));
    expect(answered.failure.code).toBe(code);
    expect(failureText(answered.failure)).not.toMatch(/undefined|NaN/);
  });
});

describe("requests on other data", () => {
  it("leave out families without outcome, count them by arm and say so", async () => {
    const found = await answerOf("permStratified", { ...base, strata: "municipio" });
    expect(found).toMatchObject({ n: 7, nMissing: 1, missing: { treated: 1, control: 0, unknown: 0 } });
    expect(found.warnings).toEqual(["missing_outcomes", "too_few_units"]);
  });

  it("take lists in the request for what a table would hold", async () => {
    const listed = await answerOf("permStratified", {
      y: [10, 14, 20, 25, 8, null, 19, 30],
      treat: [1, 1, 0, 0, 1, 1, 0, 0],
      strata: ["A", "A", "A", "A", "B", "B", "B", "B"],
    });
    expect(listed).toEqual(await answerOf("permStratified", { ...base, strata: "municipio" }));
  });

  it("read a column called __proto__ and a column of numbers as strata", async () => {
    expect(await answerOf("permStratified", { ...base, y: "__proto__", strata: "brazo" })).toMatchObject({
      pTwoSided: 1,
    });
  });

  it("warn when so few draws exist that no shift can be ruled out", async () => {
    const found = await answerOf("permCI", { ...base, cluster: "profesional", strata: "municipio" });
    expect(found).toMatchObject({ assignments: 4, lower: null, upper: null });
    expect(found.warnings).toContain("too_few_assignments");
  });

  it("say which E-value takes the outcome for common", async () => {
    const supposed = await answerOf("evalue", { measure: "OR", est: 2.4, lo: 1.3, hi: 4.5 });
    expect(supposed).toMatchObject({
      ...(await answerOf("evalue", { measure: "OR", est: 2.4, lo: 1.3, hi: 4.5, rare: false })),
    });
    expect(supposed.warnings).toEqual(["outcome_taken_as_common"]);
  });

  it("draw an allocation and verify it again from what was answered", async () => {
    const request = {
      units: [{ id: "F1" }, { id: "F2" }, { id: "F3" }, { id: "F4" }],
      arms: [{ name: "programa" }, { name: "espera" }],
      seed: "sorteo",
    };
    const allocation = await answerOf("randomise", request);
    expect(await answerOf("verifyAllocation", { ...request, allocation })).toMatchObject({
      genuine: true,
      changed: [],
    });
    expect(await answerOf("verifyAllocation", { ...request, seed: "otro", allocation })).toMatchObject({
      genuine: false,
    });
  });

  it("answer the attrition of a trial with its worst bounds", async () => {
    const found = await answerOf("attrition", { ...base, range: [0, 100] });
    expect(found).toMatchObject({ arms: [{ missing: 1 }, { missing: 0 }] });
    expect((await answerOf("attrition", base)).worst).toBeNull();
  });

  it("audit a table of which only the row totals are published", async () => {
    const hidden = [
      [1, 1],
      [1, 2],
    ];
    const found = await answerOf("suppressionAudit", { table: [[2, 3], [5, 6]], hidden, published: "row totals" }); // biome-ignore format: a table
    expect(found.intervals).toEqual([
      { row: 1, column: 1, min: 0, max: 5 },
      { row: 1, column: 2, min: 0, max: 5 },
    ]);
  });
});
