import { ceacBootstrap } from "../../src/evaluation/cost/bootstrap.ts";
import { attgt } from "../../src/evaluation/did/attgt.ts";
import { permStratified } from "../../src/evaluation/inference/permStratified.ts";
import { readTrial } from "../../src/evaluation/inference/sample.ts";
import type { Rng } from "../../src/evaluation/numeric/random.ts";
import { assignment } from "../../src/evaluation/people/assignment.ts";
import { answered, type Columns, drawn, get, type Numbers, normalOf, type Problem } from "./problem.ts";

const FAMILIES = 90;
const TOWNS = ["0", "1", "2"];

/** A pilot of 90 families, 15 and 15 in each of three towns, with a middling effect. */
function pilot(n: number, rng: Rng): Columns {
  const town = drawn(n, (row) => Math.floor((row * 3) / n));
  const treat = drawn(n, (row) => row % 2);
  const y = drawn(n, (row) => 50 - 6 * (treat[row] ?? 0) + 3 * (town[row] ?? 0) + 14 * normalOf(rng));
  const cost = drawn(n, (row) => 2000 + 900 * (treat[row] ?? 0) + 400 * normalOf(rng));
  return { town, treat, y, cost };
}

const DRAWS = 100_000;

const permutations: Problem = {
  id: "permutations",
  title: "100.000 permutaciones por estratos, 90 familias",
  size: FAMILIES,
  make: pilot,
  prepare: (columns) => {
    const strata = { codes: Int32Array.from(get(columns, "town")), levels: TOWNS };
    const trial = answered(readTrial({ y: get(columns, "y"), treat: get(columns, "treat"), strata }));
    return () => {
      const answer = answered(permStratified(trial, { method: "montecarlo", draws: DRAWS, seed: "7" }));
      return { expected: [answer.expected], p: [answer.pTwoSided] };
    };
  },
  // Each side draws its own: four standard errors of the difference of two such shares.
  within: { p: 4 * Math.sqrt(0.5 / DRAWS) },
  targets: [{ call: "sample", ratio: 0.05 }],
};

const RESAMPLES = 10_000;
const LAMBDA = [0, 50, 100, 200, 400, 800];

const curve: Problem = {
  id: "ceac",
  title: "10.000 remuestreos de la curva de aceptabilidad, 90 familias",
  size: FAMILIES,
  make: pilot,
  prepare: (columns) => {
    const rows = {
      treat: get(columns, "treat"),
      effect: get(columns, "y").map((value) => -value),
      cost: get(columns, "cost"),
      strata: Int32Array.from(get(columns, "town")),
    };
    return () => {
      const { byLambda } = answered(ceacBootstrap(rows, { lambda: LAMBDA, draws: RESAMPLES, seed: "7" }));
      return { p: byLambda.map(({ probCostEffective }) => probCostEffective) };
    };
  },
  within: { p: 4 * Math.sqrt(0.5 / RESAMPLES) },
  targets: [{ call: "sample", ratio: 0.05 }],
};

function assignmentProblem(size: number, ratio: number): Problem {
  return {
    id: `assignment${size}`,
    title: `Asignación ${size} × ${size}`,
    size,
    make: (n, rng) => ({ cost: drawn(n * n, () => rng.next()) }),
    prepare: (columns) => {
      const cost = get(columns, "cost");
      return (): Numbers => ({ total: [answered(assignment({ cost, rows: size, columns: size })).total] });
    },
    targets: [{ call: "solve_LSAP", ratio }],
  };
}

const PERIODS = 20;
const STARTS = [0, 4, 7, 10, 13, 16];

const rollOut: Problem = {
  id: "attgt",
  title: "ATT(g,t) doblemente robusta, 10.000 unidades × 20 periodos, 5 grupos",
  size: 10_000,
  growth: [1000, 10_000, 50_000],
  make: (n, rng) => {
    const covariate = drawn(n, () => normalOf(rng));
    const start = drawn(n, () => STARTS[rng.int(STARTS.length)] ?? 0);
    const level = drawn(n, () => normalOf(rng));
    const of = (row: number) => Math.floor(row / PERIODS);
    const time = drawn(n * PERIODS, (row) => 1 + (row % PERIODS));
    const group = drawn(n * PERIODS, (row) => start[of(row)] ?? 0);
    const y = drawn(n * PERIODS, (row) => {
      const [g, t] = [group[row] ?? 0, time[row] ?? 0];
      const effect = g > 0 && t >= g ? -0.4 - 0.25 * (t - g) : 0;
      return (level[of(row)] ?? 0) + 0.05 * t * (covariate[of(row)] ?? 0) + effect + 0.5 * normalOf(rng);
    });
    return { unit: drawn(n * PERIODS, of), time, group, y, x: drawn(n * PERIODS, (row) => covariate[of(row)] ?? 0) };
  },
  prepare: (columns) => {
    const [time, group, y, x] = ["time", "group", "y", "x"].map((name) => get(columns, name));
    const unit = Int32Array.from(get(columns, "unit"));
    if (!time || !group || !y || !x) throw new Error("no columns");
    const options = { method: "dr", control: "nevertreated", basePeriod: "varying", anticipation: 0, panel: true };
    return () => {
      const { cells } = answered(attgt({ unit, time, group, y, x: [x] }, options as Parameters<typeof attgt>[1]));
      const known = cells.filter(({ se }) => se !== undefined);
      return {
        off: known.map(({ g, t, att = Number.NaN, se = 1 }) => (att - (t < g ? 0 : -0.4 - 0.25 * (t - g))) / se),
      };
    };
  },
  check: (_, { off = [] }) => {
    const far = off.filter((z) => !(Math.abs(z) < 4.5)).length;
    return far === 0 && off.length === 95 ? undefined : `${far} de ${off.length} efectos lejos del verdadero`;
  },
  targets: [],
  withoutR: "el paquete «did» no está en Debian 12; su tiempo con otra versión, 11,0 s, fija la meta",
  mostSeconds: 1.1,
};

export const drawProblems: readonly Problem[] = [
  assignmentProblem(1000, 0.08),
  assignmentProblem(2000, 0.03),
  permutations,
  curve,
  rollOut,
];
