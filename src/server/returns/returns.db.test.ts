import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Agency, addAgency, load } from "../../../tests/builders/returns.ts";
import { openWorld, type World } from "../../../tests/builders/world.ts";
import { operateAs } from "../onBehalf.ts";
import { undoReturn } from "./undoReturn.ts";

const SAMPLE = "tests/data/ssda903/multi-year-2017-2021";
const expected = JSON.parse(readFileSync("tests/data/returns/expected-dev.json", "utf8"));
const periods = readFileSync("tests/data/returns/care-periods-dev.csv", "utf8").trim().split(/\r?\n/).slice(1);

let world: World;
let agency: Agency;
let loaded: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  world = await openWorld();
  agency = await addAgency(world);
  loaded = await load(agency, SAMPLE);
});
afterAll(() => world.close());

const one = async (sql: string) => (await world.owner.query(sql, [agency.sourceId])).rows[0];

describe("a return of five years", () => {
  it("is read and merged as mapping M903-1 says", async () => {
    const { rows_read, episodes_after_year_merge, children_with_episodes, care_periods, left_truncated_periods } =
      expected.expected;
    const read = await one("select count(*)::int as n from return_row where source_id = $1 and kind = 'Episodes'");
    expect(read.n).toBe(rows_read);
    expect(loaded.facts.settings).toBe(episodes_after_year_merge);
    expect(loaded.facts.periods).toBe(care_periods);
    const children = await one("select count(distinct child_id)::int as n from care_period where source_id = $1");
    expect(children.n).toBe(children_with_episodes);
    const cut = await one("select count(*)::int as n from care_period where source_id = $1 and left_truncated");
    expect(cut.n).toBe(left_truncated_periods);
    expect(loaded.facts.factsUntil).toBe("2022-03-31");
  });

  it("flags what does not fit", async () => {
    const { rows } = await world.owner.query(
      "select flag, count(*)::int as n from care_period, unnest(flags) flag where source_id = $1 group by flag",
      [agency.sourceId],
    );
    expect(Object.fromEntries(rows.map(({ flag, n }) => [flag, n]))).toEqual(expected.expected.flags);
  });

  it("gives every period of the reference, one by one", async () => {
    const { rows } = await world.owner.query(
      `select concat_ws(',', child.external_id, period.started_on, coalesce(period.ended_on::text, ''),
                coalesce(period.exit_code, ''), coalesce(period.exit_group, ''), period.left_truncated::int,
                period.short_break::int, count(*), count(*) filter (where ordinal > 1 and reason_new in ('P', 'B'))) as line
       from care_period period
       join care_child child on child.tenant_id = period.tenant_id and child.id = period.child_id
       join care_setting setting on setting.tenant_id = period.tenant_id and setting.period_id = period.id
       where period.source_id = $1
       group by child.external_id, period.id, period.tenant_id, period.started_on, period.ended_on, period.exit_code,
                period.exit_group, period.left_truncated, period.short_break`,
      [agency.sourceId],
    );
    expect(rows.map(({ line }) => line).sort()).toEqual([...periods].sort());
  });

  it("finds in each year what the rules of the reference find", async () => {
    const { rows } = await world.owner.query(
      `select rule, year, kind, count(*)::int as n from return_finding where source_id = $1 group by rule, year, kind`,
      [agency.sourceId],
    );
    const found: Record<string, Record<string, Record<string, number>>> = {};
    for (const { rule, year, kind, n } of rows) {
      const ofYear = found[`multi-year-2017-2021/${year}`] ?? {};
      found[`multi-year-2017-2021/${year}`] = { ...ofYear, [rule]: { ...ofYear[rule], [kind]: n } };
    }
    for (const [year, rules] of Object.entries(expected.rule_counts)) {
      if (!year.startsWith("multi")) continue;
      const ours = Object.fromEntries(Object.keys(rules as object).map((rule) => [rule, found[year]?.[rule] ?? {}]));
      expect(ours, year).toEqual(rules);
    }
  });

  it("keeps no full postcode among the facts", async () => {
    const { n } = await one(
      "select count(*)::int as n from care_setting where source_id = $1 and (place_area like '% %' or home_area like '% %')",
    );
    expect(n).toBe(0);
  });

  it("leaves nothing behind when it is taken back", async () => {
    const answer = await operateAs(world.surroundings, agency.director, undoReturn, {
      batchId: loaded.batchId,
      baseVersion: loaded.facts.version,
    });
    expect(answer.body).toMatchObject({ children: 0, periods: 0, settings: 0, factsUntil: null });
  });
});
