import type { StudyComparison } from "../../core/studies/protocol.ts";
import { rngFrom } from "../numeric/random.ts";
import type { Table } from "../table.ts";
import { normal, numbers, tableOf, words } from "./simulated.testdata.ts";

interface Plan {
  readonly n: number;
  readonly seed: string;
  readonly effect: number;
}

export const changesDesign: StudyComparison = {
  design: "difference_in_differences",
  treatment: "entra",
  before: "antes",
};

/** Two groups that stand apart but change alike, but for the programme. */
export function changing({ n, seed, effect }: Plan): Table {
  const rng = rngFrom(seed);
  const rows = Array.from({ length: n }, (_, row) => {
    const entered = row % 2;
    const own = 50 + 8 * entered + 8 * normal(rng);
    const worker = `P${Math.floor(row / 2) % Math.max(1, Math.floor(n / 20))}-${entered}`;
    return { entered, worker, before: own + 3 * normal(rng), after: own - 4 + effect * entered + 3 * normal(rng) };
  });
  return tableOf({
    entra: numbers(rows.map(({ entered }) => entered)),
    antes: numbers(rows.map(({ before }) => before)),
    riesgo: numbers(rows.map(({ after }) => after)),
    profesional: words(rows.map(({ worker }) => worker)),
  });
}

export const cutOffDesign: StudyComparison = {
  design: "cut_off",
  running: "puntuacion",
  cutoff: 40,
  enters: "below",
  bandwidth: 20,
};

/** Those under 40 points enter; the outcome rises with the score on both sides and jumps there. */
export function scored({ n, seed, effect }: Plan): Table {
  const rng = rngFrom(seed);
  const rows = Array.from({ length: n }, () => {
    const score = 100 * rng.next();
    return { score, risk: 10 + 0.3 * score + effect * Number(score < 40) + 4 * normal(rng) };
  });
  return tableOf({
    puntuacion: numbers(rows.map(({ score }) => score)),
    riesgo: numbers(rows.map(({ risk }) => risk)),
  });
}

export const rolloutDesign: StudyComparison = {
  design: "phased_rollout",
  unit: "unidad",
  period: "periodo",
  start: "comienzo",
  control: "notyettreated",
  anticipation: 0,
};

interface RollOut extends Plan {
  /** First period of each wave; 0 is never. */
  readonly waves: readonly number[];
  readonly periods: number;
  /** How much those that will start drift away each period before. */
  readonly drift?: number;
}

/** Places that start in waves; the effect grows by a quarter of itself each period. */
export function rolledOut({ n, seed, effect, waves, periods, drift = 0 }: RollOut): Table {
  const rng = rngFrom(seed);
  const rows = Array.from({ length: n }, (_, place) => ({
    start: waves[place % waves.length] ?? 0,
    own: 50 + 6 * normal(rng),
  })).flatMap(({ start, own }, place) =>
    Array.from({ length: periods }, (_, at) => {
      const period = at + 1;
      const since = period - start;
      const gain = start > 0 && since >= 0 ? effect * (1 + 0.25 * since) : 0;
      const apart = start > 0 ? drift * period : 0;
      return { place, start, period, risk: own + 0.5 * period + gain + apart + 2 * normal(rng) };
    }),
  );
  return tableOf({
    unidad: words(rows.map(({ place }) => `M${place}`)),
    periodo: numbers(rows.map(({ period }) => period)),
    comienzo: numbers(rows.map(({ start }) => (start === 0 ? Number.NaN : start))),
    riesgo: numbers(rows.map(({ risk }) => risk)),
  });
}
