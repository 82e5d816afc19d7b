import { binomialTerm } from "./special.ts";

/** An urn of `white` and `black` balls from which `drawn` are taken without replacement. */
export interface Urn {
  readonly white: number;
  readonly black: number;
  readonly drawn: number;
}

/** P(X = x) white balls drawn (Loader 2000: three binomial terms, exact for large urns). */
export function hyperPmf(x: number, { white, black, drawn }: Urn): number {
  if (x < 0 || x > white || drawn - x > black || x > drawn || !Number.isInteger(x)) return 0;
  const all = white + black;
  if (drawn === 0) return 1;
  const p = drawn / all;
  const q = (all - drawn) / all;
  const whites = binomialTerm(x, white - x, p, q);
  const blacks = binomialTerm(drawn - x, black - drawn + x, p, q);
  return (whites * blacks) / binomialTerm(drawn, all - drawn, p, q);
}

/** P(X <= x) white balls drawn: terms added from the far end of the shorter tail. */
export function hyperCdf(x: number, urn: Urn): number {
  const { white, black, drawn } = urn;
  const k = Math.floor(x + 1e-7);
  const least = Math.max(0, drawn - black);
  const most = Math.min(white, drawn);
  if (k < least) return 0;
  if (k >= most) return 1;
  const mean = (drawn * white) / (white + black);
  if (k <= mean) return below(k, urn, least);
  return 1 - below(drawn - k - 1, { white: black, black: white, drawn }, drawn - most);
}

function below(k: number, urn: Urn, least: number): number {
  const { white, black, drawn } = urn;
  let term = hyperPmf(k, urn);
  let sum = 0;
  for (let x = k; x >= least && term > sum * 1e-18; x--) {
    sum += term;
    term *= (x * (black - drawn + x)) / ((white - x + 1) * (drawn - x + 1));
  }
  return sum;
}
