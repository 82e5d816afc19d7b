import { describe, expect, it } from "vitest";
import { designTwice, simulatedFamilies, twice, withTerm } from "../causal/simulated.testdata.ts";
import { type LogitFit, type LogitOptions, logit } from "./logit.ts";
import { type LinearFit, type OlsOptions, ols } from "./ols.ts";

const { X, treat, y, cluster } = simulatedFamilies(240, 2, "models");

function logitOf(response: Float64Array, design = X, options: LogitOptions = {}): LogitFit {
  const fit = logit(response, design, options);
  if (!fit.ok) throw new Error(JSON.stringify(fit.failure));
  return fit.value;
}

function olsOf(response: Float64Array, design = X, options: OlsOptions = {}): LinearFit {
  const fit = ols(response, design, options);
  if (!fit.ok) throw new Error(JSON.stringify(fit.failure));
  return fit.value;
}

function far(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(...Array.from(b, (value, i) => Math.abs((a[i] ?? Number.NaN) - value)));
}

describe("logistic regression", () => {
  it("leaves no score: fitted chances add up to what was seen in every column", () => {
    const { fitted } = logitOf(treat);
    for (const column of X.cols) {
      const left = column.reduce((sum, value, i) => sum + value * ((treat[i] ?? 0) - (fitted[i] ?? 0)), 0);
      expect(Math.abs(left)).toBeLessThan(1e-8);
    }
  });
  it("keeps its estimates when every row stands twice, and halves the variance", () => {
    const once = logitOf(treat);
    const doubled = logitOf(twice(treat), designTwice(X));
    expect(far(doubled.coef, once.coef)).toBeLessThan(1e-9);
    expect(
      far(
        doubled.cov.map((value) => value * 2),
        once.cov,
      ),
    ).toBeLessThan(1e-9);
  });
  it("takes weights of 2 as rows that stand twice", () => {
    const weights = new Float64Array(X.n).fill(2);
    expect(far(logitOf(treat, X, { weights }).cov, logitOf(twice(treat), designTwice(X)).cov)).toBeLessThan(1e-10);
  });
  it("answers the same for a column on another scale and far from 0", () => {
    const moved = { ...X, cols: X.cols.map((column, j) => (j === 1 ? column.map((v) => 1e6 + 1e-3 * v) : column)) };
    const fit = logitOf(treat, moved);
    expect((fit.coef[1] ?? 0) * 1e-3).toBeCloseTo(logitOf(treat).coef[1] ?? 0, 6);
    expect(far(fit.fitted, logitOf(treat).fitted)).toBeLessThan(1e-6);
  });
  it("leaves out columns that follow from others, and constant ones change nothing", () => {
    const both = X.cols[1]?.map((value, i) => value + 2 * (X.cols[2]?.[i] ?? 0)) ?? y;
    const dummies = withTerm(withTerm(X, "constant", new Float64Array(X.n).fill(3)), "both", both);
    const fit = logitOf(treat, dummies);
    expect(fit.aliased).toEqual([3, 4]);
    expect([fit.coef[3], fit.coef[4]]).toEqual([Number.NaN, Number.NaN]);
    expect(far(fit.fitted, logitOf(treat).fitted)).toBe(0);
  });
  it("says that the columns separate the arms instead of answering weights without number", () => {
    const perfect = withTerm(
      X,
      "perfect",
      treat.map((value) => value * 2 - 1),
    );
    expect(logitOf(treat, perfect).separation).toBe("complete");
    // Nobody with the mark is a control; the others are mixed.
    const mark = treat.map((value, i) => Number(value === 1 && i % 3 === 0));
    expect(logitOf(treat, withTerm(X, "mark", mark)).separation).toBe("quasi");
    expect(logitOf(new Float64Array(X.n).fill(1)).separation).toBe("complete");
  });
  it("does not take chances near 0 for separation", () => {
    const steep = X.cols[1]?.map((value) => value * 9 - 8) ?? y;
    const seen = steep.map((value, i) => Number(value + ((i * 7919) % 13) - 6 > 0));
    const fit = logitOf(
      seen,
      withTerm({ ...X, p: 1, names: ["(Intercept)"], cols: X.cols.slice(0, 1) }, "steep", steep),
    );
    expect(Math.min(...fit.fitted)).toBeLessThan(1e-6);
    expect(fit.separation).toBe("none");
  });
  it("adds an offset to the log-odds", () => {
    const offset = (X.cols[1] ?? y).map((value) => 0.7 * value);
    expect((logitOf(treat, X, { offset }).coef[1] ?? 0) + 0.7).toBeCloseTo(logitOf(treat).coef[1] ?? 0, 8);
  });
});

describe("least squares", () => {
  const D = withTerm(X, "treat", treat);
  it("moves with shifts and scales of the outcome", () => {
    const plain = olsOf(y, D, { vcov: "HC2" });
    const moved = olsOf(
      y.map((value) => 100 - 4 * value),
      D,
      { vcov: "HC2" },
    );
    expect(
      far(
        moved.coef.map((b, j) => (j === 0 ? (100 - b) / 4 : -b / 4)),
        plain.coef,
      ),
    ).toBeLessThan(1e-10);
    expect(
      far(
        moved.se.map((value) => value / 4),
        plain.se,
      ),
    ).toBeLessThan(1e-10);
  });
  it("keeps digits with a square whose column is nearly its own line", () => {
    const year = Float64Array.from({ length: 60 }, (_, i) => 1990 + i / 2);
    const design = {
      n: 60,
      p: 3,
      names: ["(Intercept)", "year", "year^2"],
      cols: [new Float64Array(60).fill(1), year, year.map((value) => value * value)],
    };
    const outcome = year.map((value) => 5 + 2 * (value - 2000) - 0.3 * (value - 2000) ** 2);
    const { coef } = olsOf(outcome, design);
    expect(coef[2]).toBeCloseTo(-0.3, 9);
    expect(coef[1]).toBeCloseTo(2 + 0.6 * 2000, 5);
  });
  it("gives every residual its cluster back: clusters of one are HC0 times the factor, and CR2 of one is HC2", () => {
    const own = Int32Array.from({ length: X.n }, (_, i) => i);
    const n = X.n;
    const factor = Math.sqrt(((n / (n - 1)) * (n - 1)) / (n - D.p));
    const cr1 = olsOf(y, D, { vcov: { cluster: own, type: "CR1" } });
    expect(
      far(
        cr1.se,
        olsOf(y, D, { vcov: "HC0" }).se.map((value) => value * factor),
      ),
    ).toBeLessThan(1e-12);
    const cr2 = olsOf(y, D, { vcov: { cluster: own, type: "CR2" } });
    expect(far(cr2.se, olsOf(y, D, { vcov: "HC2" }).se)).toBeLessThan(1e-10);
  });
  it("shows with few clusters what CR1 hides: a larger error and fewer degrees of freedom", () => {
    const few = cluster.map((code) => code % 6);
    const whole = few.map((code) => Number(code < 2));
    const design = withTerm(X, "town", Float64Array.from(whole));
    const cr1 = olsOf(y, design, { vcov: { cluster: few, type: "CR1" } });
    const cr2 = olsOf(y, design, { vcov: { cluster: few, type: "CR2" } });
    expect(cr2.clusters).toBe(6);
    expect(cr2.dfSatt?.[3] ?? 99).toBeLessThan(4);
    expect(cr2.se[3] ?? 0).toBeGreaterThan(cr1.se[3] ?? 0);
  });
  it("takes weights of 2 as rows that stand twice, in the estimates", () => {
    const weights = Float64Array.from({ length: X.n }, (_, i) => 1 + (i % 2));
    const rows = [...weights.keys()].flatMap((i) => new Array<number>(weights[i] ?? 1).fill(i));
    const repeated = {
      ...D,
      n: rows.length,
      cols: D.cols.map((column) => Float64Array.from(rows, (i) => column[i] ?? 0)),
    };
    const expanded = olsOf(
      Float64Array.from(rows, (i) => y[i] ?? 0),
      repeated,
    );
    expect(far(olsOf(y, D, { weights }).coef, expanded.coef)).toBeLessThan(1e-10);
  });
  it("refuses a model with no row to spare", () => {
    const cols = [
      [1, 1, 1],
      [1, 2, 4],
      [0, 1, 0],
    ].map((column) => Float64Array.from(column));
    const small = { ...X, n: 3, cols };
    expect(ols(y.slice(0, 3), small)).toEqual({
      ok: false,
      failure: { code: "too_few_units", arm: "", n: 3, needed: 4 },
    });
  });
});
