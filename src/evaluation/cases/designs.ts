import { accepted, type Result } from "../../core/result.ts";
import { icc } from "../designs/icc.ts";
import { interruptedTimeSeries } from "../designs/interruptedTimeSeries.ts";
import { rdLocalLinear } from "../designs/rdLocalLinear.ts";
import type { EvaluationFailure } from "../failure.ts";
import { standardErrors } from "../models/standardise.ts";
import { fewClusters, fewUnits, reasons } from "../refusals.ts";
import { atRows, buildDesign, groupColumn, groupsAtRows, numberColumn } from "../terms.ts";
import type { CaseAnswer, CaseData, CaseFunctions, CaseInput } from "./case.ts";
import { allOf, byName, readInput, tableOf } from "./inputs.ts";

type Answer = Promise<Result<CaseAnswer, EvaluationFailure>>;

async function iccCase(input: CaseInput, data: CaseData): Answer {
  const read = readInput(input);
  const outcome = read.text("y");
  const clusterName = read.text("cluster");
  const terms = read.texts("x", []);
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const columns = allOf(numberColumn(table.value, outcome), groupColumn(table.value, clusterName));
  if (!columns.ok) return columns;
  const [y, groups] = columns.value;
  const built = buildDesign(table.value, terms, { intercept: true, also: [y], alsoGroups: [groups] });
  if (!built.ok) return built;
  const { X, rows, dropped } = built.value;
  const result = icc(atRows(y, rows), X, groupsAtRows(groups, rows).codes);
  if (!result.ok) return result;
  const { reml, ...anova } = result.value;
  const { varCluster, varResidual, logLik } = reml;
  return accepted({
    ...anova,
    nMissing: dropped,
    warnings: reasons(fewClusters(anova.clusters)),
    reml: {
      varCluster,
      varResidual,
      icc: reml.icc,
      fixed: byName(X.names, reml.fixed),
      seFixed: byName(X.names, standardErrors(reml.cov, X.p)),
      logLik,
    },
  });
}

async function seriesCase(input: CaseInput, data: CaseData): Answer {
  const read = readInput(input);
  const outcome = read.text("y");
  const interruption = read.text("interruption");
  const options = {
    harmonics: read.number("harmonics", 0),
    perYear: read.number("perYear", 12),
    neweyWestLag: read.number("neweyWestLag", 0),
  };
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const columns = allOf(numberColumn(table.value, outcome), numberColumn(table.value, interruption));
  if (!columns.ok) return columns;
  const result = interruptedTimeSeries(columns.value[0], columns.value[1], options);
  if (!result.ok) return result;
  const { names, coef, seNeweyWest, fitted, ...rest } = result.value;
  return accepted({ coef: byName(names, coef), seNeweyWest: byName(names, seNeweyWest), ...rest });
}

async function cutoffCase(input: CaseInput, data: CaseData): Answer {
  const read = readInput(input);
  const outcome = read.text("y");
  const runningName = read.text("running");
  const clusterName = read.optionalText("cluster");
  const options = {
    cutoff: read.number("cutoff"),
    bandwidth: read.number("bandwidth"),
    kernel: read.oneOf("kernel", ["triangular", "uniform", "epanechnikov"], "triangular"),
    served: read.oneOf("served", ["upper", "lower"], "upper"),
  } as const;
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const columns = allOf(numberColumn(table.value, outcome), numberColumn(table.value, runningName));
  if (!columns.ok) return columns;
  const clusters = clusterName === undefined ? undefined : groupColumn(table.value, clusterName);
  if (clusters && !clusters.ok) return clusters;
  const cluster = clusters?.value.codes;
  const result = rdLocalLinear(columns.value[0], columns.value[1], { ...options, ...(cluster && { cluster }) });
  if (!result.ok) return result;
  const { se, ...rest } = result.value;
  const warnings = reasons(fewUnits({ left: rest.nLeft, right: rest.nRight }));
  return accepted({ ...rest, [cluster ? "seCluster" : "seHC1"]: se, warnings });
}

export const designsCases: CaseFunctions = {
  icc: iccCase,
  interruptedTimeSeries: seriesCase,
  rdLocalLinear: cutoffCase,
};
