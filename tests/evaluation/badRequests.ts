import type { CaseInput } from "../../src/evaluation/cases/case.ts";
import { copiedCases } from "./referenceCases.ts";

export interface Request {
  readonly fn: string;
  readonly input: CaseInput;
}

const FAMILIES = { data: "piloto_familias.csv", treat: "brazo", y: "riesgo_12" };
const COVARIATES = ["riesgo_0", "n_menores", "monoparental"];
const ROLL_OUT = { data: "despliegue.csv", id: "municipio", time: "trimestre", group: "grupo", y: "tasa" };

/** Requests for the analyses of which no reference case is copied. */
const own: readonly Request[] = [
  { fn: "balance", input: { ...FAMILIES, x: COVARIATES, denominator: "treated" } },
  { fn: "entropyBalance", input: { ...FAMILIES, x: COVARIATES, estimand: "ATT" } },
  {
    fn: "matchAI",
    input: { ...FAMILIES, x: COVARIATES, on: "covariates", estimand: "ATT", M: 1, biasAdjust: true, ties: "average" },
  },
  { fn: "psMatchOptimal", input: { ...FAMILIES, x: COVARIATES } },
  { fn: "rosenbaumWilcoxon", input: { ...FAMILIES, treated: "riesgo_0", control: "riesgo_12", gamma: [1, 2] } },
  { fn: "rosenbaumHodgesLehmann", input: { ...FAMILIES, treated: "riesgo_0", control: "riesgo_12", gamma: [1, 2] } },
  {
    fn: "rosenbaumM",
    input: { ...FAMILIES, treated: "riesgo_0", controls: ["riesgo_6", "riesgo_12"], gamma: [1, 2], method: "w" },
  },
  {
    fn: "interruptedTimeSeries",
    input: { data: "piloto_familias.csv", y: "riesgo_0", interruption: "brazo = 1", harmonics: 1, neweyWestLag: 12 },
  },
  { fn: "eventStudySunAbraham", input: ROLL_OUT },
  {
    fn: "ceaPsa",
    input: {
      data: "piloto_familias.csv",
      arms: ["0", "12"],
      effectPrefix: "bienestar_",
      costPrefix: "riesgo_",
      lambda: [0, 9],
    },
  },
  {
    fn: "ceacBootstrap",
    input: { ...FAMILIES, effect: "bienestar_12", cost: "coste_eur", lambda: [0, 9], draws: 200, seed: 1 },
  },
  { fn: "costPerOutcome", input: { cost: [900, 1100], outcome: [3, 4] } },
  { fn: "discount", input: { amount: [100, 100], rate: 0.03 } },
  { fn: "mdeTwoProportions", input: { nPerArm: 45, p1: 0.3, power: 0.8, alpha: 0.05 } },
  { fn: "minimumAttainableP", input: { strata: [[3, 3]] } },
  { fn: "randomise", input: { units: ["a", "b", "c", "d"], arms: ["x", "y"], ratio: [1, 1], seed: "1" } },
  { fn: "verifyAllocation", input: { units: ["a", "b", "c", "d"], arms: ["x", "y"], ratio: [1, 1], seed: "1" } },
  { fn: "attrition", input: FAMILIES },
  { fn: "placeboDate", input: { ...ROLL_OUT, control: "notyettreated", method: "reg", earlier: 1 } },
];

const shortest = (left: Request, right: Request) =>
  JSON.stringify(left.input).length - JSON.stringify(right.input).length;

/** One request for each analysis: the copied reference case that is written shortest, or one of our own. */
export const requests: readonly Request[] = [...new Set([...copiedCases, ...own].map(({ fn }) => fn))].map((fn) => {
  const [first] = [...copiedCases, ...own].filter((one) => one.fn === fn).sort(shortest);
  return { fn, input: first?.input ?? {} };
});

/** Values that are wrong for almost every member of a request. */
export const wrongValues: readonly unknown[] = [
  null,
  "",
  "no hay tal columna",
  "__proto__",
  "nul\0",
  [],
  {},
  [[]],
  [null],
  ["x", "x"],
  true,
  -1,
  0,
  0.5,
  1e308,
  4294967297,
  "1,5",
  [-1, 1e308],
  [[1], [2, 3]],
  { a: { b: 1 } },
];
