import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { multiply } from "../numeric/linear.ts";
import { type PanelSample, panelSample } from "./panelSample.ts";
import type { DidRows, DidWarning } from "./sample.ts";
import { byUnit, type Factor, semidefinite, solveFactor } from "./twoWay.ts";

/** An effect with the standard error of fixed cohort shares. */
export interface EventEffect {
  readonly att: number;
  readonly se: number;
}

export interface SunAbraham extends EventEffect {
  readonly n: number;
  readonly clusters: number;
  /** Mean over cohorts by time since the start; -1 is the reference and not listed. */
  readonly byEvent: readonly (EventEffect & { readonly e: number })[];
  readonly warnings: readonly DidWarning[];
}

/** One interaction: a cohort in a period, with the number of its rows. */
interface Term {
  readonly group: number;
  readonly e: number;
  readonly rows: number;
}

/** Columns of the saturated regression: `of[row]` is the interaction of a row (-1: none), then the periods. */
interface Layout {
  readonly terms: readonly Term[];
  readonly of: Int32Array;
  readonly size: number;
}

interface Chosen {
  readonly data: DidRows;
  readonly warnings: readonly DidWarning[];
  /** The cohort that serves as comparison when nobody is never treated. */
  readonly reference: number;
}

/** Leaves out those treated throughout and, with nobody never treated, the periods in which the last cohort is treated. */
function choose(data: DidRows, sample: PanelSample): Result<Chosen, EvaluationFailure> {
  const { times, group } = sample;
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 0;
  const starts = [...new Set(group)].filter((start) => start > first && start <= last);
  if (starts.length === 0) return refused({ code: "no_treated_group" });
  const never = group.some((start) => start === 0 || start > last);
  const reference = never ? 0 : Math.max(...starts);
  if (!never && starts.length < 2) return refused({ code: "no_comparison_group", control: "notyettreated" });
  const dropped = new Set<number>();
  const own = Float64Array.from(data.group, (start, row) => {
    const already = start > 0 && start <= first;
    if (already && !Number.isNaN(data.y[row])) dropped.add(data.unit[row] as number);
    const late = !never && (data.time[row] as number) >= reference;
    return already || late ? Number.NaN : start;
  });
  const warnings: DidWarning[] = [];
  if (dropped.size > 0) warnings.push({ code: "already_treated_dropped", n: dropped.size });
  const lost = times.filter((time) => !never && time >= reference);
  if (lost.length > 0) warnings.push({ code: "periods_without_comparison", periods: lost });
  return accepted({ data: { ...data, group: own }, warnings, reference });
}

function layOut(sample: PanelSample, reference: number): Layout {
  const { group, period, times, n } = sample;
  const last = times.at(-1) ?? 0;
  const place = new Map<string, number>();
  const terms: { group: number; e: number; rows: number }[] = [];
  const of = new Int32Array(n).fill(-1);
  for (let i = 0; i < n; i++) {
    const start = group[i] as number;
    const e = (times[period[i] as number] as number) - start;
    if (start === 0 || start === reference || e === -1 || (reference === 0 && start > last)) continue;
    const key = `${start} ${e}`;
    const at = place.get(key) ?? terms.length;
    if (at === terms.length) terms.push({ group: start, e, rows: 0 });
    place.set(key, at);
    const term = terms[at];
    if (term) term.rows++;
    of[i] = at;
  }
  return { terms, of, size: terms.length + sample.periods };
}

/** Calls `visit` with the two columns (interaction or -1, period) of every row of every unit, unit by unit. */
function unitProducts(sample: PanelSample, layout: Layout): { a: Float64Array; b: Float64Array; means: Float64Array } {
  const { size, terms, of } = layout;
  const a = new Float64Array(size * size);
  const b = new Float64Array(size);
  const { order, start } = byUnit(sample);
  const means = new Float64Array(sample.units);
  for (let u = 0; u < sample.units; u++) {
    const from = start[u] as number;
    const to = start[u + 1] as number;
    let mean = 0;
    for (let i = from; i < to; i++) mean += (sample.y[order[i] as number] as number) / (to - from);
    means[u] = mean;
    for (let i = from; i < to; i++) {
      const row = order[i] as number;
      const own = columnsOf(row, of, sample.period, terms.length);
      for (const left of own) {
        b[left] = (b[left] as number) + (sample.y[row] as number) - mean;
        for (const right of own) a[left * size + right] = (a[left * size + right] as number) + 1;
        for (let j = from; j < to; j++) {
          for (const right of columnsOf(order[j] as number, of, sample.period, terms.length)) {
            a[left * size + right] = (a[left * size + right] as number) - 1 / (to - from);
          }
        }
      }
    }
  }
  return { a, b, means };
}

function columnsOf(row: number, of: Int32Array, period: Int32Array, terms: number): readonly number[] {
  const own = of[row] as number;
  const time = terms + (period[row] as number);
  return own < 0 ? [time] : [own, time];
}

/** Scores by cluster: sum of the unit-demeaned columns times the residual (whose unit sums vanish). */
function clusterScores(sample: PanelSample, layout: Layout, coef: Float64Array, means: Float64Array): Float64Array {
  const { size, terms, of } = layout;
  const { order, start } = byUnit(sample);
  const scores = new Float64Array(sample.clusters * size);
  for (let u = 0; u < sample.units; u++) {
    const from = start[u] as number;
    const to = start[u + 1] as number;
    let mean = 0;
    const fitted: number[] = [];
    for (let i = from; i < to; i++) {
      let value = 0;
      for (const column of columnsOf(order[i] as number, of, sample.period, terms.length))
        value += coef[column] as number;
      fitted.push(value);
      mean += value / (to - from);
    }
    for (let i = from; i < to; i++) {
      const row = order[i] as number;
      const residual = (sample.y[row] as number) - (means[u] as number) - ((fitted[i - from] ?? 0) - mean);
      const at = (sample.cluster[row] as number) * size;
      for (const column of columnsOf(row, of, sample.period, terms.length)) {
        scores[at + column] = (scores[at + column] as number) + residual;
      }
    }
  }
  return scores;
}

/** Variance of c'b: sum over clusters of (c'A^-1 s)^2 times the small-sample factor. */
function variance(factor: Factor, weights: Float64Array, scores: Float64Array, clusters: number): number {
  const solved = solveFactor(factor, weights);
  const parts = multiply(scores, solved, [clusters, factor.size, 1]);
  return parts.reduce((sum, part) => sum + part * part, 0);
}

/**
 * Interaction-weighted event study: unit and period effects and one interaction per cohort and time since its start
 * (reference -1 and the never treated; with nobody never treated the last cohort, whose treated periods are left out),
 * averaged over cohorts by their number of rows. Panels may have gaps. Standard errors by cluster times
 * G/(G-1) x (n-1)/(n-k), shares of cohorts taken as known.
 * Fails with `no_rows`, `duplicate_id`, `no_treated_group`, `no_comparison_group` or `too_few_clusters`.
 * Method: Sun & Abraham 2021 (J Econometrics 225:175-199).
 */
export function eventStudySunAbraham(data: DidRows): Result<SunAbraham, EvaluationFailure> {
  const whole = panelSample({ ...data, x: [] });
  if (!whole.ok) return whole;
  const chosen = choose(data, whole.value);
  if (!chosen.ok) return chosen;
  const taken = panelSample({ ...chosen.value.data, x: [] });
  if (!taken.ok) return taken;
  const sample = taken.value;
  const { n, clusters, periods } = sample;
  if (clusters < 2) return refused({ code: "too_few_clusters", n: clusters, needed: 2 });
  const layout = layOut(sample, chosen.value.reference);
  const { a, b, means } = unitProducts(sample, layout);
  const factor = semidefinite(a, layout.size);
  const coef = solveFactor(factor, b);
  const scores = clusterScores(sample, layout, coef, means);
  const estimated = layout.terms.flatMap((term, place) => (factor.skipped.includes(place) ? [] : [{ ...term, place }]));
  const k = estimated.length + periods;
  const small = (clusters / (clusters - 1)) * ((n - 1) / (n - k));
  const effect = (parts: readonly (Term & { readonly place: number })[]): EventEffect => {
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    const weights = new Float64Array(layout.size);
    for (const { place, rows: own } of parts) weights[place] = own / rows;
    const att = parts.reduce((sum, { place }) => sum + (weights[place] as number) * (coef[place] as number), 0);
    return { att, se: Math.sqrt(small * variance(factor, weights, scores, clusters)) };
  };
  const post = estimated.filter(({ e }) => e >= 0);
  if (post.length === 0) return refused({ code: "no_treated_group" });
  const events = [...new Set(estimated.map(({ e }) => e))].sort((one, other) => one - other);
  const byEvent = events.map((e) => ({ e, ...effect(estimated.filter((term) => term.e === e)) }));
  const missing = whole.value.missing;
  const warnings: DidWarning[] = missing > 0 ? [{ code: "rows_with_missing_values", n: missing }] : [];
  warnings.push(...chosen.value.warnings);
  if (clusters < 30) warnings.push({ code: "few_clusters", n: clusters });
  return accepted({ n, clusters, ...effect(post), byEvent, warnings });
}
