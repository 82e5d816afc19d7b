import { afterAll, beforeAll, expect, it } from "vitest";
import { type Agency, addAgency, load } from "../../../tests/builders/returns.ts";
import { addPersonWith, addTenant, openWorld, type World } from "../../../tests/builders/world.ts";
import { findSignedInByEmail } from "../onBehalf.ts";
import { runQuery } from "../query.ts";
import { careChild } from "./queries.ts";

let world: World;
let agency: Agency;
let childId: string;

beforeAll(async () => {
  world = await openWorld();
  agency = await addAgency(world);
  await load(agency, "tests/data/ssda903/multi-year-2017-2021");
  const { rows } = await world.owner.query(
    `select child_id from care_setting where source_id = $1 group by child_id order by count(*) desc, child_id limit 1`,
    [agency.sourceId],
  );
  childId = rows[0].child_id;
});
afterAll(() => world.close());

const one = async (sql: string) => (await world.owner.query(sql, [childId])).rows[0].n;

it("a child's facts come whole, the latest stay first and its places in order", async () => {
  const answer = await runQuery(world.surroundings, careChild, agency.director, { childId });
  expect(answer.status).toBe(200);
  const child = answer.body as {
    periods: { startedOn: string; settings: { startsOn: string }[] }[];
    reviews: unknown[];
  };
  expect(child.periods.length).toBe(await one("select count(*)::int as n from care_period where child_id = $1"));
  const settings = child.periods.flatMap((period) => period.settings);
  expect(settings.length).toBe(await one("select count(*)::int as n from care_setting where child_id = $1"));
  expect(child.reviews.length).toBe(await one("select count(*)::int as n from care_review where child_id = $1"));
  const starts = child.periods.map(({ startedOn }) => startedOn);
  expect(starts).toEqual(starts.toSorted().reverse());
  for (const { settings: places } of child.periods) {
    const days = places.map(({ startsOn }) => startsOn);
    expect(days).toEqual(days.toSorted());
  }
});

it("for who may not see the agency the child does not exist, and each reading is kept", async () => {
  const elsewhere = await addPersonWith(world, await addTenant(world), "programme_director");
  const worker = await addPersonWith(world, agency.tenant, "family_worker");
  for (const [{ email }, status] of [
    [elsewhere, 404],
    [worker, 403],
  ] as const) {
    const signedIn = await findSignedInByEmail(world.owner, email, new Date());
    if (!signedIn) throw new Error("nobody");
    expect((await runQuery(world.surroundings, careChild, signedIn, { childId })).status).toBe(status);
  }
  const before = await one(
    "select count(*)::int as n from read_log where query = 'careChild' and $1 = any (shown_ids)",
  );
  await runQuery(world.surroundings, careChild, agency.director, { childId });
  const after = await one("select count(*)::int as n from read_log where query = 'careChild' and $1 = any (shown_ids)");
  expect(after).toBe(before + 1);
});
