import type { Picture } from "../../core/drawings/picture.ts";
import type { Summary } from "../did/aggregate.ts";
import type { AttGt } from "../did/attgt.ts";
import type { DidRows } from "../did/sample.ts";
import { tInv } from "../numeric/distributions.ts";
import { mean } from "../numeric/sums.ts";
import type { Frame } from "./frame.ts";
import { LEVEL } from "./linear.ts";
import { kept } from "./numberWords.ts";
import type { Aggregated } from "./rolloutSums.ts";
import { FEWEST_SHOWN } from "./smallCounts.ts";
import { say } from "./speech.ts";

function spanOf({ att, se = 0 }: Pick<Summary, "att" | "se">, reach: number, scale: number) {
  return {
    value: kept(att * scale),
    low: kept((att - reach * se) * scale),
    high: kept((att + reach * se) * scale),
  };
}

/** Means of those that started at some time and of those that never did, period by period. */
export function pathsPicture({ speech }: Frame, { y, time, group, unit }: DidRows): readonly Picture[] {
  const arm = (row: number) => ((group[row] ?? 0) > 0 ? 1 : 0);
  const units = [0, 1].map((one) => new Set(Array.from(unit).filter((_, row) => arm(row) === one)).size);
  if (units.some((n) => n < FEWEST_SHOWN)) return [];
  const periods = [...new Set(time)].filter((one) => !Number.isNaN(one)).sort((one, other) => one - other);
  const points = periods.map((at) => {
    const [comparison, programme] = [0, 1].map((one) =>
      mean(y.filter((value, row) => time[row] === at && arm(row) === one && !Number.isNaN(value))),
    );
    return { at, programme: programme ?? Number.NaN, comparison: comparison ?? Number.NaN };
  });
  const own = (value: number) => kept(value * speech.scale);
  return [
    {
      kind: "changes",
      title: say("Cómo fue cada grupo", "How each group went"),
      description: say(
        `Media de «${speech.label}» por periodo: quienes empezaron en algún momento y quienes nunca empezaron.`,
        `Mean of “${speech.label}” by period: those that started at some time and those that never did.`,
      ),
      points: points
        .filter(({ programme, comparison }) => Number.isFinite(programme) && Number.isFinite(comparison))
        .map(({ at, programme, comparison }) => ({
          at,
          label: say(String(at), String(at)),
          programme: own(programme),
          comparison: own(comparison),
        })),
      start: null,
      unit: speech.unit,
    },
  ];
}

/** Effects by time since the start, and by when they started. */
export function rolloutPictures({ speech }: Frame, sums: Aggregated, { nClusters }: AttGt): readonly Picture[] {
  const { dynamic, group, reach, simple } = sums;
  const own = tInv(0.5 + LEVEL / 2, Math.max(1, nClusters - 1));
  const events: Picture = {
    kind: "event_study",
    title: say("Antes y después de empezar", "Before and after starting"),
    description: say(
      "Diferencia con quienes no habían empezado, por periodos desde el inicio, con una banda que las cubre todas a la vez. Antes del 0 debería rondar 0.",
      "Difference from those who had not started, by periods since the start, with one band that covers all of them. Before 0 it should stay near 0.",
    ),
    points: dynamic.byEvent.map((one) => ({ at: one.e, ...spanOf(one, reach, speech.scale) })),
    unit: speech.unit,
  };
  const forest: Picture = {
    kind: "forest",
    title: say("Según cuándo empezaron", "By when they started"),
    description: say(
      "Efecto medio de quienes empezaron en cada periodo, con su intervalo.",
      "Mean effect of those who started in each period, with its interval.",
    ),
    rows: [
      { label: say("Todos", "All"), ...spanOf(simple, own, speech.scale) },
      ...group.byGroup.map((one) => ({
        label: say(`Empezaron en ${one.g}`, `Started in ${one.g}`),
        ...spanOf(one, own, speech.scale),
      })),
    ],
    unit: speech.unit,
    none: 0,
  };
  return [events, ...(group.byGroup.length > 1 ? [forest] : [])];
}
