import type { Rng } from "../../src/evaluation/numeric/random.ts";
import { cif } from "../../src/evaluation/survival/cif.ts";
import { type CoxInput, cox } from "../../src/evaluation/survival/cox.ts";
import { survivalAt } from "../../src/evaluation/survival/curve.ts";
import { km } from "../../src/evaluation/survival/km.ts";
import { logrank } from "../../src/evaluation/survival/logrank.ts";
import type { Groups } from "../../src/evaluation/terms.ts";
import { answered, type Columns, drawn, get, normalOf, type Problem } from "./problem.ts";

const SIZES = [1e4, 1e5, 1e6];
const DAYS = 365;

/** Times with two groups (the second has fewer endings), whole days or continuous, and three ways of ending. */
function times(n: number, rng: Rng, whole: boolean): Columns {
  const group = drawn(n, () => rng.int(2));
  const longest = whole ? 3650 : 10;
  const lasted = (rate: number) => (-Math.log(1 - rng.next()) / rate) * (whole ? DAYS : 1);
  const time = new Float64Array(n);
  const cause = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const ended = lasted(group[row] === 1 ? 0.3 : 0.36);
    const lost = Math.min(lasted(0.1), longest);
    time[row] = whole ? Math.ceil(Math.min(ended, lost)) : Math.min(ended, lost);
    cause[row] = ended <= lost ? 1 + rng.int(3) : 0;
  }
  return { time, cause, group };
}

const CODES: Groups["levels"] = ["0", "1"];

function groupsOf(columns: Columns): Groups {
  return { codes: Int32Array.from(get(columns, "group")), levels: CODES };
}

function curveProblem(whole: boolean, ratio: number): Problem {
  const at = whole ? [100, 700, 2000] : [0.3, 2, 5.5];
  return {
    id: whole ? "kmDays" : "kmContinuous",
    title: `KM de 2 grupos y log-rank, ${whole ? "días enteros" : "tiempos continuos"}`,
    size: 1e6,
    growth: SIZES,
    make: (n, rng) => times(n, rng, whole),
    prepare: (columns) => {
      const cause = Uint8Array.from(get(columns, "cause"), (code) => Math.min(code, 1));
      const input = { time: get(columns, "time"), cause, group: groupsOf(columns) };
      return () => {
        const { groups } = answered(km(input));
        const test = answered(logrank(input));
        const shown = groups.flatMap(({ curve }) =>
          at.map((time) => survivalAt(curve, time, { confType: "log-log", level: 0.95 })),
        );
        return {
          survival: shown.map(({ surv }) => surv),
          lower: shown.map(({ lower }) => lower),
          chisq: [test.chisq],
        };
      };
    },
    targets: [{ call: "survfit+survdiff", ratio }],
  };
}

/** Covariates of mixed kinds: normal, yes/no, a small count, skewed. */
function hazards(n: number, rng: Rng, whole: boolean): Columns {
  const x1 = drawn(n, () => normalOf(rng));
  const x2 = drawn(n, () => rng.int(2));
  const x3 = drawn(n, () => rng.int(5));
  const x4 = drawn(n, () => normalOf(rng));
  const x5 = drawn(n, () => -Math.log(1 - rng.next()));
  const time = new Float64Array(n);
  const event = new Float64Array(n);
  const unit = whole ? DAYS : 1;
  for (let row = 0; row < n; row++) {
    const line =
      0.3 * (x1[row] ?? 0) - 0.4 * (x2[row] ?? 0) + 0.1 * (x3[row] ?? 0) + 0.05 * (x4[row] ?? 0) - 0.2 * (x5[row] ?? 0);
    const ended = (-Math.log(1 - rng.next()) / (0.3 * Math.exp(line))) * unit;
    const lost = Math.min((-Math.log(1 - rng.next()) / 0.1) * unit, 10 * unit);
    time[row] = whole ? Math.ceil(Math.min(ended, lost)) : Math.min(ended, lost);
    event[row] = Number(ended <= lost);
  }
  return { time, event, x1, x2, x3, x4, x5 };
}

const TERMS = ["x1", "x2", "x3", "x4", "x5"];

function coxInput(columns: Columns, ties: "efron" | "breslow"): CoxInput {
  const cols = TERMS.map((name) => get(columns, name));
  const time = get(columns, "time");
  const X = { n: time.length, p: TERMS.length, names: TERMS, cols };
  return { time, cause: Uint8Array.from(get(columns, "event")), X, ties };
}

interface CoxRow extends Pick<Problem, "id" | "title" | "size" | "targets"> {
  readonly whole: boolean;
  readonly ties: "efron" | "breslow";
  readonly growing: boolean;
}

function coxProblem({ whole, ties, growing, ...row }: CoxRow): Problem {
  return {
    ...row,
    ...(growing ? { growth: SIZES } : {}),
    make: (n, rng) => hazards(n, rng, whole),
    prepare: (columns) => {
      const input = coxInput(columns, ties);
      return () => {
        const { coef, cov, logLik } = answered(cox(input));
        return { coef: [...coef], se: TERMS.map((_, j) => Math.sqrt(cov[j * 6] ?? Number.NaN)), logLik: [logLik] };
      };
    },
  };
}

const COX_ROWS: readonly CoxRow[] = [
  {
    id: "coxDays",
    title: "Cox 5 covariables, Efron, días",
    size: 1e5,
    whole: true,
    ties: "efron",
    growing: false,
    targets: [{ call: "coxph", ratio: 0.25 }],
  },
  {
    id: "coxManyDays",
    title: "Cox 5 covariables, Efron, días",
    size: 1e6,
    whole: true,
    ties: "efron",
    growing: true,
    targets: [
      { call: "coxph", ratio: 0.12 },
      { call: "coxph.fit", ratio: 0.8 },
    ],
  },
  {
    id: "coxContinuous",
    title: "Cox 5 covariables, Efron, continuo",
    size: 1e6,
    whole: false,
    ties: "efron",
    growing: true,
    targets: [{ call: "coxph", ratio: 0.12 }],
  },
  {
    id: "coxBreslow",
    title: "Cox 5 covariables, Breslow, días",
    size: 1e6,
    whole: true,
    ties: "breslow",
    growing: false,
    targets: [{ call: "coxph", ratio: 0.12 }],
  },
];

function incidenceProblem(withErrors: boolean): Problem {
  const at = [100, 700, 2000];
  return {
    id: withErrors ? "cifErrors" : "cif",
    title: `Aalen–Johansen 3 causas × 2 grupos, días, ${withErrors ? "con" : "sin"} error`,
    size: 1e6,
    ...(withErrors ? { growth: SIZES } : {}),
    make: (n, rng) => times(n, rng, true),
    prepare: (columns) => {
      const cause = Uint8Array.from(get(columns, "cause"));
      const input = { time: get(columns, "time"), cause, group: groupsOf(columns) };
      return () => {
        const { groups } = answered(cif(input));
        const each = (of: "value" | "variance") =>
          groups.flatMap((group) =>
            group.byCause.flatMap((one) =>
              at.map((time) => one[of][group.times.findLastIndex((day) => day <= time)] ?? Number.NaN),
            ),
          );
        return { incidence: each("value"), ...(withErrors ? { se: each("variance").map(Math.sqrt) } : {}) };
      };
    },
    // R's formula for the error is another one (Aalen's), near but not equal at this size.
    within: { se: 1e-6 },
    targets: withErrors ? [{ call: "cuminc", ratio: 0.1 }] : [{ call: "survfit" }, { call: "prodlim" }],
  };
}

export const survivalProblems: readonly Problem[] = [
  curveProblem(false, 0.1),
  curveProblem(true, 0.03),
  ...COX_ROWS.map(coxProblem),
  incidenceProblem(false),
  incidenceProblem(true),
];
