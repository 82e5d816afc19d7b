import { describe, expect, it } from "vitest";
import { type PlacementRequest, readPlacementRequest } from "./placement.ts";
import { explain, fairness } from "./placementExplained.ts";
import { placementModel } from "./placementModel.ts";
import { type Placement, placement, readPlacement, tally } from "./placementSolution.ts";

const instance = {
  homes: [
    { id: "Norte", capacity: 2 },
    { id: "Sur", capacity: 1 },
  ],
  children: [
    { id: "Ana", group: "g1", language: "es" },
    { id: "Biel", group: "g1", language: "es" },
    { id: "Cora", group: "g2", language: "ca" },
  ],
  keepTogether: ["g1"],
  mayBeSplit: [],
  cost: { Ana: { Norte: 60, Sur: 5 }, Biel: { Norte: 60 }, Cora: { Norte: 10, Sur: 20 } },
  penaltyUnplaced: 200,
  penaltySplit: 40,
};

function request(changes: object = {}): PlacementRequest {
  const read = readPlacementRequest({ ...instance, ...changes });
  if (!read.ok) throw new Error(read.failure.code);
  return read.value;
}

function placed(homes: Readonly<Record<string, string | null>>, asked = request()): Placement {
  const homeOf = new Map(Object.entries(homes));
  const sums = tally(asked, homeOf);
  if (!sums.ok) throw new Error(sums.failure.code);
  return { homeOf, ...sums.value, proven: true, gap: 0 };
}

const all = placed({ Ana: "Norte", Biel: "Norte", Cora: "Sur" });
const nobody = placed({ Ana: null, Biel: null, Cora: null });

describe("reading a placement instance", () => {
  it.each([
    ["a home without capacity", { homes: [{ id: "Norte" }] }, "malformed_input"],
    ["two homes of one id", { homes: [instance.homes[0], instance.homes[0]] }, "duplicate_id"],
    ["two children of one id", { children: [instance.children[0], instance.children[0]] }, "duplicate_id"],
    ["a cost for a home that does not exist", { cost: { Ana: { Este: 1 } } }, "unknown_home"],
    ["a cost for a child that does not exist", { cost: { Dora: { Norte: 1 } } }, "unknown_child"],
    ["a cost that is no number", { cost: { Ana: { Norte: "lejos" } } }, "malformed_input"],
    ["a negative penalty", { penaltySplit: -1 }, "malformed_input"],
    ["a group both kept together and split", { mayBeSplit: ["g1"] }, "malformed_input"],
  ])("refuses %s", (_, changes, code) => {
    const read = readPlacementRequest({ ...instance, ...changes });
    expect(read.ok ? "" : read.failure.code).toBe(code);
  });

  it("takes a child called __proto__ for an ordinary child", () => {
    const written = JSON.stringify({ ...instance, keepTogether: [] }).replaceAll("Cora", "__proto__");
    const read = readPlacementRequest(JSON.parse(written));
    expect(read.ok && read.value.children[2]?.costs.get("Sur")).toBe(20);
  });
});

describe("reading a solver's answer", () => {
  const model = placementModel(request());
  const unsolved = { objective: Number.NaN, gap: Number.POSITIVE_INFINITY };

  it("does not present a time limit without solution as no home for anybody", () => {
    const read = readPlacement(request(), model, { status: "time_limit", values: new Map(), ...unsolved });
    expect(read.ok ? "" : read.failure).toEqual({ code: "solver_stopped", status: "time_limit" });
  });

  it("does not trust an answer for another number of unknowns", () => {
    const read = readPlacement(request(), model, {
      status: "optimal",
      objective: 0,
      gap: 0,
      values: new Map([["x", 1]]),
    });
    expect(read.ok ? "" : read.failure.code).toBe("solver_misread");
  });

  it("shows the gap when time ran out with a placement in hand", () => {
    const values = new Map(model.decisions.map(({ name }) => [name, 0]));
    for (const name of model.text.match(/\bu\d+\b/g) ?? []) values.set(name, 1);
    const read = readPlacement(request(), model, { status: "time_limit", objective: 600, gap: 0.8, values });
    expect(read.ok && read.value).toMatchObject({ proven: false, gap: 0.8, objective: 600 });
  });

  it.each([
    ["too many children in a home", { Ana: "Norte", Biel: "Norte", Cora: "Norte" }, "capacity"],
    ["a home that is not allowed", { Ana: null, Biel: "Sur", Cora: null }, "allowed_homes"],
    ["siblings apart who must stay together", { Ana: "Sur", Biel: null, Cora: null }, "siblings_together"],
  ])("refuses %s", (_, homes, rule) => {
    const sums = tally(request(), new Map(Object.entries(homes)));
    expect(sums.ok ? "" : sums.failure).toEqual({ code: "solution_breaks_rule", rule });
  });

  it("passes a refusal of the solver on", async () => {
    const found = await placement(request(), async () => ({ status: "error", values: new Map(), ...unsolved }), {
      seconds: 1,
    });
    expect(found.ok ? "" : found.failure.code).toBe("solver_stopped");
  });
});

describe("adding up a placement", () => {
  it("counts costs, children without home and homes beyond the first", () => {
    expect(all).toMatchObject({ objective: 140, cost: 140, splits: 0 });
    expect(nobody.objective).toBe(600);
    const free = request({ keepTogether: [] });
    expect(placed({ Ana: "Sur", Biel: "Norte", Cora: "Norte" }, free)).toMatchObject({ objective: 115, splits: 1 });
  });

  it("does not count a sibling without home as a home of the group", () => {
    const free = request({ keepTogether: [] });
    expect(placed({ Ana: "Sur", Biel: null, Cora: "Norte" }, free)).toMatchObject({ splits: 0, objective: 215 });
  });
});

describe("explaining a placement", () => {
  it("says what speaks against each other home", () => {
    const cora = explain(request(), all, "Cora");
    expect(cora).toMatchObject({ home: "Sur", cost: 20, rank: 1 });
    expect(cora?.alternatives).toEqual([{ home: "Norte", cost: 10, against: "full", occupants: ["Ana", "Biel"] }]);
    const ana = explain(request(), all, "Ana");
    expect(ana).toMatchObject({ home: "Norte", sharesWith: ["Biel"] });
    expect(ana?.alternatives[0]).toMatchObject({ home: "Sur", against: "siblings_cannot_follow" });
    expect(explain(request(), all, "Nadie")).toBeUndefined();
  });

  it("shows the worst case of each group beside its mean: a good total can hide one child far away", () => {
    const far = request({ keepTogether: [], cost: { ...instance.cost, Ana: { Norte: 5 }, Biel: { Norte: 60 } } });
    const rows = fairness(far, placed({ Ana: "Norte", Biel: "Norte", Cora: "Sur" }, far), "language");
    expect(rows.find(({ group }) => group === "es")).toMatchObject({
      meanCost: 32.5,
      worst: { child: "Biel", home: "Norte", cost: 60 },
    });
  });

  it("never finds it fair to place nobody", () => {
    const worstMean = (one: Placement) =>
      Math.max(...fairness(request(), one, "language").map((row) => row.meanWithUnplaced));
    expect(worstMean(nobody)).toBeGreaterThan(worstMean(all));
    expect(fairness(request(), nobody, "language")[0]).toMatchObject({ placed: 0, meanCost: null, worst: null });
  });
});

it("refuses a request without children", async () => {
  const found = await placement({ ...request(), children: [] }, () => Promise.reject(new Error("not asked")), {
    seconds: 1,
  });
  expect(found).toEqual({ ok: false, failure: { code: "no_rows" } });
});
