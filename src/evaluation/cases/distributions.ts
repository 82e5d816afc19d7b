import { accepted, refused } from "../../core/result.ts";
import { hyperCdf, hyperPmf } from "../numeric/discrete.ts";
import * as continuous from "../numeric/distributions.ts";
import { nctCdf, nctCdfBySeries } from "../numeric/noncentral.ts";
import { erfc, lnGamma } from "../numeric/special.ts";
import type { CaseFunctions } from "./case.ts";
import { readInput } from "./inputs.ts";

/** Left of 0 small shares are answered to the 1e-16 of a number near 1, as the reference gives them. */
function lowerNoncentral(x: number, df: number, ncp: number): number {
  return x < 0 && ncp > 0 && ncp < 37 ? nctCdfBySeries(x, df, ncp) : nctCdf(x, df, ncp);
}

type Arguments = (name: string) => number;

const functions: Readonly<Record<string, (at: Arguments) => number>> = {
  normCdf: (at) => continuous.normCdf(at("x")),
  normSf: (at) => continuous.normSf(at("x")),
  normInv: (at) => continuous.normInv(at("p")),
  tCdf: (at) => continuous.tCdf(at("x"), at("df")),
  tSf: (at) => continuous.tSf(at("x"), at("df")),
  tPdf: (at) => continuous.tPdf(at("x"), at("df")),
  tInv: (at) => continuous.tInv(at("p"), at("df")),
  chi2Cdf: (at) => continuous.chi2Cdf(at("x"), at("df")),
  chi2Sf: (at) => continuous.chi2Sf(at("x"), at("df")),
  chi2Inv: (at) => continuous.chi2Inv(at("p"), at("df")),
  betaCdf: (at) => continuous.betaCdf(at("x"), at("a"), at("b")),
  betaSf: (at) => continuous.betaSf(at("x"), at("a"), at("b")),
  betaInv: (at) => continuous.betaInv(at("p"), at("a"), at("b")),
  gammaCdf: (at) => continuous.gammaCdf(at("x"), at("shape"), at("rate")),
  gammaInv: (at) => continuous.gammaInv(at("p"), at("shape"), at("rate")),
  fSf: (at) => continuous.fSf(at("x"), at("df1"), at("df2")),
  nctCdf: (at) => lowerNoncentral(at("x"), at("df"), at("ncp")),
  hyperPmf: (at) => hyperPmf(at("x"), { white: at("white"), black: at("black"), drawn: at("drawn") }),
  hyperCdf: (at) => hyperCdf(at("x"), { white: at("white"), black: at("black"), drawn: at("drawn") }),
  binomPmf: (at) => continuous.binomPmf(at("x"), at("n"), at("p")),
  binomCdf: (at) => continuous.binomCdf(at("x"), at("n"), at("p")),
  binomSf: (at) => continuous.binomSf(at("x"), at("n"), at("p")),
  poissonCdf: (at) => continuous.poissonCdf(at("x"), at("mean")),
  lnGamma: (at) => lnGamma(at("x")),
  erfc: (at) => erfc(at("x")),
};

/** Values of distribution functions: one per row `{f, ...arguments}`. */
export const distributionsCases: CaseFunctions = {
  distributions: (input) => {
    const read = readInput(input);
    const rows = read.records("rows").map((row) => readInput(row));
    const values = rows.map((row) => {
      const name = row.text("f");
      const f = Object.hasOwn(functions, name) ? functions[name] : undefined;
      return f ? f((argument) => row.number(argument)) : name;
    });
    const unknown = values.find((value) => typeof value === "string");
    const failure = read.failure() ?? rows.map((row) => row.failure()).find((one) => one !== undefined);
    if (failure) return refused(failure);
    if (typeof unknown === "string") return refused({ code: "unknown_function", fn: unknown });
    return accepted({ values });
  },
};
