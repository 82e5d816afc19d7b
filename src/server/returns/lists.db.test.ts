import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Agency, addAgency, load, receive } from "../../../tests/builders/returns.ts";
import { openWorld, type World } from "../../../tests/builders/world.ts";
import { TEST_FOLDER } from "../../../tests/database/leftovers.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import type { outcome as outcomeContract } from "../../contracts/outcomes.ts";
import type { returnFindings as findingsContract, ReturnKind } from "../../contracts/returns.ts";
import { operateAs } from "../onBehalf.ts";
import { outcome } from "../outcomes/queries.ts";
import { type AnyQuery, runQuery } from "../query.ts";
import { applyReturn } from "./applyReturn.ts";
import { returnFindings } from "./queries.ts";
import { undoReturn } from "./undoReturn.ts";

const folder = mkdtempSync(join(tmpdir(), TEST_FOLDER));
let world: World;
let agency: Agency;
beforeAll(async () => {
  world = await openWorld();
  agency = await addAgency(world);
  await load(agency, "tests/data/ssda903/multi-year-2017-2021");
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

async function receiveList(kind: ReturnKind, ...lines: string[]) {
  const path = join(folder, `${randomUUID()}.csv`);
  writeFileSync(path, `${lines.join("\n")}\n`);
  const received = await receive(agency, [{ name: "lista.csv", path }], { kind, year: 2017 });
  expect(received.status, JSON.stringify(received.body)).toBe(200);
  return {
    batchId: received.batchId,
    body: received.body as { rowsRead: number; rowsRefused: number; findings: number },
  };
}

async function ask<Output>(query: AnyQuery, parameters: object): Promise<Output> {
  const answer = await runQuery(world.surroundings, query, agency.director, parameters as never);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Output;
}

async function move(operation: typeof applyReturn | typeof undoReturn, batchId: string, baseVersion: number) {
  const answer = await operateAs(world.surroundings, agency.director, operation, { batchId, baseVersion });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

const counted = (indicator: string) =>
  ask<OutputOf<typeof outcomeContract>>(outcome, {
    ...{ indicator, base: "population", live: "yes", sourceId: agency.sourceId },
    ...{ from: "2017-04-01", to: "2018-03-31" },
  });

async function reasons(batchId: string) {
  const { items } = await ask<OutputOf<typeof findingsContract>>(returnFindings, { batchId });
  return items.map(({ rule, row, severity }) => [row, rule, severity]).sort();
}

const HEAD = "territorio,año,dimensión,grupo,n";

describe("the population of an agency's territory", () => {
  it("says row by row what does not count, and why", async () => {
    const north = await place("north");
    const { batchId, body } = await receiveList(
      "population",
      HEAD,
      `${north},2017,sexo,niñas,10`,
      `${north},2017,sexo,niñas,11`,
      `${north},2017,sexo,altas,10`,
      "Atlántida,2017,sexo,niñas,10",
    );
    expect(body).toMatchObject({ rowsRead: 4, rowsRefused: 2, findings: 3 });
    expect(await reasons(batchId)).toEqual([
      [3, "row_repeated", "refused"],
      [4, "group_unknown", "refused"],
      [5, "territory_unknown", "warning"],
    ]);
  });

  it("makes rates and gaps by population, until it is taken back", async () => {
    const before = await counted("cfsr4.entryrate");
    expect(before.figure).toMatchObject({ value: null, noData: { code: "no_population" } });
    const { batchId } = await receiveList(
      "population",
      HEAD,
      `${(await place("municipality")).toUpperCase()},2017,total,,20000`,
      `${await place("municipality")},2016,sexo,niñas,1`,
      `${await place("municipality")},2017,sexo,niñas,12000`,
      `${await place("municipality")},2017,sexo,niños,8000`,
      // Inside the municipality, so counted there already.
      `${await place("north")},2017,sexo,niñas,5000`,
    );
    expect(await counted("cfsr4.entryrate")).toMatchObject({ figure: { value: null } });
    await move(applyReturn, batchId, 1);
    const { figure, disparities, breakdowns } = await counted("cfsr4.entryrate");
    const groups = breakdowns.find(({ dimension }) => dimension === "sex")?.groups ?? [];
    const [girls, boys] = ["female", "male"].map((sex) => groups.find(({ group }) => group === sex)?.numerator ?? 0);
    expect(figure).toMatchObject({ denominator: 20_000, numerator: (girls ?? 0) + (boys ?? 0) });
    const bySex = disparities.find(({ dimension }) => dimension === "sex");
    const ofBoys = bySex?.groups.find(({ group }) => group === "male");
    expect(ofBoys).toMatchObject({ atPoint: boys, of: 8000 });
    expect(ofBoys?.ratio).toBeCloseTo((boys ?? 0) / 8000 / ((girls ?? 0) / 12_000), 9);
    await move(undoReturn, batchId, 2);
    expect((await counted("cfsr4.entryrate")).figure).toMatchObject({ value: null, noData: { code: "no_population" } });
  });
});

async function place(at: "municipality" | "north"): Promise<string> {
  const { rows } = await world.owner.query("select name from territory where id = $1", [agency.tenant[at]]);
  return rows[0].name as string;
}

describe("the siblings among the children reported", () => {
  it("make the outcome on siblings countable, as far as both are reported, until the list is taken back", async () => {
    const { rows } = await world.owner.query(
      `select child.external_id as id from care_period period
       join care_child child on child.tenant_id = period.tenant_id and child.id = period.child_id
       where period.source_id = $1 and period.started_on < '2018-03-31' and coalesce(period.ended_on, period.lost_on, '2099-01-01') > '2018-03-31'
       order by 1 limit 2`,
      [agency.sourceId],
    );
    const [one, other] = rows.map(({ id }) => id as string);
    expect((await counted("f2f.siblings_some")).figure.noData).toMatchObject({ code: "no_siblings" });
    const { batchId, body } = await receiveList("siblings", "child,sibling", `${other},${one}`, `${one},nadie`, "7,7");
    expect(body).toMatchObject({ rowsRead: 3, rowsRefused: 1 });
    expect(await reasons(batchId)).toEqual([
      [3, "sibling_unknown", "warning"],
      [4, "same_child", "refused"],
    ]);
    await move(applyReturn, batchId, 1);
    expect((await counted("f2f.siblings_some")).figure).toMatchObject({ denominator: 2 });
    await move(undoReturn, batchId, 2);
    expect((await counted("f2f.siblings_some")).figure.noData).toMatchObject({ code: "no_siblings" });
  });
});
