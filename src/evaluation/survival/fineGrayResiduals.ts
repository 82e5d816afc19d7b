import { type SubRisk, walkSubRisk } from "./fineGraySums.ts";
import { risksAt } from "./riskSums.ts";

/** Hazard increments by block, and hazard times mean covariates. */
interface Increments {
  readonly hazard: Float64Array;
  readonly means: Float64Array;
}

function incrementsOf(sub: SubRisk, risks: Float64Array): Increments {
  const { blocks, p } = sub.data;
  const increments = { hazard: new Float64Array(blocks), means: new Float64Array(blocks * p) };
  walkSubRisk(sub, risks, ({ block, events, s, s1 }) => {
    increments.hazard[block] = events / s;
    for (let j = 0; j < p; j++) increments.means[block * p + j] = (events * (s1[j] ?? 0)) / (s * s);
  });
  return increments;
}

/** Part of the score of the time up to a row's own: event minus expected. Blocks run from the earliest time. */
function addOwnTime(
  residuals: Float64Array,
  sub: SubRisk,
  parts: { risks: Float64Array; increments: Increments },
): void {
  const { data } = sub;
  const { p, x } = data;
  const { hazard, means } = parts.increments;
  const sums = new Float64Array(1 + p);
  for (let b = data.blocks - 1; b >= 0; b--) {
    const step = hazard[b] ?? 0;
    sums[0] = (sums[0] ?? 0) + step;
    for (let j = 0; j < p; j++) sums[1 + j] = (sums[1 + j] ?? 0) + (means[b * p + j] ?? 0);
    const events = data.eventEnd[b] ?? 0;
    for (let place = data.blockStart[b] ?? 0; place < (data.blockStart[b + 1] ?? 0); place++)
      for (let j = 0, at = place * p; j < p; j++, at++) {
        const value = x[at] ?? 0;
        const expected = (parts.risks[place] ?? 0) * (value * (sums[0] ?? 0) - (sums[1 + j] ?? 0));
        const observed = place < events ? value - (means[b * p + j] ?? 0) / step : 0;
        residuals[at] = observed - expected;
      }
  }
}

/** Sums over later events of G(s-) times the increments, by block and group: what those gone by another way still meet. */
function laterOf({ data, censoring }: SubRisk, { hazard, means }: Increments): Float64Array {
  const { p, blocks } = data;
  const { groups } = censoring;
  const width = 1 + p;
  const later = new Float64Array(blocks * groups * width);
  for (let b = 1; b < blocks; b++)
    for (let g = 0; g < groups; g++) {
      const share = censoring.before[(b - 1) * groups + g] ?? 0;
      const [to, from] = [(b * groups + g) * width, ((b - 1) * groups + g) * width];
      later[to] = (later[from] ?? 0) + share * (hazard[b - 1] ?? 0);
      for (let j = 0; j < p; j++)
        later[to + 1 + j] = (later[from + 1 + j] ?? 0) + share * (means[(b - 1) * p + j] ?? 0);
    }
  return later;
}

interface LaterParts {
  readonly risks: Float64Array;
  readonly increments: Increments;
  readonly later: Float64Array;
  /** 1 at rows lost from sight. */
  readonly lost: Uint8Array;
}

/** Takes the expected events of those gone by another way from their residuals, and adds them to `gone` of their group. */
function addGone(
  residuals: Float64Array,
  sub: SubRisk,
  { risks, later }: LaterParts,
  state: { b: number; gone: Float64Array },
): void {
  const { data, other, censoring } = sub;
  const { p, x } = data;
  const { b, gone } = state;
  for (let place = data.blockStart[b] ?? 0; place < (data.blockStart[b + 1] ?? 0); place++) {
    if (!other[place]) continue;
    const group = censoring.codes[place] ?? 0;
    const cell = b * censoring.groups + group;
    const [to, from] = [group * (1 + p), cell * (1 + p)];
    const risk = (risks[place] ?? 0) / (censoring.before[cell] ?? 1);
    gone[to] = (gone[to] ?? 0) + risk;
    for (let j = 0, at = place * p; j < p; j++, at++) {
      const value = x[at] ?? 0;
      gone[to + 1 + j] = (gone[to + 1 + j] ?? 0) + risk * value;
      residuals[at] = (residuals[at] ?? 0) - risk * (value * (later[from] ?? 0) - (later[from + 1 + j] ?? 0));
    }
  }
}

/** q / pi at block b: what one loss now changes in the weights of those gone before, from this time on. */
function lossEffect(
  { data, censoring }: SubRisk,
  { later, increments }: LaterParts,
  state: { b: number; gone: Float64Array },
): Float64Array {
  const { p } = data;
  const { b, gone } = state;
  const effect = new Float64Array(censoring.groups * p);
  for (let g = 0; g < censoring.groups; g++) {
    const cell = b * censoring.groups + g;
    const risk = censoring.atRisk[cell] ?? 0;
    if (risk === 0) continue;
    const share = censoring.before[cell] ?? 0;
    const [own, from] = [g * (1 + p), cell * (1 + p)];
    const hazard = (later[from] ?? 0) + share * (increments.hazard[b] ?? 0);
    for (let j = 0; j < p; j++) {
      const mean = (later[from + 1 + j] ?? 0) + share * (increments.means[b * p + j] ?? 0);
      effect[g * p + j] = ((gone[own + 1 + j] ?? 0) * hazard - (gone[own] ?? 0) * mean) / risk;
    }
  }
  return effect;
}

/**
 * Adds what happens after a row's own time: the expected events of those gone by another way, and each row's part in the
 * estimate of the losses, with q(u) over those gone before u and the events at or after u (the psi of Fine and Gray 1999).
 * Blocks run from the earliest time.
 */
function addLater(residuals: Float64Array, sub: SubRisk, parts: LaterParts): void {
  const { data, censoring } = sub;
  const { p } = data;
  const gone = new Float64Array(censoring.groups * (1 + p));
  const drift = new Float64Array(censoring.groups * p);
  for (let b = data.blocks - 1; b >= 0; b--) {
    const effect = lossEffect(sub, parts, { b, gone });
    addGone(residuals, sub, parts, { b, gone });
    for (let at = 0; at < drift.length; at++) {
      const cell = b * censoring.groups + Math.floor(at / p);
      const risk = censoring.atRisk[cell] ?? 0;
      if (risk > 0) drift[at] = (drift[at] ?? 0) + ((effect[at] ?? 0) * (censoring.lost[cell] ?? 0)) / risk;
    }
    for (let place = data.blockStart[b] ?? 0; place < (data.blockStart[b + 1] ?? 0); place++) {
      const own = (censoring.codes[place] ?? 0) * p;
      const lost = parts.lost[data.order[place] ?? 0] ?? 0;
      for (let j = 0, at = place * p; j < p; j++, at++)
        residuals[at] = (residuals[at] ?? 0) + lost * (effect[own + j] ?? 0) - (drift[own + j] ?? 0);
    }
  }
}

/** Each row's part of the score by place (n x p, stored scale), the estimate of the losses included. */
export function subResiduals(sub: SubRisk, beta: Float64Array, lost: Uint8Array): Float64Array {
  const risks = risksAt(sub.data, beta);
  const increments = incrementsOf(sub, risks);
  const residuals = new Float64Array(sub.data.n * sub.data.p);
  addOwnTime(residuals, sub, { risks, increments });
  addLater(residuals, sub, { risks, increments, later: laterOf(sub, increments), lost });
  return residuals;
}
