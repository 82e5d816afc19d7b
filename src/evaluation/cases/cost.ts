import { accepted, type Result, refused } from "../../core/result.ts";
import { ceacBootstrap } from "../cost/bootstrap.ts";
import { discount } from "../cost/discount.ts";
import { ceFrontier } from "../cost/frontier.ts";
import { ceaPatient } from "../cost/patient.ts";
import { costPerOutcome } from "../cost/perOutcome.ts";
import { ceaPsa } from "../cost/psa.ts";
import type { EvaluationFailure } from "../failure.ts";
import { drawsFor } from "../inference/blocks.ts";
import { fewClusters, fewUnits, manyGroups, reasons } from "../refusals.ts";
import type { Table } from "../table.ts";
import { atRows, buildDesign, type Design, type Groups, groupColumn, groupsAtRows, numberColumn } from "../terms.ts";
import type { CaseAnswer, CaseData, CaseFunctions, CaseInput } from "./case.ts";
import { allOf, type InputReader, readInput, tableOf } from "./inputs.ts";

type Answer = Promise<Result<CaseAnswer, EvaluationFailure>>;

/** Arm, effect, cost, covariates, strata and clusters on the rows that have them all. */
interface People {
  readonly X: Design;
  readonly effect: Float64Array;
  readonly cost: Float64Array;
  readonly strata: readonly Groups[];
  readonly cluster: Groups | undefined;
  readonly dropped: number;
}

function groupsOf(table: Table, names: readonly string[]): Result<readonly Groups[], EvaluationFailure> {
  const all: Groups[] = [];
  for (const name of names) {
    const groups = groupColumn(table, name);
    if (!groups.ok) return groups;
    all.push(groups.value);
  }
  return accepted(all);
}

async function peopleOf(read: InputReader, data: CaseData): Promise<Result<People, EvaluationFailure>> {
  const [treat, effectName, costName] = [read.text("treat"), read.text("effect"), read.text("cost")];
  const strataNames = read.texts("strata", []);
  const clusterName = read.optionalText("cluster");
  const terms = read.texts("x", []);
  read.numbers("lambda", []);
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const columns = allOf(
    numberColumn(table.value, effectName),
    numberColumn(table.value, costName),
    groupsOf(table.value, strataNames),
    groupsOf(table.value, clusterName === undefined ? [] : [clusterName]),
  );
  if (!columns.ok) return columns;
  const [effect, cost, strata, clusters] = columns.value;
  const built = buildDesign(table.value, [treat, ...terms], {
    intercept: true,
    also: [effect, cost],
    alsoGroups: [...strata, ...clusters],
  });
  if (!built.ok) return built;
  const { X, rows, dropped } = built.value;
  const [cluster] = clusters.map((groups) => groupsAtRows(groups, rows));
  return accepted({
    X,
    effect: atRows(effect, rows),
    cost: atRows(cost, rows),
    strata: strata.map((groups) => groupsAtRows(groups, rows)),
    cluster,
    dropped,
  });
}

/** Strata are dummies of the model: a column of measures or names taken for strata would fill the memory. */
function manyStrata(strata: readonly Groups[]): EvaluationFailure | undefined {
  return strata.map(({ codes }) => manyGroups("strata", new Set(codes).size)).find((fault) => fault !== undefined);
}

/** The design with one 0/1 column per level of each grouping but the first that occurs. */
function withStrata(X: Design, strata: readonly Groups[]): Design {
  const names = [...X.names];
  const cols = [...X.cols];
  for (const { codes, levels } of strata) {
    const present = [...new Set(codes)].sort((a, b) => a - b);
    for (const code of present.slice(1)) {
      names.push(`stratum ${levels[code] ?? code}`);
      cols.push(Float64Array.from(codes, (own) => Number(own === code)));
    }
  }
  return { n: X.n, p: cols.length, names, cols };
}

async function patientCase(input: CaseInput, data: CaseData): Answer {
  const read = readInput(input);
  const lambda = read.numbers("lambda", []);
  const level = read.number("level", 0.95);
  const people = await peopleOf(read, data);
  if (!people.ok) return people;
  const { X, effect, cost, strata, cluster, dropped } = people.value;
  const many = manyStrata(strata);
  if (many) return refused(many);
  const result = ceaPatient({
    effect,
    cost,
    X: withStrata(X, strata),
    treat: 1,
    lambda,
    level,
    ...(cluster && { cluster: cluster.codes }),
  });
  if (!result.ok) return result;
  const { nTreated, nControl, nClusters } = result.value;
  const warnings = reasons(fewUnits({ treated: nTreated, control: nControl }), fewClusters(nClusters));
  return accepted({ ...result.value, nMissing: dropped, warnings });
}

/** One code per combination of several groupings. */
function crossed(strata: readonly Groups[]): Int32Array | undefined {
  const [first, ...rest] = strata;
  if (!first) return undefined;
  const codes = Int32Array.from(first.codes);
  for (const groups of rest) {
    for (let i = 0; i < codes.length; i++) {
      codes[i] = (codes[i] as number) * groups.levels.length + (groups.codes[i] as number);
    }
  }
  return codes;
}

/** Resamples where the request does not say how many. */
const USUAL_RESAMPLES = 10_000;

async function bootstrapCase(input: CaseInput, data: CaseData): Answer {
  const read = readInput(input);
  const options = {
    lambda: read.numbers("lambda", []),
    seed: read.has("seed") ? String(input.seed) : "1",
    level: read.number("level", 0.95),
  };
  const people = await peopleOf(read, data);
  if (!people.ok) return people;
  const { X, effect, cost, strata, cluster, dropped } = people.value;
  const joint = crossed(strata);
  const asked = read.optionalNumber("draws") ?? Math.min(USUAL_RESAMPLES, Math.max(999, Math.floor(1e9 / X.n)));
  const wished = drawsFor(asked, X.n);
  if (!wished.ok) return wished;
  const result = ceacBootstrap(
    {
      treat: X.cols[1] ?? new Float64Array(0),
      effect,
      cost,
      ...(joint && { strata: joint }),
      ...(cluster && { cluster: cluster.codes }),
    },
    { ...options, draws: wished.value },
  );
  if (!result.ok) return result;
  const { draws, byLambda, ciE, ciC } = result.value;
  return accepted({ draws, byLambda, ciE, ciC, nMissing: dropped });
}

async function psaCase(input: CaseInput, data: CaseData): Answer {
  const read = readInput(input);
  const arms = read.texts("arms");
  const effectPrefix = read.text("effectPrefix", "e_");
  const costPrefix = read.text("costPrefix", "c_");
  const lambda = read.numbers("lambda");
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const effects: Float64Array[] = [];
  const costs: Float64Array[] = [];
  for (const arm of arms) {
    const both = allOf(numberColumn(table.value, effectPrefix + arm), numberColumn(table.value, costPrefix + arm));
    if (!both.ok) return both;
    effects.push(both.value[0]);
    costs.push(both.value[1]);
  }
  const result = ceaPsa({ arms, effects, costs, lambda });
  if (!result.ok) return result;
  const { meanEffect, meanCost, ...rest } = result.value;
  const { deltaE, deltaC } = differenceOf(arms, meanEffect, meanCost);
  const pair = arms.length === 2 ? { deltaE, deltaC, ...(deltaE === 0 ? {} : { icer: deltaC / deltaE }) } : {};
  return accepted({ ...rest, meanEffect, meanCost, ...pair });
}

function differenceOf(
  [first = "", second = ""]: readonly string[],
  effect: ReadonlyMap<string, number>,
  cost: ReadonlyMap<string, number>,
) {
  const gap = (means: ReadonlyMap<string, number>) => (means.get(second) ?? 0) - (means.get(first) ?? 0);
  return { deltaE: gap(effect), deltaC: gap(cost) };
}

function frontierCase(input: CaseInput): Result<CaseAnswer, EvaluationFailure> {
  const read = readInput(input);
  const arms = read.texts("arms");
  const cost = read.numbers("cost");
  const effect = read.numbers("effect");
  const failure = read.failure();
  if (failure) return refused(failure);
  for (const [field, values] of Object.entries({ cost, effect })) {
    if (values.length !== arms.length)
      return refused({ code: "malformed_input", field, expected: "one_number_per_arm" });
  }
  const frontier = ceFrontier(arms.map((arm, a) => ({ arm, cost: cost[a] ?? 0, effect: effect[a] ?? 0 })));
  return frontier.ok ? accepted({ frontier: frontier.value }) : frontier;
}

async function perOutcomeCase(input: CaseInput, data: CaseData): Answer {
  const read = readInput(input);
  const [costName, outcomeName] = [read.text("cost"), read.text("outcome")];
  const clusterName = read.optionalText("cluster");
  const level = read.number("level", 0.95);
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const clusters = groupsOf(table.value, clusterName === undefined ? [] : [clusterName]);
  if (!clusters.ok) return clusters;
  const built = buildDesign(table.value, [costName, outcomeName], { intercept: false, alsoGroups: clusters.value });
  if (!built.ok) return built;
  const [cost = new Float64Array(0), outcome = new Float64Array(0)] = built.value.X.cols;
  const [cluster] = clusters.value.map((groups) => groupsAtRows(groups, built.value.rows).codes);
  const result = costPerOutcome({ cost, outcome, ...(cluster && { cluster }) }, level);
  return result.ok ? accepted({ ...result.value, nMissing: built.value.dropped }) : result;
}

function discountCase(input: CaseInput): Result<CaseAnswer, EvaluationFailure> {
  const read = readInput(input);
  const years = read.numbers("year");
  const amounts = read.numbers("amount");
  const rate = read.number("rate");
  const failure = read.failure();
  if (failure) return refused(failure);
  if (years.length !== amounts.length) {
    return refused({ code: "malformed_input", field: "amount", expected: "one_number_per_year" });
  }
  const value = discount(
    years.map((year, i) => ({ year, amount: amounts[i] ?? 0 })),
    rate,
  );
  return value.ok ? accepted({ presentValue: value.value }) : value;
}

export const costCases: CaseFunctions = {
  ceaPatient: patientCase,
  ceaPsa: psaCase,
  ceFrontier: frontierCase,
  ceacBootstrap: bootstrapCase,
  costPerOutcome: perOutcomeCase,
  discount: discountCase,
};
