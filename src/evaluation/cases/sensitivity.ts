import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type EffectForEValue, evalue } from "../sensitivity/evalue.ts";
import { rosenbaumHodgesLehmann } from "../sensitivity/hodgesLehmann.ts";
import { rosenbaumMcNemar } from "../sensitivity/mcnemar.ts";
import { type MMethod, type MOptions, mSettings, rosenbaumM } from "../sensitivity/mStatistic.ts";
import { type PairDifferences, pairDifferences } from "../sensitivity/pairs.ts";
import { rosenbaumWilcoxon } from "../sensitivity/wilcoxon.ts";
import { numberColumn } from "../terms.ts";
import type { CaseData, CaseFunction, CaseFunctions } from "./case.ts";
import { allOf, type InputReader, readInput, tableOf } from "./inputs.ts";

const mMethods = Object.keys(mSettings) as readonly MMethod[];

/** Pairs from a table's two columns, or written in the request as `differences`. */
async function pairsOf(read: InputReader, data: CaseData): Promise<Result<PairDifferences, EvaluationFailure>> {
  if (read.has("differences")) {
    const differences = Float64Array.from(read.numbers("differences"));
    const failure = read.failure();
    return failure ? refused(failure) : pairDifferences(differences, new Float64Array(differences.length));
  }
  const [treated, control] = [read.text("treated"), read.text("control")];
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const columns = allOf(numberColumn(table.value, treated), numberColumn(table.value, control));
  return columns.ok ? pairDifferences(...columns.value) : columns;
}

const wilcoxonCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const gammas = read.numbers("gamma", [1]);
  const alternative = read.oneOf("alternative", ["greater", "less", "two-sided"], "greater");
  const alpha = read.number("alpha", 0.05);
  const pairs = await pairsOf(read, data);
  if (!pairs.ok) return pairs;
  const found = rosenbaumWilcoxon(pairs.value.differences, { gammas, alternative, alpha });
  if (!found.ok) return found;
  const { gammaAtAlpha, ...rest } = found.value;
  const named = alpha === 0.05 ? { gammaAtAlpha05: gammaAtAlpha } : {};
  return accepted({ ...rest, gammaAtAlpha, ...named, nMissing: pairs.value.missing });
};

const hodgesLehmannCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const gammas = read.numbers("gamma", [1]);
  const pairs = await pairsOf(read, data);
  if (!pairs.ok) return pairs;
  const bounds = rosenbaumHodgesLehmann(pairs.value.differences, gammas);
  return bounds.ok
    ? accepted({ bounds: bounds.value, n: pairs.value.differences.length, nMissing: pairs.value.missing })
    : bounds;
};

function mOptions(read: InputReader): MOptions {
  const settings = ["inner", "trim", "lambda", "m", "m1", "m2"] as const;
  const given = settings.flatMap((field) => {
    const value = read.optionalNumber(field);
    return value === undefined ? [] : [[field, value] as const];
  });
  const named = given.length > 0 && !read.has("method");
  const method = named ? {} : { method: read.oneOf("method", mMethods, "h") };
  const alternative = read.oneOf("alternative", ["greater", "less"], "greater");
  const options = { gammas: read.numbers("gamma", [1]), tau: read.number("tau", 0), alternative };
  return { ...options, ...method, ...Object.fromEntries(given) };
}

const mCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const names = [read.text("treated"), ...read.texts("controls")];
  const options = mOptions(read);
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const columns = allOf<readonly Float64Array[]>(...names.map((name) => numberColumn(table.value, name)));
  if (!columns.ok) return columns;
  const found = rosenbaumM(columns.value, options);
  return found.ok
    ? accepted({ bounds: found.value.bounds, sets: found.value.sets, nMissing: found.value.missing })
    : found;
};

const mcnemarCase: CaseFunction = (input) => {
  const read = readInput(input);
  const counts = {
    discordantTreated: read.number("discordantTreated"),
    discordantControl: read.number("discordantControl"),
  };
  const gammas = read.numbers("gamma", [1]);
  const failure = read.failure();
  if (failure) return refused(failure);
  const bounds = rosenbaumMcNemar(counts, gammas);
  return bounds.ok ? accepted({ bounds: bounds.value }) : bounds;
};

function effectOf(read: InputReader): EffectForEValue {
  const measure = read.oneOf("measure", ["RR", "IRR", "OR", "HR", "SMD", "OLS", "RD"]);
  if (measure === "RD") {
    const counts = {
      n11: read.number("n11"),
      n10: read.number("n10"),
      n01: read.number("n01"),
      n00: read.number("n00"),
    };
    return { measure, ...counts, alpha: read.number("alpha", 0.05) };
  }
  const est = read.number("est");
  if (measure === "OLS") {
    return { measure, est, se: read.number("se"), sd: read.number("sd"), delta: read.number("delta", 1) };
  }
  const limits = { est, lo: read.optionalNumber("lo"), hi: read.optionalNumber("hi") };
  if (measure === "SMD") {
    const se = read.optionalNumber("se");
    return { measure, ...limits, ...(se === undefined ? {} : { se }) };
  }
  return measure === "OR" || measure === "HR"
    ? { measure, ...limits, rare: read.flag("rare", false) }
    : { measure, ...limits };
}

const evalueCase: CaseFunction = (input) => {
  const read = readInput(input);
  const effect = effectOf(read);
  const truth = read.number("true", 1);
  const failure = read.failure();
  if (failure) return refused(failure);
  const found = evalue(effect, truth);
  if (!found.ok) return found;
  // Taking the outcome for common is the cautious choice: it never makes the E-value larger.
  const supposed = (effect.measure === "OR" || effect.measure === "HR") && !read.has("rare");
  return accepted({ ...found.value, ...(supposed ? { warnings: ["outcome_taken_as_common"] } : {}) });
};

/** How strong hidden bias would have to be. */
export const sensitivityCases: CaseFunctions = {
  rosenbaumWilcoxon: wilcoxonCase,
  rosenbaumHodgesLehmann: hodgesLehmannCase,
  rosenbaumM: mCase,
  rosenbaumMcNemar: mcnemarCase,
  evalue: evalueCase,
};
