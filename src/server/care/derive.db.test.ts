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

it("a stay tells the homes, carers and places of its period, and what the child's other stays are", async () => {
  agency = await addAgency(world);
  const { batchId, facts } = await loadYear(
    2017,
    "1,01/06/2017,S,C1,N1,U4,01/07/2017,X1",
    "1,01/07/2017,P,C1,N1,K2,01/08/2017,X1",
    "1,01/08/2017,T,C1,N1,K2,01/09/2017,E4A",
    "1,01/12/2017,S,C1,N1,U1,,",
  );
  const stays = async () => {
    const { rows } = await world.owner.query(
      `select nth, started_on::text, next_on::text, previous_on::text, nullif(here_until, 'infinity')::text as until, first_group,
         home_groups, home_on::text, carers_on::text, places_on::text
       from care_stay where source_id = $1 order by started_on`,
      [agency.sourceId],
    );
    return rows;
  };
  expect(await stays()).toEqual([
    {
      nth: 1,
      started_on: "2017-06-01",
      next_on: "2017-12-01",
      previous_on: null,
      until: "2017-09-01",
      first_group: "foster",
      home_groups: ["foster", "residential", "residential"],
      home_on: "{2017-06-01,2017-07-01,2017-08-01}",
      carers_on: "{2017-06-01,2017-07-01}",
      places_on: "{2017-06-01,2017-07-01,2017-08-01}",
    },
    {
      nth: 2,
      started_on: "2017-12-01",
      next_on: null,
      previous_on: "2017-06-01",
      until: null,
      first_group: "kin",
      home_groups: ["kin"],
      home_on: "{2017-12-01}",
      carers_on: "{2017-12-01}",
      places_on: "{2017-12-01}",
    },
  ]);
  await operateAs(world.surroundings, agency.director, undoReturn, { batchId, baseVersion: facts.version });
  expect(await stays()).toEqual([]);
});
