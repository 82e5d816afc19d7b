import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { chiSquare, mantelHaenszel, mcnemarExact, trendTest } from "../intervals/counts.ts";
import { type DisparityGroup, disparity } from "../intervals/disparity.ts";
import { adjustP } from "../intervals/multiple.ts";
import { poissonRate, rateRatio } from "../intervals/poisson.ts";
import { riskRatio } from "../intervals/ratios.ts";
import { clopperPearson, newcombe, wilson } from "../intervals/shares.ts";
import { directStandardise, indirectStandardise } from "../intervals/standardise.ts";
import type { FourCells } from "../numeric/fourCells.ts";
import type { CaseAnswer, CaseFunction, CaseFunctions, CaseInput } from "./case.ts";
import { type InputReader, readInput } from "./inputs.ts";

/** Without the members that have no value: limits that do not exist are left out. */
function present(answer: object): CaseAnswer {
  return Object.fromEntries(
    Object.entries(answer).filter(
      ([, value]) => value !== undefined && !(typeof value === "number" && !Number.isFinite(value)),
    ),
  );
}

/** A case that only reads numbers: the members first, then the analysis. */
function ofInput(
  answer: (read: InputReader, level: () => number) => () => Result<object, EvaluationFailure>,
): CaseFunction {
  return (input) => {
    const read = readInput(input);
    const analysis = answer(read, () => read.number("level", 0.95));
    const failure = read.failure();
    if (failure) return refused(failure);
    const result = analysis();
    return result.ok ? accepted(present(result.value)) : result;
  };
}

const share = (read: InputReader, suffix = "") => ({ x: read.number(`x${suffix}`), n: read.number(`n${suffix}`) });

const riskRatioCase = ofInput((read, levelOf) => {
  const [one, other, level] = [share(read, "1"), share(read, "2"), levelOf()];
  return () => {
    const result = riskRatio(one, other, level);
    if (!result.ok) return result;
    const { rr, or, warnings } = result.value;
    return accepted({
      rr: rr.ratio,
      rrLower: rr.lower,
      rrUpper: rr.upper,
      rrMethod: rr.method,
      or: or.ratio,
      orLower: or.lower,
      orUpper: or.upper,
      orMethod: or.method,
      warnings,
    });
  };
});

const mantelHaenszelCase: CaseFunction = (input) => {
  const read = readInput(input);
  const level = read.number("level", 0.95);
  const failure = read.failure();
  if (failure) return refused(failure);
  const wrong = refused({ code: "malformed_input", field: "strata", expected: "two_by_two_tables" } as const);
  if (!Array.isArray(input.strata)) return wrong;
  const strata: FourCells[] = [];
  for (const table of input.strata) {
    const cells = Array.isArray(table) ? table.flat() : [];
    const [a, b, c, d] = cells;
    const square = Array.isArray(table) && table.length === 2 && cells.length === 4;
    if (!square || ![a, b, c, d].every((count) => typeof count === "number")) return wrong;
    strata.push([
      [a, b],
      [c, d],
    ]);
  }
  const result = mantelHaenszel(strata, level);
  return result.ok ? accepted(present(result.value)) : result;
};

/** P values of a request; null is one that is missing. */
function pValues(input: CaseInput): Float64Array | undefined {
  if (!Array.isArray(input.p)) return undefined;
  const valid = input.p.every((value) => value === null || typeof value === "number");
  return valid ? Float64Array.from(input.p, (value) => (value === null ? Number.NaN : value)) : undefined;
}

const adjustPCase: CaseFunction = (input) => {
  const read = readInput(input);
  const family = read.optionalNumber("family");
  const failure = read.failure();
  if (failure) return refused(failure);
  const p = pValues(input);
  if (!p) return refused({ code: "malformed_input", field: "p", expected: "numbers" });
  const result = adjustP(p, family);
  if (!result.ok) return result;
  const lists = Object.entries(result.value).map(([name, value]) => [
    name,
    typeof value === "number" ? value : Array.from(value, (one) => (Number.isNaN(one) ? null : one)),
  ]);
  return accepted(Object.fromEntries(lists));
};

function groupAnswer({ group, rate, lower, upper, disproportionality, ratio, difference }: DisparityGroup): CaseAnswer {
  return present({
    group,
    rate,
    lower,
    upper,
    disproportionality,
    rateRatio: ratio?.ratio,
    rrLower: ratio?.lower,
    rrUpper: ratio?.upper,
    rrMethod: ratio?.method,
    difference: difference?.difference,
    diffLower: difference?.lower,
    diffUpper: difference?.upper,
  });
}

const disparityCase = ofInput((read, levelOf) => {
  const [groups, x, n] = [read.texts("groups"), read.numbers("x"), read.numbers("n")];
  const [reference, level] = [read.text("reference"), levelOf()];
  const population = read.has("population") ? { population: read.numbers("population") } : {};
  return () => {
    if (x.length !== n.length) return refused({ code: "malformed_input", field: "n", expected: "as_many_as_x" });
    const shares = x.map((one, index) => ({ x: one, n: n[index] ?? 0 }));
    const result = disparity({ groups, shares, reference, ...population }, level);
    return result.ok ? accepted({ ...result.value, groups: result.value.groups.map(groupAnswer) }) : result;
  };
});

export const intervalsCases: CaseFunctions = {
  wilson: ofInput((read, levelOf) => {
    const [one, level] = [share(read), levelOf()];
    return () => wilson(one, level);
  }),
  clopperPearson: ofInput((read, levelOf) => {
    const [one, level] = [share(read), levelOf()];
    return () => clopperPearson(one, level);
  }),
  newcombe: ofInput((read, levelOf) => {
    const [one, other, level] = [share(read, "1"), share(read, "2"), levelOf()];
    return () => newcombe(one, other, level);
  }),
  riskRatio: riskRatioCase,
  poissonRate: ofInput((read, levelOf) => {
    const [exposure, level] = [{ events: read.number("events"), time: read.number("personTime") }, levelOf()];
    return () => poissonRate(exposure, level);
  }),
  rateRatio: ofInput((read, levelOf) => {
    const one = { events: read.number("x1"), time: read.number("t1") };
    const other = { events: read.number("x2"), time: read.number("t2") };
    const level = levelOf();
    return () => rateRatio(one, other, level);
  }),
  chiSquare: ofInput((read) => {
    const table = read.rows("table");
    return () => chiSquare(table);
  }),
  trendTest: ofInput((read) => {
    const [x, n] = [read.numbers("x"), read.numbers("n")];
    const scores = read.has("scores") ? { scores: read.numbers("scores") } : {};
    return () => trendTest({ x, n, ...scores });
  }),
  mantelHaenszel: mantelHaenszelCase,
  mcnemarExact: ofInput((read, levelOf) => {
    const [pairs, level] = [{ b: read.number("b"), c: read.number("c") }, levelOf()];
    return () => mcnemarExact(pairs, level);
  }),
  adjustP: adjustPCase,
  directStandardise: ofInput((read, levelOf) => {
    const level = levelOf();
    const [count, population] = [read.numbers("count"), read.numbers("population")];
    const standard = read.numbers("standard");
    return () => directStandardise({ count, population, standard }, level);
  }),
  indirectStandardise: ofInput((read, levelOf) => {
    const level = levelOf();
    const [count, population] = [read.numbers("count"), read.numbers("population")];
    const [stdCount, stdPopulation] = [read.numbers("stdCount"), read.numbers("stdPopulation")];
    return () => indirectStandardise({ count, population, stdCount, stdPopulation }, level);
  }),
  disparity: disparityCase,
};
