import { afterAll, describe, expect, it } from "vitest";
import { startSolver } from "./solver.ts";

const solver = startSolver();
afterAll(() => solver.stop());

const knapsack = (integer: string) =>
  `Maximize\n worth: 60 a + 100 b + 120 c\nSubject To\n weight: 10 a + 20 b + 30 c <= 50\nBounds\n a <= 1\n b <= 1\n c <= 1\n${integer}End\n`;

describe("solver", () => {
  it("solves a mixed-integer programme and answers every unknown by name", async () => {
    const solved = await solver.solve(knapsack("Binaries\n a\n b\n c\n"), { seconds: 10 });
    expect(solved.status).toBe("optimal");
    expect(solved.objective).toBeCloseTo(220, 9);
    expect([...solved.values]).toEqual([
      ["a", 0],
      ["b", 1],
      ["c", 1],
    ]);
    expect(solved.gap).toBe(0);
  });

  it("solves the same model without whole numbers to a higher worth", async () => {
    const solved = await solver.solve(knapsack(""), { seconds: 10 });
    expect(solved.objective).toBeCloseTo(240, 6);
  });

  it("answers an infeasible model without values, and the next model all the same", async () => {
    const none = await solver.solve("Minimize\n t: x\nSubject To\n a: x >= 2\n b: x <= 1\nEnd\n", { seconds: 10 });
    expect(none.status).toBe("infeasible");
    expect(none.values.size).toBe(0);
    expect((await solver.solve(knapsack(""), { seconds: 10 })).status).toBe("optimal");
  });

  it("answers a text that is no model without values", async () => {
    const none = await solver.solve("this is no model", { seconds: 10 });
    expect(none.values.size).toBe(0);
  });
});
