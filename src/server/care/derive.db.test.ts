import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Agency, addAgency, load } from "../../../tests/builders/returns.ts";
import { openWorld, type World } from "../../../tests/builders/world.ts";
import { operateAs } from "../onBehalf.ts";
import { undoReturn } from "../returns/undoReturn.ts";

const folder = mkdtempSync(join(tmpdir(), "trenza-derive-"));
let world: World;
let agency: Agency;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => world.close());

const HEAD = "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC";
async function loadYear(year: number, ...rows: string[]) {
  mkdirSync(join(folder, String(year)), { recursive: true });
  writeFileSync(join(folder, String(year), "e.csv"), `${[HEAD, ...rows].join("\n")}\n`);
  const loaded = await load(agency, join(folder, String(year)));
  return loaded;
}

async function periods(): Promise<string[]> {
  const { rows } = await world.owner.query(
    `select concat_ws(' ', child.external_id, period.started_on, coalesce(period.ended_on::text, '-'), coalesce(period.exit_group, '-'),
       coalesce(period.lost_on::text, '-'), array_to_string(period.flags, '+')) as line
     from care_period period join care_child child on child.id = period.child_id
     where period.source_id = $1 order by 1`,
    [agency.sourceId],
  );
  return rows.map(({ line }) => line.trim());
}

it("an episode returned again the next year is the same one, as the later year tells it", async () => {
  agency = await addAgency(world);
  await loadYear(2017, "1,01/06/2017,S,C1,N1,U4,,");
  expect(await periods()).toEqual(["1 2017-06-01 - - -"]);
  const second = await loadYear(2018, "1,01/06/2017,S,C1,N1,U4,01/05/2018,E4A");
  expect(await periods()).toEqual(["1 2017-06-01 2018-05-01 reunification -"]);
  const { batchId, facts } = second;
  await operateAs(world.surroundings, agency.director, undoReturn, { batchId, baseVersion: facts.version });
  expect(await periods()).toEqual(["1 2017-06-01 - - -"]);
});

it("a corrected return of the same year takes the place of the first, and gives it back when it is taken back", async () => {
  agency = await addAgency(world);
  await loadYear(2017, "1,01/06/2017,S,C1,N1,U4,,", "2,01/06/2017,S,C1,N1,U4,,");
  const { batchId, facts } = await loadYear(2017, "1,02/06/2017,S,C1,N1,U4,,");
  expect(await periods()).toEqual(["1 2017-06-02 - - -"]);
  await operateAs(world.surroundings, agency.director, undoReturn, { batchId, baseVersion: facts.version });
  expect(await periods()).toEqual(["1 2017-06-01 - - -", "2 2017-06-01 - - -"]);
});

it("flags gaps, overlaps, returns on the day of leaving, open ends and children who are lost from sight", async () => {
  agency = await addAgency(world);
  await loadYear(
    2017,
    ...["a,01/05/2017,S,C1,N1,U4,01/06/2017,X1", "a,02/06/2017,S,C1,N1,U4,,"],
    ...["b,01/05/2017,S,C1,N1,U4,05/06/2017,X1", "b,02/06/2017,P,C1,N1,U4,,"],
    ...["c,01/05/2017,S,C1,N1,U4,02/06/2017,E4A", "c,02/06/2017,S,C1,N1,U4,,E11"],
    ...["d,01/05/2017,S,C1,N1,U4,,", "d,02/06/2017,P,C1,N1,U4,01/07/2017,X1"],
    ...["e,01/05/2017,S,C1,N1,U4,01/06/2017,X1", "e,01/05/2017,S,C1,N1,U4,03/06/2017,E8"],
  );
  expect(await periods()).toEqual([
    "a 2017-05-01 - - 2017-06-01 ends_with_X1_no_continuation",
    "a 2017-06-02 - - - gap",
    "b 2017-05-01 - - - overlap",
    "c 2017-05-01 2017-06-02 reunification -",
    "c 2017-06-02 - - - same_day_reentry",
    "d 2017-05-01 - - 2017-07-01 open_then_next+ends_with_X1_no_continuation",
    "e 2017-05-01 2017-06-03 other -",
  ]);
});

it("a child keeps its identity from one derivation to the next", async () => {
  agency = await addAgency(world);
  const ids = async () =>
    (await world.owner.query("select id from care_child where source_id = $1", [agency.sourceId])).rows;
  await loadYear(2017, "1,01/06/2017,S,C1,N1,U4,,");
  const before = await ids();
  await loadYear(2018, "1,01/06/2017,S,C1,N1,U4,,");
  expect(await ids()).toEqual(before);
});
