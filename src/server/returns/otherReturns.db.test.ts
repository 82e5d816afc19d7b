import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Agency, addAgency, receive } from "../../../tests/builders/returns.ts";
import { openWorld, type World } from "../../../tests/builders/world.ts";
import { operateAs } from "../onBehalf.ts";
import { applyReturn } from "./applyReturn.ts";
import { filesUnder } from "./filesUnder.ts";
import { undoReturn } from "./undoReturn.ts";

const folder = mkdtempSync(join(tmpdir(), "trenza-other-"));
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

async function move(
  agency: Agency,
  operation: typeof applyReturn | typeof undoReturn,
  batchId: string,
  baseVersion: number,
) {
  const answer = await operateAs(world.surroundings, agency.director, operation, { batchId, baseVersion });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}
const all = async (sql: string, agency: Agency) => (await world.owner.query(sql, [agency.sourceId])).rows;

describe("a census of children in need", () => {
  it("tells who the children are, whether they have a disability, and enquiries into harm", async () => {
    const agency = await addAgency(world);
    const files = await filesUnder(["tests/data/ssda903/cin/cin-2022-minimal.xml"]);
    const { status, batchId } = await receive(agency, files, { kind: "cin" });
    expect(status).toBe(200);
    await move(agency, applyReturn, batchId, 1);
    expect(
      await all("select external_id, sex, disabled, ethnicity from care_child where source_id = $1", agency),
    ).toEqual([{ external_id: "DfEX0000001", sex: "male", disabled: true, ethnicity: "WBRI" }]);
    expect(await all("select reported_on::text, substantiated from care_report where source_id = $1", agency)).toEqual([
      { reported_on: "1970-06-02", substantiated: true },
    ]);
    expect(await all("select years from return_batch where source_id = $1", agency)).toEqual([{ years: [2021] }]);
    await move(agency, undoReturn, batchId, 2);
    expect(await all("select from care_report where source_id = $1", agency)).toEqual([]);
  });

  it("of many children is read whole, beside a yearly return whose words come first", async () => {
    const agency = await addAgency(world);
    const census = await receive(agency, await filesUnder(["tests/data/ssda903/cin/fake_CIN_part_a.xml"]), {
      kind: "cin",
    });
    expect(census.status).toBe(200);
    await move(agency, applyReturn, census.batchId, 1);
    const [before] = await all("select count(*)::int as n from care_child where source_id = $1", agency);
    expect(before.n).toBeGreaterThan(10);
    const yearly = await receive(agency, await filesUnder(["tests/data/ssda903/xml/fake_903_part_a.xml"]));
    await move(agency, applyReturn, yearly.batchId, 1);
    const [after] = await all("select count(*)::int as n from care_child where source_id = $1", agency);
    expect(after.n).toBe(before.n + 60);
  });
});

const mapping = {
  columns: {
    ID_NNA: "Episodes.CHILD",
    Ingreso: "Episodes.DECOM",
    Egreso: "Episodes.DEC",
    Motivo: "Episodes.REC",
    Lugar: "Episodes.PLACE",
    Causa: "Episodes.RNE",
    Sexo: "Header.SEX",
    Nacimiento: "Header.DOB",
  },
  values: {
    "Episodes.REC": { Reunificación: "E4A", Adopción: "E11", Sigue: "" },
    "Episodes.PLACE": { "Familia extensa": "U1", Centro: "K2" },
    "Episodes.RNE": { ingreso: "S", cambio: "P" },
    "Header.SEX": { M: "2", H: "1" },
  },
};
const HEAD = "ID_NNA;Sexo;Nacimiento;Ingreso;Egreso;Motivo;Lugar;Causa;Observaciones";

describe("a list from elsewhere", () => {
  it("comes in by its mapping, which the agency keeps; an unknown code is refused and named", async () => {
    const agency = await addAgency(world);
    const lines = [
      "A1;M;03/05/2012;10/01/2023;01/06/2023;Reunificación;familia extensa;Ingreso;x",
      "A2;H;01/02/2015;10/01/2023;;Sigue;Hogar de otra clase;ingreso;",
    ];
    writeFileSync(join(folder, "lista.csv"), Buffer.from(`${HEAD}\n${lines.join("\n")}\n`, "latin1"));
    const files = await filesUnder([join(folder, "lista.csv")]);
    expect((await receive(agency, files, { kind: "mapped" })).body).toMatchObject({
      error: { code: "mapping_missing" },
    });
    const first = await receive(agency, files, { kind: "mapped", mapping });
    expect(first.body).toMatchObject({ rowsRead: 3, rowsRefused: 1 });
    const [batch] = await all("select files from return_batch where source_id = $1", agency);
    expect(batch.files[0]).toMatchObject({
      table: "Header, Episodes",
      yearFromDays: true,
      ignoredColumns: ["Observaciones"],
      unknownCodes: ["Episodes.PLACE: Hogar de otra clase"],
    });
    await move(agency, applyReturn, first.batchId, 1);
    const periods = await all(
      `select child.external_id, child.sex, period.started_on::text, period.exit_group, setting.setting_group
       from care_period period
       join care_child child on child.id = period.child_id
       join care_setting setting on setting.period_id = period.id where period.source_id = $1`,
      agency,
    );
    expect(periods).toEqual([
      { external_id: "A1", sex: "female", started_on: "2023-01-10", exit_group: "reunification", setting_group: "kin" },
    ]);
    const again = await receive(agency, files, { kind: "mapped" });
    expect(again.body).toMatchObject({ rowsRead: 3, rowsRefused: 1 });
  });

  it("is refused when the mapping is of another list", async () => {
    const agency = await addAgency(world);
    writeFileSync(join(folder, "otra.csv"), "a;b\n1;2\n");
    const files = await filesUnder([join(folder, "otra.csv")]);
    const { body } = await receive(agency, files, { kind: "mapped", mapping });
    expect(body).toMatchObject({ error: { code: "mapping_unfit" } });
  });
});
