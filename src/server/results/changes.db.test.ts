import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { aPack } from "../../../tests/builders/packFiles.ts";
import {
  addFamily,
  aPlace,
  checked,
  type Family,
  figuresOf,
  listOf,
  openResultsWorld,
  type Place,
  reasons,
} from "../../../tests/builders/results.ts";
import type { InstrumentDefinition } from "../../core/instruments/definition.ts";

const results = await openResultsWorld();
const { world, ago } = results;
afterAll(() => results.close());

const bed = aPack().instruments.bancal as InstrumentDefinition;

async function addInstrument({ tenant }: Place, changes: Partial<InstrumentDefinition> = {}): Promise<string> {
  const [id, definition] = [randomUUID(), { ...bed, ...changes }];
  await world.owner.query(
    `insert into instrument_version (tenant_id, id, instrument_id, version, title, definition, content_hash, origin)
     values ($1,$2,$3,$4,$5,$6,$7,'test')`,
    [tenant.id, id, definition.id, id, definition.title, JSON.stringify(definition), randomUUID()],
  );
  return id;
}

type Scores = Readonly<Record<string, number | null>>;

/** An assessment with what the family gave each dimension; the team gave the opposite. */
async function assess(
  { household, caseId }: Family,
  instrument: string,
  given: { readonly daysAgo: number; readonly scores: Scores; readonly corrects?: string; readonly open?: boolean },
): Promise<string> {
  const [id, on] = [randomUUID(), ago(given.daysAgo)];
  const [state, closedOn] = given.open ? ["family_answering", null] : ["closed", on];
  await world.owner.query(
    `insert into assessment (tenant_id, id, case_id, household_id, instrument_version_id, number, state, opened_by,
       opened_on, closed_on, corrects_id) values ($1,$2,$3,$4,$5,1,$6,$7,$8,$9,$10)`,
    [household.tenantId, id, caseId, household.id, instrument, state, randomUUID(), on, closedOn, given.corrects],
  );
  for (const [dimension, score] of Object.entries(given.scores)) {
    for (const [rater, value] of [
      ["family", score],
      ["team", score === null ? null : 2 - score],
    ] as const) {
      await world.owner.query(
        `insert into assessment_score (tenant_id, assessment_id, household_id, rater, dimension, score, answered, expected)
         values ($1,$2,$3,$4,$5,$6,1,1)`,
        [household.tenantId, id, household.id, rater, dimension, value],
      );
    }
  }
  return id;
}

describe("change by dimension", () => {
  test("compares the family's own first and last closed rating, and says whom it leaves out and why", async () => {
    const place = await aPlace(results);
    const [first, second] = [await addInstrument(place), await addInstrument(place, { version: "2" })];
    const one = await addFamily(place, "Tres valoraciones");
    await assess(one, first, { daysAgo: 300, scores: { soil: 0, water: 1, company: null } });
    await assess(one, first, { daysAgo: 200, scores: { soil: 2, water: 2, company: 1 } });
    await assess(one, second, { daysAgo: 100, scores: { soil: 1, water: 1, company: 1 } });
    const two = await addFamily(place, "Peor tierra");
    await assess(two, first, { daysAgo: 300, scores: { soil: 2, water: 0, company: 0.5 } });
    await assess(two, second, { daysAgo: 1, scores: { soil: 1, water: 2, company: 1.5 } });
    const single = await addFamily(place, "Una sola");
    await assess(single, first, { daysAgo: 9, scores: { soil: 1, water: 1, company: 1 } });
    await assess(single, second, { daysAgo: 2, scores: {}, open: true });
    const { changes, oneAssessmentOnly } = await checked(place.caller);
    const common = { instrument: "Cómo está el bancal", lowest: 0, highest: 2 };
    const moved = (better: number, same: number, worse: number) => ({ n: better + same + worse, better, same, worse });
    expect(changes).toEqual([
      { cell: "bancal/company", label: "Compañía", ...common, ...moved(1, 0, 0), meanBefore: 0.5, meanAfter: 1.5 },
      { cell: "bancal/soil", label: "Tierra", ...common, ...moved(1, 0, 1), meanBefore: 1, meanAfter: 1 },
      { cell: "bancal/water", label: "Agua", ...common, ...moved(1, 1, 0), meanBefore: 0.5, meanAfter: 1.5 },
    ]);
    expect(oneAssessmentOnly).toBe(1);
    expect(await figuresOf(place)).toMatchObject({ mayOpen: false, changes, oneAssessmentOnly });
    const soil = await listOf(place.caller, "change_by_dimension", "bancal/soil");
    expect(Object.fromEntries(soil.families.map(({ name, detail }) => [name, detail]))).toEqual({
      "Tres valoraciones": "better:0:1",
      "Peor tierra": "worse:2:1",
    });
    expect(reasons(soil)).toEqual({ "Una sola": "one_assessment" });
    const company = await listOf(place.caller, "change_by_dimension", "bancal/company");
    expect(reasons(company)).toEqual({ "Tres valoraciones": "no_score", "Una sola": "one_assessment" });
  });

  test("goes the way the instrument says is better", async () => {
    const place = await aPlace(results);
    const scoring = (bed.scoring ?? []).map((rule) => ({ ...rule, direction: "lower_is_better" as const }));
    const slugs = await addInstrument(place, { id: "babosas", scoring });
    for (const [name, before, after] of [
      ["Menos", 2, 1],
      ["Más", 0, 2],
      ["Igual", 1, 1],
    ] as const) {
      const family = await addFamily(place, name);
      await assess(family, slugs, { daysAgo: 90, scores: { soil: before } });
      await assess(family, slugs, { daysAgo: 9, scores: { soil: after } });
    }
    const { families } = await listOf(place.caller, "change_by_dimension", "babosas/soil");
    expect(Object.fromEntries(families.map(({ name, detail }) => [name, detail.split(":")[0]]))).toEqual({
      Menos: "better",
      Más: "worse",
      Igual: "same",
    });
    expect((await checked(place.caller)).changes).toMatchObject([{ n: 3, better: 1, same: 1, worse: 1 }]);
  });

  test("a corrected assessment gives its place to its correction", async () => {
    const place = await aPlace(results);
    const instrument = await addInstrument(place);
    const later = await addFamily(place, "Corregida y repetida");
    const wrong = await assess(later, instrument, { daysAgo: 90, scores: { soil: 0 } });
    await assess(later, instrument, { daysAgo: 80, scores: { soil: 2 }, corrects: wrong });
    await assess(later, instrument, { daysAgo: 9, scores: { soil: 1 } });
    const only = await addFamily(place, "Solo corregida");
    const mistaken = await assess(only, instrument, { daysAgo: 90, scores: { soil: 0 } });
    await assess(only, instrument, { daysAgo: 80, scores: { soil: 2 }, corrects: mistaken });
    const { changes, oneAssessmentOnly } = await checked(place.caller);
    expect(changes).toMatchObject([{ cell: "bancal/soil", n: 1, worse: 1, meanBefore: 2, meanAfter: 1 }]);
    expect(oneAssessmentOnly).toBe(1);
    expect(await figuresOf(place)).toMatchObject({ mayOpen: false, changes, oneAssessmentOnly });
    const list = await listOf(place.caller, "change_by_dimension", "bancal/soil");
    expect(reasons(list)).toEqual({ "Solo corregida": "one_assessment" });
  });

  test("a family with one assessment only is one without any change, and an instrument the family does not score waits for none", async () => {
    const place = await aPlace(results);
    const survey = await addInstrument(place, { id: "encuesta", scoring: [] });
    const ofTeam = await addInstrument(place, { id: "del-equipo", raters: ["team"] });
    const [scored, another] = [await addInstrument(place), await addInstrument(place, { id: "otro-bancal" })];
    const both = await addFamily(place, "Con cambio");
    for (const daysAgo of [90, 9]) await assess(both, scored, { daysAgo, scores: { soil: 1 } });
    await assess(both, another, { daysAgo: 9, scores: { soil: 1 } });
    const surveyed = await addFamily(place, "Solo encuestada");
    for (const instrument of [survey, ofTeam]) await assess(surveyed, instrument, { daysAgo: 9, scores: {} });
    const { changes, oneAssessmentOnly } = await checked(place.caller);
    expect([changes.map(({ cell }) => cell), oneAssessmentOnly]).toEqual([["bancal/soil"], 0]);
  });
});
