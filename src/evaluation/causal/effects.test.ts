import { describe, expect, it } from "vitest";
import { ols } from "../models/ols.ts";
import { aipw } from "./aipw.ts";
import { armsOf, balance, effectiveSizes } from "./balance.ts";
import { entropyBalance } from "./entropyBalance.ts";
import { gcomp } from "./gcomp.ts";
import { matchAI } from "./matchAI.ts";
import { outcomeModels } from "./outcomeModels.ts";
import { checkTreatment, type Propensity, propensity } from "./propensity.ts";
import { designTwice, simulatedFamilies, twice, withTerm } from "./simulated.testdata.ts";
import { weightedDifference } from "./weightedDifference.ts";
import { propensityWeights, seOfInfluence, stackedInfluence } from "./weighting.ts";

const sample = simulatedFamilies(4000, 2, "effects");
const { X, treat, y } = sample;

function scoreOf(arms = treat, design = X): Propensity {
  const score = propensity(arms, design);
  if (!score.ok) throw new Error(JSON.stringify(score.failure));
  return score.value;
}

function modelsOf(outcome = y, arms = treat, design = X, family: "gaussian" | "binomial" = "gaussian") {
  const models = outcomeModels(outcome, arms, design, family);
  if (!models.ok) throw new Error(JSON.stringify(models.failure));
  return models.value;
}

const score = scoreOf();
const { e } = score;

describe("every method", () => {
  const naive = weightedDifference(y, treat, new Float64Array(X.n).fill(1)).estimate;
  it("recovers the effect that was put in, where the raw difference does not", () => {
    expect(naive).toBeGreaterThan(3.5);
    for (const estimand of ["ATE", "ATT", "ATC", "ATO"] as const) {
      const { weights } = propensityWeights(e, treat, estimand);
      const { estimate } = weightedDifference(y, treat, weights);
      const se = seOfInfluence(stackedInfluence({ score, X, treat, y, estimand }));
      expect(Math.abs(estimate - 2)).toBeLessThan(3 * se);
    }
    for (const estimand of ["ATE", "ATT", "ATC"] as const) {
      const standardised = gcomp(modelsOf(), X, treat, { estimand });
      expect(Math.abs(standardised.difference - 2)).toBeLessThan(3 * standardised.seDifference);
      const robust = aipw({ models: modelsOf(), e, treat, y }, estimand);
      expect(Math.abs(robust.estimate - 2)).toBeLessThan(3 * robust.se);
      const on = X.cols.slice(1);
      const pairs = matchAI({ y, treat, on, X }, { estimand, M: 2, biasAdjust: true });
      expect(pairs.ok && Math.abs(pairs.value.estimate - 2) < 3 * pairs.value.seAI).toBe(true);
    }
  });
  it("changes the sign when the arms change names", () => {
    const other = treat.map((value) => 1 - value);
    const flipped = scoreOf(other);
    expect(gcomp(modelsOf(y, other), X, other, { estimand: "ATE" }).difference).toBeCloseTo(
      -gcomp(modelsOf(), X, treat, { estimand: "ATE" }).difference,
      9,
    );
    expect(aipw({ models: modelsOf(y, other), e: flipped.e, treat: other, y }, "ATC").estimate).toBeCloseTo(
      -aipw({ models: modelsOf(), e, treat, y }, "ATT").estimate,
      8,
    );
    const back = stackedInfluence({ score: flipped, X, treat: other, y, estimand: "ATC" });
    expect(seOfInfluence(back)).toBeCloseTo(
      seOfInfluence(stackedInfluence({ score, X, treat, y, estimand: "ATT" })),
      8,
    );
  });
  it("keeps its estimate when every row stands twice, with an error smaller by the root of 2", () => {
    const arms = twice(treat);
    const outcome = twice(y);
    const design = designTwice(X);
    const doubled = scoreOf(arms, design);
    const once = stackedInfluence({ score, X, treat, y, estimand: "ATE" });
    const both = stackedInfluence({ score: doubled, X: design, treat: arms, y: outcome, estimand: "ATE" });
    expect(seOfInfluence(both) * Math.SQRT2).toBeCloseTo(seOfInfluence(once), 9);
    const robust = aipw({ models: modelsOf(outcome, arms, design), e: doubled.e, treat: arms, y: outcome }, "ATE");
    expect(robust.estimate).toBeCloseTo(aipw({ models: modelsOf(), e, treat, y }, "ATE").estimate, 9);
    // Families counted once each again when the copies are their clusters.
    const copies = Int32Array.from({ length: 2 * X.n }, (_, i) => i % X.n);
    const factor = Math.sqrt(X.n / (X.n - 1));
    expect(seOfInfluence(both, copies)).toBeCloseTo(seOfInfluence(once) * factor, 9);
  });
  it("is not moved by a constant characteristic", () => {
    const more = withTerm(X, "constant", new Float64Array(X.n).fill(7));
    expect(scoreOf(treat, more).e).toEqual(e);
    expect(gcomp(modelsOf(y, treat, more), more, treat, { estimand: "ATT" }).seDifference).toBeCloseTo(
      gcomp(modelsOf(), X, treat, { estimand: "ATT" }).seDifference,
      10,
    );
  });
});

describe("whom an effect is for", () => {
  it("matters where those who enter gain more", () => {
    const gain = y.map((value, i) => value + (treat[i] ?? 0) * 1.5 * (X.cols[1]?.[i] ?? 0));
    const estimates = (["ATT", "ATE", "ATC"] as const).map(
      (estimand) => gcomp(modelsOf(gain), X, treat, { estimand }).difference,
    );
    expect(estimates[0] ?? 0).toBeGreaterThan((estimates[1] ?? 0) + 0.3);
    expect(estimates[1] ?? 0).toBeGreaterThan((estimates[2] ?? 0) + 0.3);
  });
});

describe("weights", () => {
  it("are refused where characteristics separate the arms, instead of coming out without number", () => {
    const perfect = withTerm(X, "perfect", treat);
    expect(propensity(treat, perfect)).toEqual({ ok: false, failure: { code: "separation", kind: "complete" } });
  });
  it("say what was trimmed, and trimming raises the effective number", () => {
    const whole = propensityWeights(e, treat, "ATE");
    const trimmed = propensityWeights(e, treat, "ATE", 0.95);
    expect([whole.trimmed, trimmed.trimmed]).toEqual([0, 200]);
    expect(Math.max(...trimmed.weights)).toBeLessThan(Math.max(...whole.weights));
    expect(effectiveSizes(treat, trimmed.weights).treated).toBeGreaterThan(
      effectiveSizes(treat, whole.weights).treated,
    );
  });
  it("for the overlap balance every characteristic of the score exactly", () => {
    const { weights } = propensityWeights(e, treat, "ATO");
    for (const row of balance(X, treat, { denominator: "pooled", weights }).values())
      expect(Math.abs(row.smd)).toBeLessThan(1e-8);
  });
});

describe("a treatment", () => {
  it("must be 0 and 1 and not the same for all", () => {
    expect(checkTreatment(Float64Array.of(1, 1, 1), "brazo")).toEqual({
      ok: false,
      failure: { code: "constant_treatment", column: "brazo" },
    });
    expect(checkTreatment(Float64Array.of(0, 1, 2), "brazo")).toMatchObject({ failure: { code: "out_of_range" } });
  });
});

describe("doubly robust estimation", () => {
  it("is standardisation with the arm's own residual means when everybody has the same score", () => {
    const constant = new Float64Array(X.n).fill(treat.reduce((sum, value) => sum + value, 0) / X.n);
    const models = modelsOf();
    // Residuals of a model with a constant add up to 0, so that nothing is left to correct.
    expect(aipw({ models, e: constant, treat, y }, "ATE").estimate).toBeCloseTo(
      gcomp(models, X, treat, { estimand: "ATE" }).difference,
      10,
    );
  });
});

describe("standardisation", () => {
  it("of a binary outcome without characteristics is the difference of shares, with their ratio", () => {
    const ones = { n: X.n, p: 1, names: ["(Intercept)"], cols: X.cols.slice(0, 1) };
    const seen = y.map((value) => Number(value > 12));
    const { treated, control } = armsOf(treat);
    const share = (rows: Uint32Array) => rows.reduce((sum, row) => sum + (seen[row] ?? 0), 0) / rows.length;
    const answer = gcomp(modelsOf(seen, treat, ones, "binomial"), ones, treat, { estimand: "ATE" });
    const [p1, p0] = [share(treated), share(control)];
    expect(answer.difference).toBeCloseTo(p1 - p0, 10);
    expect(answer.logRiskRatio).toBeCloseTo(Math.log(p1 / p0), 10);
    expect(answer.seDifference ** 2).toBeCloseTo(
      (p1 * (1 - p1)) / treated.length + (p0 * (1 - p0)) / control.length,
      10,
    );
    expect((answer.seLogRiskRatio ?? 0) ** 2).toBeCloseTo(
      (1 - p1) / p1 / treated.length + (1 - p0) / p0 / control.length,
      10,
    );
  });
  it("refuses an outcome that is no share", () => {
    expect(outcomeModels(y, treat, X, "binomial")).toMatchObject({ failure: { code: "out_of_range" } });
  });
});

describe("entropy balancing", () => {
  const { treated, control } = armsOf(treat);
  it("reproduces the means of the treated exactly, with positive weights", () => {
    const made = entropyBalance(X, control, treated);
    const weights = Float64Array.from(treat, Number);
    if (made.ok) for (const [at, row] of control.entries()) weights[row] = made.value.weights[at] ?? 0;
    expect(made.ok && Math.min(...made.value.weights)).toBeGreaterThan(0);
    for (const { meanTreated, meanControl } of balance(X, treat, { denominator: "treated", weights }).values())
      expect(meanControl).toBeCloseTo(meanTreated, 10);
  });
  it("leaves equal weights where the means agree already", () => {
    const made = entropyBalance(X, control, control);
    expect(made.ok && made.value.entropy).toBeCloseTo(0, 14);
  });
  it("says when no weights can do it", () => {
    const beyond = X.cols[1]?.map((value, i) => (treat[i] === 1 ? 50 : value)) ?? y;
    expect(entropyBalance(withTerm(X, "beyond", beyond), control, treated)).toMatchObject({
      failure: { code: "means_out_of_reach" },
    });
    expect(entropyBalance(withTerm(X, "only treated", treat), control, treated)).toMatchObject({
      failure: { code: "means_out_of_reach", term: "only treated" },
    });
  });
});

describe("matching with replacement", () => {
  const small = simulatedFamilies(60, 2, "small");
  it("averages ties: the order of rows does not matter", () => {
    const on = [(small.X.cols[1] ?? small.y).map((value) => Math.round(value))];
    const options = { estimand: "ATE", M: 1, biasAdjust: false } as const;
    const forwards = matchAI({ ...small, on }, options);
    const reversed = (values: Float64Array) => values.slice().reverse();
    const turned = { ...small.X, cols: small.X.cols.map(reversed) };
    const backwards = matchAI(
      { y: reversed(small.y), treat: reversed(small.treat), on: on.map(reversed), X: turned },
      options,
    );
    expect(forwards.ok && forwards.value.nMatches).toBeGreaterThan(60);
    expect(forwards.ok && backwards.ok && backwards.value.estimate).toBeCloseTo(
      forwards.ok ? forwards.value.estimate : 0,
      12,
    );
  });
  it("finds the same neighbours by sorting and by going through all", () => {
    const line = small.X.cols[1] ?? small.y;
    const flat = new Float64Array(60);
    const options = { estimand: "ATT", M: 3, biasAdjust: true, varianceMatches: 2 } as const;
    const sorted = matchAI({ ...small, on: [line] }, options);
    const searched = matchAI({ ...small, on: [line, flat] }, options);
    expect(sorted.ok && searched.ok && searched.value.nMatches).toBe(sorted.ok && sorted.value.nMatches);
    expect(sorted.ok && searched.ok && searched.value.estimate - sorted.value.estimate).toBeCloseTo(0, 12);
    expect(sorted.ok && searched.ok && searched.value.seAI - sorted.value.seAI).toBeCloseTo(0, 12);
  });
  it("adjusts away a difference that is linear in the characteristics", () => {
    const { X: design, treat: arms } = small;
    const linear = arms.map((value, i) => 5 * value + 3 * (design.cols[1]?.[i] ?? 0));
    const answer = matchAI(
      { y: linear, treat: arms, on: design.cols.slice(1), X: design },
      { estimand: "ATT", M: 1, biasAdjust: true },
    );
    expect(answer.ok && answer.value.estimate).toBeCloseTo(5, 10);
  });
  it("needs as many rows in the other arm as matches", () => {
    const answer = matchAI({ ...small, on: small.X.cols.slice(1) }, { estimand: "ATT", M: 99, biasAdjust: false });
    expect(answer).toMatchObject({ failure: { code: "too_few_units", needed: 99 } });
  });
});

describe("siblings", () => {
  it("counted as strangers make an effect look surer than it is", () => {
    const groups = Int32Array.from({ length: X.n }, (_, i) => Math.floor(i / 4));
    const shared = y.map((value, i) => value + 4 * Math.sin(Math.floor(i / 4) * 12.9898));
    const whole = treat.map((_, i) => treat[Math.floor(i / 4) * 4] ?? 0);
    const design = withTerm(X, "treat", whole);
    const alone = ols(shared, design, { vcov: "HC1" });
    const together = ols(shared, design, { vcov: { cluster: groups, type: "CR1" } });
    expect(alone.ok && together.ok && (together.value.se[3] ?? 0) / (alone.value.se[3] ?? 1)).toBeGreaterThan(1.4);
  });
});
