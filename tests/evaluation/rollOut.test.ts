import { join } from "node:path";
import { expect, it } from "vitest";
import { runCase } from "../../src/evaluation/cases/runCase.ts";
import { folderData } from "../../src/server/evaluation/caseData.ts";
import { copiedFolder } from "./referenceCases.ts";

interface EventStudy {
  readonly dynamic: { readonly byEvent: readonly { readonly e: number; readonly att: number; readonly se: number }[] };
}

it.each(["nevertreated", "notyettreated"])("recovers -0.4 - 0.25 e of the simulated roll-out: %s", async (control) => {
  const input = {
    data: "despliegue.csv",
    id: "municipio",
    time: "trimestre",
    group: "grupo",
    y: "tasa",
    x: ["x"],
    control,
    conventions: "exact",
  };
  const answer = await runCase({ fn: "attgt", input }, folderData(join(copiedFolder, "data")));
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  const { byEvent } = (answer.value as unknown as EventStudy).dynamic;
  expect(byEvent.map(({ e }) => e)).toEqual([-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6]);
  for (const { e, att, se } of byEvent) expect(Math.abs(att - (e < 0 ? 0 : -0.4 - 0.25 * e))).toBeLessThan(2 * se);
});

it("recovers the hazard ratio of 1.35 put into the simulated exits, siblings counted together", async () => {
  const input = {
    data: "salidas.csv",
    time: "dias",
    event: "salida",
    eventValue: 1,
    x: ["par_mentor", "edad", "familia_extensa", "ingreso_previo"],
    cluster: "hermanos",
  };
  const answer = await runCase({ fn: "cox", input }, folderData(join(copiedFolder, "data")));
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  const { coef, seRobust } = answer.value as unknown as Record<"coef" | "seRobust", Record<string, number>>;
  const { par_mentor: effect = Number.NaN } = coef;
  const { par_mentor: error = Number.NaN } = seRobust;
  // What siblings share and nobody measured pulls the ratio towards 1, never away from it.
  expect(Math.abs(effect - Math.log(1.35))).toBeLessThan(2 * error);
  expect(effect).toBeGreaterThan(0);
});
