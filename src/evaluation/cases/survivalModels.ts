import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { reachOf } from "../normal.ts";
import { type Cox, cox } from "../survival/cox.ts";
import { PH_TRANSFORMS, type PhTransform } from "../survival/coxPhTest.ts";
import type { BaselineHazard } from "../survival/coxResiduals.ts";
import { fineGray } from "../survival/fineGray.ts";
import { positionAt } from "../survival/riskTable.ts";
import type { Table } from "../table.ts";
import { type Design, numberColumn } from "../terms.ts";
import type { CaseAnswer, CaseFunction, CaseFunctions } from "./case.ts";
import { byName, readInput, tableOf } from "./inputs.ts";
import { causesInput, optionalGroups, survivalInput } from "./survivalInputs.ts";

/** The terms as columns of all rows; rows with missing values are dropped by the analysis itself. */
function designOf(table: Table, terms: readonly string[]): Result<Design, EvaluationFailure> {
  const cols: Float64Array[] = [];
  for (const term of terms) {
    const column = numberColumn(table, term);
    if (!column.ok) return column;
    cols.push(column.value);
  }
  return accepted({ n: table.n, p: terms.length, names: terms, cols });
}

/** Standard errors: roots of the diagonal of a p x p matrix. */
function errorsOf(cov: Float64Array, p: number): Float64Array {
  return Float64Array.from({ length: p }, (_, j) => Math.sqrt(cov[j * p + j] ?? Number.NaN));
}

/** Ratios exp(coefficient) with their limits. */
function ratiosOf(names: readonly string[], coef: Float64Array, { se, level }: { se: Float64Array; level: number }) {
  const reach = reachOf(level);
  return Object.fromEntries(
    names.map((name, j) => {
      const [value, error] = [coef[j] ?? Number.NaN, se[j] ?? Number.NaN];
      return [
        name,
        { ratio: Math.exp(value), lower: Math.exp(value - reach * error), upper: Math.exp(value + reach * error) },
      ];
    }),
  );
}

function hazardAt({ times, hazard }: BaselineHazard, time: number): number {
  const at = positionAt(times, time + 1e-8 * Math.abs(time));
  return at < 0 ? 0 : (hazard[at] ?? 0);
}

function baselineAnswer(fit: Cox, at: readonly number[], stratified: boolean): CaseAnswer {
  if (at.length === 0) return {};
  const curves = fit.baselineHazard();
  return {
    baselineCumHaz: curves.flatMap((curve) =>
      at.map((time) => ({
        time,
        ...(stratified ? { stratum: fit.strataLevels[curve.stratum] ?? "" } : {}),
        H0: hazardAt(curve, time),
      })),
    ),
  };
}

function phAnswer(fit: Cox, transform: PhTransform | undefined): CaseAnswer {
  if (transform === undefined) return {};
  const { global, terms } = fit.phTest(transform);
  return { phTest: { global, ...byName(fit.names, terms) } };
}

function coxAnswer(fit: Cox, level: number): CaseAnswer {
  const p = fit.names.length;
  const se = errorsOf(fit.cov, p);
  const seRobust = fit.covRobust && errorsOf(fit.covRobust, p);
  return {
    n: fit.n,
    events: fit.events,
    nMissing: fit.nMissing,
    coef: byName(fit.names, fit.coef),
    se: byName(fit.names, se),
    ...(seRobust && { seRobust: byName(fit.names, seRobust) }),
    ...(fit.nClusters !== undefined && { nClusters: fit.nClusters }),
    hazardRatio: ratiosOf(fit.names, fit.coef, { se: seRobust ?? se, level }),
    logLikNull: fit.logLikNull,
    logLik: fit.logLik,
    lrTest: fit.lrTest,
    scoreTest: fit.scoreTest,
    waldTest: fit.waldTest,
    concordance: fit.concordance(),
    iterations: fit.iterations,
    aliased: fit.aliased,
    warnings: fit.warnings,
  };
}

/** The test of proportional hazards asked for: a transform by name, `true` for the usual one, nothing otherwise. */
function transformOf(asked: unknown, named: () => PhTransform): PhTransform | undefined {
  if (asked === undefined || asked === null || asked === false) return undefined;
  return asked === true ? "km" : named();
}

const coxCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const terms = read.texts("x");
  const ties = read.oneOf("ties", ["efron", "breslow"] as const, "efron");
  const robust = read.flag("robust", false);
  const at = read.numbers("baselineAt", []);
  const transform = transformOf(input.phTest, () => read.oneOf("phTest", PH_TRANSFORMS));
  const level = read.number("level", 0.95);
  if (!(level > 0 && level < 1)) return refused({ code: "out_of_range", field: "level", least: 0, most: 1 });
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const times = survivalInput(input, read, table.value);
  const X = designOf(table.value, terms);
  const strata = optionalGroups(read, table.value, "strata");
  const cluster = optionalGroups(read, table.value, "cluster");
  if (!times.ok) return times;
  if (!X.ok) return X;
  if (!strata.ok) return strata;
  if (!cluster.ok) return cluster;
  const fit = cox({
    ...times.value,
    X: X.value,
    ties,
    robust,
    ...(strata.value && { strata: strata.value }),
    ...(cluster.value && { cluster: cluster.value }),
  });
  if (!fit.ok) return fit;
  return accepted({
    ...coxAnswer(fit.value, level),
    ...baselineAnswer(fit.value, at, strata.value !== undefined),
    ...phAnswer(fit.value, transform),
  });
};

const fineGrayCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const terms = read.texts("x");
  const wanted = String(input.causeOfInterest ?? 1);
  const level = read.number("level", 0.95);
  if (!(level > 0 && level < 1)) return refused({ code: "out_of_range", field: "level", least: 0, most: 1 });
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const times = causesInput(input, read, table.value);
  const X = designOf(table.value, terms);
  const censoringGroup = optionalGroups(read, table.value, "censoringGroup");
  const cluster = optionalGroups(read, table.value, "cluster");
  if (!times.ok) return times;
  if (!X.ok) return X;
  if (!censoringGroup.ok) return censoringGroup;
  if (!cluster.ok) return cluster;
  const cause = times.value.labels.indexOf(wanted) + 1;
  if (cause === 0) return refused({ code: "too_few_events", events: 0, needed: 1 });
  const fit = fineGray({
    ...times.value,
    X: X.value,
    interest: cause,
    ...(censoringGroup.value && { censoringGroup: censoringGroup.value }),
    ...(cluster.value && { cluster: cluster.value }),
  });
  if (!fit.ok) return fit;
  const { names, coef, covRobust, ...others } = fit.value;
  const seRobust = errorsOf(covRobust, names.length);
  return accepted({
    ...others,
    coef: byName(names, coef),
    seRobust: byName(names, seRobust),
    subdistributionHazardRatio: ratiosOf(names, coef, { se: seRobust, level }),
  });
};

export const survivalModelCases: CaseFunctions = { cox: coxCase, fineGray: fineGrayCase };
