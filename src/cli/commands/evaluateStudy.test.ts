import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { aLotteryTable, LOTTERY_COLUMNS } from "../../../tests/builders/lottery.ts";
import { command } from "./evaluateStudy.ts";

const folder = mkdtempSync(join(tmpdir(), "trenza-study-"));
const table = aLotteryTable();
const plan = {
  engineVersion: "another",
  protocol: {
    ...{
      version: 1,
      question: "¿Mejora?",
      secondary: [],
      covariates: ["score_before"],
      stratum: "town",
      cluster: null,
    },
    outcome: {
      ...{ column: "score_after", kind: "number", betterWhen: "more", ended: null, endedBy: null },
      ...{ horizon: null, worthwhile: 3 },
    },
    comparison: { design: "waiting_list_lottery", treatment: "programme", draws: 1000 },
    ...{ columns: LOTTERY_COLUMNS, costs: null, seed: "7", unitWord: "familias" },
    snapshotSha256: createHash("sha256").update(table).digest("hex"),
  },
};
writeFileSync(join(folder, "plan.json"), JSON.stringify(plan));
writeFileSync(join(folder, "familias.csv"), table);
writeFileSync(join(folder, "otras.csv"), aLotteryTable(60));
writeFileSync(join(folder, "rota.csv"), "a,b\n1\n");
writeFileSync(join(folder, "otro.json"), '{"protocol":{}}');

async function evaluate(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), env: {}, cwd: folder };
  return { code: await command.run(args, io), out, err };
}

it("repeats a study from its plan and its table, with the hash of what it found", async () => {
  const { code, out, err } = await evaluate("plan.json", "familias.csv", "--json");
  expect([code, err]).toEqual([0, [expect.stringContaining("el plan se registró con «another»")]]);
  const [, findings = "", sha256] = /^\{"findings":(.*),"sha256":"([0-9a-f]{64})"\}$/.exec(out[0] ?? "") ?? [];
  expect(createHash("sha256").update(findings).digest("hex")).toBe(sha256);
  expect(JSON.parse(findings).result.verdict).toBe("better");
  const again = await evaluate("plan.json", "familias.csv");
  expect(again.out).toEqual([JSON.parse(findings).result.headline.es, `SHA-256 del resultado: ${sha256}`]);
});

it("says when the table is not the one that was registered", async () => {
  const { code, err } = await evaluate("plan.json", "otras.csv");
  expect([code, err[0]]).toEqual([0, expect.stringContaining("la tabla no es la que se registró")]);
});

it.each([
  [["plan.json"], 2],
  [["nada.json", "familias.csv"], 1],
  [["familias.csv", "familias.csv"], 1],
  [["otro.json", "familias.csv"], 1],
  [["plan.json", "nada.csv"], 1],
  [["plan.json", "rota.csv"], 1],
])("refuses %j in words", async (args, expected) => {
  const { code, out, err } = await evaluate(...args);
  expect([code, out, err.length]).toEqual([expected, [], expect.any(Number)]);
  expect(err.join(" ")).not.toMatch(/Error|undefined|\bat\b /);
});
