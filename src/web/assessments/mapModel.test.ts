import { expect, test } from "vitest";
import type { ScoredDimension, ScoresByRater } from "../../contracts/assessments.ts";
import {
  type Brief,
  bestFirst,
  type Change,
  drawn,
  type History,
  previousOf,
  scaleFor,
  shareOf,
  strengthsOf,
  strongestFirst,
} from "./mapModel.ts";

const dimension = (id: string, change: Partial<ScoredDimension> = {}): ScoredDimension => ({
  id,
  label: { es: id },
  lowest: 0,
  highest: 4,
  direction: "higher_is_better",
  bands: [],
  ...change,
});
const [soil, water, company] = [dimension("soil"), dimension("water"), dimension("company")];
const scored = (family: Record<string, number | null>, team: Record<string, number | null> = {}): ScoresByRater => {
  const side = (given: Record<string, number | null>) =>
    Object.entries(given).map(([id, score]) => ({ dimension: id, score, band: null, answered: 1, expected: 1 }));
  return { family: side(family), team: side(team) };
};

test("dimensions on one scale are drawn as they are", () => {
  expect(scaleFor([soil, water])).toEqual({ lowest: 0, highest: 4, scaled: false });
  expect(drawn(soil, 3, scaleFor([soil, water]))).toBe(3);
});

test("dimensions on different scales, or where less is better, are drawn from 0 to 100 with outward better", () => {
  const pests = dimension("pests", { direction: "lower_is_better", highest: 10 });
  const scale = scaleFor([soil, pests]);
  expect(scale).toEqual({ lowest: 0, highest: 100, scaled: true });
  expect([drawn(soil, 1, scale), drawn(pests, 1, scale), drawn(pests, null, scale)]).toEqual([25, 90, null]);
});

test("a scale without length places nothing", () => {
  expect(shareOf(dimension("flat", { highest: 0 }), 0)).toBeNull();
});

test("strengths come first: the mean of both looks decides, what nobody scored goes last", () => {
  const scores = scored({ soil: 1, water: 4, company: null }, { soil: 4, water: 3 });
  expect(strongestFirst([company, soil, water], scores).map(({ id }) => id)).toEqual(["water", "soil", "company"]);
});

test("what lies at the bottom is no strength, even when nothing is higher", () => {
  expect(strengthsOf([soil, water, company], scored({ soil: 0, water: 0, company: 2 })).map(({ id }) => id)).toEqual([
    "company",
  ]);
  expect(strengthsOf([soil], scored({ soil: 1 }))).toEqual([]);
});

const brief = (assessmentId: string, change: Partial<Brief> = {}): Brief => ({
  assessmentId,
  instrumentVersionId: "v",
  instrumentId: "garden",
  title: { es: "Huerto" },
  number: 1,
  state: "closed",
  openedOn: "2026-01-01",
  closedOn: "2026-01-02",
  correctsId: null,
  priorities: [],
  scores: null,
  ...change,
});
const historyOf = (assessments: Brief[]): History => ({ assessments, instruments: [], changes: [] });

test("the assessment before is the newest older one that is closed, of the same instrument and not corrected", () => {
  const history = historyOf([
    brief("now"),
    brief("open", { state: "discussing" }),
    brief("other", { instrumentId: "orchard" }),
    brief("correction", { correctsId: "wrong" }),
    brief("wrong"),
    brief("first"),
  ]);
  expect(previousOf(history, "now")?.assessmentId).toBe("correction");
  expect(previousOf(history, "correction")?.assessmentId).toBe("first");
  expect(previousOf(history, "first")).toBeUndefined();
});

test("changes of one side are told with what is better first", () => {
  const change = (id: string, course: Change["course"], rater: Change["rater"] = "family"): Change => ({
    dimension: id,
    rater,
    before: 1,
    after: 1,
    change: 0,
    bandBefore: null,
    bandAfter: null,
    course,
  });
  const all = [
    change("soil", "worse"),
    change("water", "unknown"),
    change("company", "better"),
    change("x", "same", "team"),
  ];
  expect(bestFirst(all, "family").map(({ dimension: id }) => id)).toEqual(["company", "soil", "water"]);
});
