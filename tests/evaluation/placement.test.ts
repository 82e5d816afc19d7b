import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type PlacementRequest, readPlacementRequest } from "../../src/evaluation/people/placement.ts";
import { fairness } from "../../src/evaluation/people/placementExplained.ts";
import { placement, tally } from "../../src/evaluation/people/placementSolution.ts";
import { hideFewest } from "../../src/evaluation/suppression/fewest.ts";
import { networkOf } from "../../src/evaluation/suppression/twoWay.ts";
import { startSolver } from "../../src/server/evaluation/solver.ts";

const solver = startSolver();
afterAll(() => solver.stop());

/** The least objective by trying every home for every child. */
function bestOfAll(request: PlacementRequest): number {
  const homeOf = new Map<string, string | null>();
  const from = (at: number): number => {
    const child = request.children[at];
    if (child === undefined) {
      const sums = tally(request, homeOf);
      return sums.ok ? sums.value.objective : Number.POSITIVE_INFINITY;
    }
    return [null, ...child.costs.keys()].reduce((best, home) => {
      homeOf.set(child.id, home);
      return Math.min(best, from(at + 1));
    }, Number.POSITIVE_INFINITY);
  };
  return from(0);
}

const instances = fc
  .record({
    capacities: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }),
    groups: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 5, maxLength: 5 }),
    costs: fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 30 }), { freq: 4 }), { minLength: 3, maxLength: 3 }), {
      minLength: 5,
      maxLength: 5,
    }),
    together: fc.boolean(),
  })
  .map(({ capacities, groups, costs, together }) => ({
    homes: capacities.map((capacity, at) => ({ id: `H${at}`, capacity })),
    children: groups.map((group, at) => ({ id: `C${at}`, group: `G${group}`, language: at % 2 === 0 ? "es" : "ca" })),
    keepTogether: together ? ["G0", "G1"] : ["G1"],
    cost: Object.fromEntries(
      costs.map((row, at) => [
        `C${at}`,
        Object.fromEntries(row.flatMap((cost, home) => (cost === null ? [] : [[`H${home}`, cost]]))),
      ]),
    ),
    penaltyUnplaced: 50,
    penaltySplit: 7,
  }));

function requestOf(instance: unknown): PlacementRequest {
  const read = readPlacementRequest(instance);
  if (!read.ok) throw new Error(read.failure.code);
  return read.value;
}

describe("placement with the solver", () => {
  it("costs as little as the best of all placements that keep the rules", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(instances, async (instance) => {
        const request = requestOf(instance);
        const found = await placement(request, solver.solve, { seconds: 20 });
        expect(found.ok ? found.value.objective : found.failure).toBeCloseTo(bestOfAll(request), 6);
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it("makes the worst group mean no worse for at most the loss allowed", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(instances, async (instance) => {
        const request = requestOf(instance);
        const cheapest = await placement(request, solver.solve, { seconds: 20 });
        const fair = await placement(request, solver.solve, {
          seconds: 20,
          fair: { attribute: "language", loss: 0.2 },
        });
        if (!cheapest.ok || !fair.ok) throw new Error("not solved");
        const worst = (one: typeof fair.value) =>
          Math.max(...fairness(request, one, "language").map(({ meanWithUnplaced }) => meanWithUnplaced));
        expect(fair.value.objective).toBeLessThanOrEqual(cheapest.value.objective * 1.2 + 1e-4);
        expect(worst(fair.value)).toBeLessThanOrEqual(worst(cheapest.value) + 1e-6);
      }),
      { seed: 8, numRuns: 15 },
    );
  });
});

it("proves the fewest hidden counts of a table too large for the plain search", { timeout: 120_000 }, async () => {
  const table = Array.from({ length: 20 }, (_, row) =>
    Array.from({ length: 10 }, (_, column) => (row * 7 + column * 13) % 23),
  );
  const network = networkOf(table, { rows: true, columns: true, grand: true });
  const rule = { threshold: 5, protection: 5 };
  const plain = await hideFewest(network, rule);
  const solved = await hideFewest(network, rule, solver.solve);
  expect(solved.proven).toBe(true);
  expect(solved.secondary.length).toBeLessThanOrEqual(plain.secondary.length);
});
