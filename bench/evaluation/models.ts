import { psMatch } from "../../src/evaluation/causal/psMatch.ts";
import { logit } from "../../src/evaluation/models/logit.ts";
import { ols } from "../../src/evaluation/models/ols.ts";
import type { Rng } from "../../src/evaluation/numeric/random.ts";
import type { Design } from "../../src/evaluation/terms.ts";
import { answered, type Columns, drawn, get, type Numbers, normalOf, type Problem } from "./problem.ts";

const COVARIATES = Array.from({ length: 10 }, (_, j) => `x${j + 1}`);
const ROWS = 220_000;
const SIZES = [1e4, 1e5, 1e6];
const TREATED = 17_479;

/** Ten covariates, half of them yes/no, of which treatment and outcome depend. */
function units(n: number, rng: Rng): Columns {
  const x = COVARIATES.map((_, j) => drawn(n, () => (j % 2 === 0 ? normalOf(rng) : rng.int(2))));
  const line = drawn(n, (row) => x.reduce((sum, column, j) => sum + (column[row] ?? 0) * (0.4 - 0.08 * j), 0));
  const treat = drawn(n, (row) => Number(rng.next() < 1 / (1 + Math.exp(2.8 - (line[row] ?? 0)))));
  const y = drawn(n, (row) => 3 + (line[row] ?? 0) + (1 + Math.abs(x[0]?.[row] ?? 0)) * normalOf(rng));
  return { treat, y, ...Object.fromEntries(COVARIATES.map((name, j) => [name, x[j] ?? new Float64Array(n)])) };
}

function designOf(columns: Columns): Design {
  const n = get(columns, "y").length;
  const cols = [new Float64Array(n).fill(1), ...COVARIATES.map((name) => get(columns, name))];
  return { n, p: cols.length, names: ["(Intercept)", ...COVARIATES], cols };
}

const diagonal = (cov: Float64Array, p: number) =>
  Array.from({ length: p }, (_, j) => Math.sqrt(cov[j * p + j] ?? Number.NaN));

const score: Problem = {
  id: "logit",
  title: "Puntuación logística, 220.000 × 11",
  size: ROWS,
  growth: SIZES,
  make: units,
  prepare: (columns) => {
    const X = designOf(columns);
    const treat = get(columns, "treat");
    return () => {
      const { coef, deviance, cov } = answered(logit(treat, X));
      return { coef: [...coef], se: diagonal(cov, X.p), deviance: [deviance] };
    };
  },
  targets: [{ call: "glm.fit", ratio: 0.4 }],
};

const leastSquares: Problem = {
  id: "ols",
  title: "Mínimos cuadrados y HC3, 220.000 × 11",
  size: ROWS,
  growth: SIZES,
  make: units,
  prepare: (columns) => {
    const X = designOf(columns);
    const y = get(columns, "y");
    return () => {
      const { coef, se } = answered(ols(y, X, { vcov: "HC3" }));
      return { coef: [...coef], se: [...se] };
    };
  },
  targets: [{ call: "lm+vcovHC", ratio: 0.3 }],
};

/** Scores as of a register: few treated among many, theirs higher. */
function scores(n: number, rng: Rng): Columns {
  const treated = Math.round((n * TREATED) / ROWS);
  const treat = drawn(n, (row) => Number(row < treated));
  for (let row = n - 1; row > 0; row--) {
    const other = rng.int(row + 1);
    [treat[row], treat[other]] = [treat[other] ?? 0, treat[row] ?? 0];
  }
  const e = drawn(n, (row) => 1 / (1 + Math.exp(2.5 - (treat[row] ? 0.8 : 0) - normalOf(rng))));
  return { e, treat };
}

const NEAREST = { link: "ps", order: "largest", ratio: 1, replace: false, tieBreak: "row" } as const;
/** Treated, from the first served, whose control is also looked for among all. */
const CHECKED = 1000;

/** Looks through every control for the first treated served: the greedy rule as it is written. */
function slowlyMatched(columns: Columns): number {
  const e = get(columns, "e");
  const treat = get(columns, "treat");
  const rows = Array.from(e.keys());
  const served = rows.filter((row) => treat[row] === 1).sort((a, b) => (e[b] ?? 0) - (e[a] ?? 0) || a - b);
  const free = Uint8Array.from(treat, (value) => 1 - value);
  let total = 0;
  for (const row of served.slice(0, CHECKED)) {
    let best = Number.POSITIVE_INFINITY;
    let found = -1;
    for (let other = 0; other < e.length; other++) {
      const gap = Math.abs((e[other] ?? 0) - (e[row] ?? 0));
      if (gap < best && free[other] === 1) [best, found] = [gap, other];
    }
    free[found] = 0;
    total += best;
  }
  return total;
}

const nearest: Problem = {
  id: "nearest",
  title: "Pareo 1:1, 17.479 tratadas y 202.521 controles",
  size: ROWS,
  growth: SIZES,
  make: scores,
  prepare: (columns) => {
    const e = get(columns, "e");
    const treat = get(columns, "treat");
    return (): Numbers => {
      const { pairs, sumAbsDistance } = psMatch(e, treat, NEAREST);
      let first = 0;
      for (let at = 0; at < Math.min(CHECKED, pairs.treated.length); at++)
        first += Math.abs((e[pairs.treated[at] ?? 0] ?? 0) - (e[pairs.control[at] ?? 0] ?? 0));
      return { first: [first], sumAbsDistance: [sumAbsDistance], pairs: [pairs.treated.length] };
    };
  },
  check: (columns, { first = [] }) => {
    const slow = slowlyMatched(columns);
    return Math.abs(slow - (first[0] ?? Number.NaN)) <= 1e-9 * slow
      ? undefined
      : `las primeras ${CHECKED} parejas suman ${first[0]} y no ${slow}`;
  },
  targets: [{ call: "matchit", ratio: 0.15 }],
  notCompared: "MatchIt 4.5.1 (Debian) se equivoca en este pareo: de R solo cuenta el tiempo",
};

export const modelProblems: readonly Problem[] = [score, nearest, leastSquares];
