import type { Picture } from "../../core/drawings/picture.ts";
import { accepted, type Result } from "../../core/result.ts";
import type { Figure, Note } from "../../core/studies/result.ts";
import type { Words } from "../../core/words.ts";
import type { EvaluationFailure } from "../failure.ts";
import { reachOf } from "../normal.ts";
import { fewEvents } from "../refusals.ts";
import { largestRemainder } from "../rounding.ts";
import { type CifGroup, cif, cifAt } from "../survival/cif.ts";
import { cox } from "../survival/cox.ts";
import type { Groups } from "../terms.ts";
import type { Frame } from "./frame.ts";
import { estimatedFrom, LEVEL } from "./linear.ts";
import { kept } from "./numberWords.ts";
import type { Sample } from "./sample.ts";
import { casesByArm, countWords, FEWEST_SHOWN, sharesHidden } from "./smallCounts.ts";
import { figure, note, say } from "./speech.ts";
import type { Timed } from "./timed.ts";

/** Fewer than 5 of what is to be compared, in both arms together: there is nothing to compare. */
export function tooFewCases(frame: Frame): EvaluationFailure | undefined {
  if (!frame.timed) return undefined;
  const all = casesByArm(frame)?.reduce((sum, { cases }) => sum + cases, 0) ?? 0;
  return fewEvents(all, 1);
}

export interface TimedTold {
  readonly pictures: readonly Picture[];
  readonly numbers: readonly Figure[];
  readonly cautions: readonly Note[];
}

const NONE: TimedTold = { pictures: [], numbers: [], cautions: [] };

/** Times and ways of ending of the rows of a sample, arms as groups. */
function rowsOf(timed: Timed, sample: Sample, weights: Float64Array | undefined) {
  const used = sample.rows.map((_, at) => at).filter((at) => !weights || (weights[at] ?? 0) > 0);
  const row = (at: number) => sample.rows[at] ?? 0;
  const group: Groups = {
    codes: Int32Array.from(used, (at) => (sample.treat[at] === 1 ? 0 : 1)),
    levels: ["programme", "comparison"],
  };
  const { cluster } = sample;
  return {
    used,
    time: Float64Array.from(used, (at) => timed.time[row(at)] ?? Number.NaN),
    cause: Uint8Array.from(used, (at) => timed.cause[row(at)] ?? 0),
    group,
    ...(weights ? { weights: Float64Array.from(used, (at) => weights[at] ?? 1) } : {}),
    ...(cluster
      ? { cluster: { levels: cluster.levels, codes: Int32Array.from(used, (at) => cluster.codes[at] ?? -1) } }
      : {}),
  };
}

/** Steps of a curve, each with five cases at least and five left: finer ones would show single people. */
function stepsOf({ times, byCause, n }: CifGroup, horizon: number, smallest: number) {
  const counted = byCause[0];
  const deviations = reachOf(LEVEL);
  const points = [{ at: 0, value: 0, low: 0, high: 0 }];
  if (!counted) return points;
  let last = 0;
  for (const [place, at] of times.entries()) {
    const value = counted.value[place] ?? 0;
    if (at > horizon) break;
    const left = (1 - value) * n;
    if ((value - last) * n < smallest || (left > 1e-9 && left < smallest)) continue;
    const reach = deviations * Math.sqrt(counted.variance[place] ?? 0);
    points.push({
      at,
      value: kept(value),
      low: kept(Math.max(0, value - reach)),
      high: kept(Math.min(1, value + reach)),
    });
    last = value;
  }
  return points;
}

function curvesPicture(frame: Frame, groups: readonly CifGroup[]): Picture {
  const { speech } = frame;
  const horizon = speech.horizon ?? 0;
  const hundreds = sharesHidden(frame) ? [] : groups.map((group) => hundredWords(frame, group));
  return {
    kind: "curves",
    title: say(`«${speech.label}»: qué parte y cuándo`, `“${speech.label}”: what share and when`),
    description: say(
      `Parte de ${speech.units.the.es} a la que ya le ocurrió, día a día hasta el ${horizon}, contando aparte las otras maneras de terminar.${hundreds.map(({ es }) => ` ${es}`).join("")}`,
      `Share of ${speech.units.the.en} to whom it had happened, day by day until day ${horizon}, other ways of ending counted apart.${hundreds.map(({ en }) => ` ${en}`).join("")}`,
    ),
    series: groups.map((group) => ({
      arm: group.level === "programme" ? "programme" : "comparison",
      points: stepsOf(group, horizon, FEWEST_SHOWN),
    })),
    unit: say("días", "days"),
  };
}

/** Out of 100: this way of ending, any other, still waiting; whole numbers that add up. */
function hundredOf({ speech }: Frame, group: CifGroup): readonly [counted: number, other: number, waiting: number] {
  const { byCause, eventFree } = cifAt(group, speech.horizon ?? 0);
  const own = byCause[0]?.value ?? 0;
  const others = byCause.slice(1).reduce((sum, { value }) => sum + value, 0);
  const [counted = 0, other = 0, waiting = 0] = largestRemainder([own, others, eventFree], 100);
  return [counted, other, waiting];
}

/** «De cada 100 niñas y niños con el programa…». */
function hundredWords(frame: Frame, group: CifGroup): Words {
  const [counted, other, waiting] = hundredOf(frame, group);
  const { units, label } = frame.speech;
  const arm = group.level === "programme" ? say("con el programa", "with the programme") : say("sin él", "without it");
  return say(
    `De cada 100 ${units.many.es} ${arm.es}, ${counted} con «${label}», ${other} que terminaron de otra manera y ${waiting} que seguían esperando.`,
    `Of every 100 ${units.many.en} ${arm.en}, ${counted} with “${label}”, ${other} that ended in another way and ${waiting} still waiting.`,
  );
}

function ofEachHundred(frame: Frame, group: CifGroup): readonly Figure[] {
  const { speech } = frame;
  const [counted, other, waiting] = hundredOf(frame, group);
  const arm = group.level === "programme" ? say("Con el programa", "With the programme") : say("Sin él", "Without it");
  const method = say(
    `De cada 100 al día ${speech.horizon ?? 0}, con las maneras de terminar compitiendo entre sí (Aalen y Johansen)`,
    `Out of 100 by day ${speech.horizon ?? 0}, ways of ending competing (Aalen and Johansen)`,
  );
  const row = (es: string, en: string, value: number) =>
    figure(say(`${arm.es}: ${es}`, `${arm.en}: ${en}`), { value }, speech.unit, method);
  return [
    row(`«${speech.label}»`, `“${speech.label}”`, counted),
    row("terminó de otra manera", "ended in another way", other),
    row("seguía esperando", "still waiting", waiting),
  ];
}

/** The hazard ratio of the arms, where there are events enough for its coefficients. */
function hazardRatio(sample: Sample, rows: ReturnType<typeof rowsOf>): TimedTold {
  const events = rows.cause.filter((code) => code === 1).length;
  const arm = Float64Array.from(rows.used, (at) => sample.treat[at] ?? 0);
  const cols = [arm, ...sample.X.cols.map((column) => Float64Array.from(rows.used, (at) => column[at] ?? 0))];
  if (fewEvents(events, cols.length))
    return {
      ...NONE,
      cautions: [
        note(
          "few_events_for_hazard",
          "Hubo pocos casos para tantos datos de antes de entrar: la razón de riesgos instantáneos no se calcula.",
          "There were too few cases for so many things known before: the hazard ratio is not computed.",
        ),
      ],
    };
  const fit = cox({
    ...rows,
    cause: rows.cause.map((code) => Number(code === 1)),
    X: { n: arm.length, p: cols.length, names: ["programme", ...sample.X.names], cols },
  });
  if (!fit.ok || fit.value.names[0] !== "programme") return NONE;
  const { coef, cov, covRobust } = fit.value;
  const made = estimatedFrom(coef[0] ?? Number.NaN, Math.sqrt((covRobust ?? cov)[0] ?? Number.NaN), 1e6);
  if (!made.ok) return NONE;
  const [value, low, high] = [made.value.value, made.value.low, made.value.high].map(Math.exp);
  const method = say(
    "Regresión de Cox (Efron): las otras salidas cuentan como dejar de observar, así que no dice cuántas llegaron",
    "Cox regression (Efron): other exits count as lost from sight, so it does not say how many got there",
  );
  const ratio = { value: value ?? null, low: low ?? null, high: high ?? null };
  return {
    ...NONE,
    numbers: [figure(say("Razón de riesgos instantáneos", "Hazard ratio"), ratio, say("veces", "times"), method)],
  };
}

/** Curves, counts and hazard of a time outcome, over the rows (and weights) the estimate rests on. */
export function timedTold(frame: Frame, sample: Sample, weights?: Float64Array): Result<TimedTold, EvaluationFailure> {
  if (!frame.timed) return accepted(NONE);
  const rows = rowsOf(frame.timed, sample, weights);
  const found = cif(rows);
  if (!found.ok) return found;
  const hidden = sharesHidden(frame);
  const hazard = hazardRatio(sample, rows);
  const competing = rows.cause.some((code) => code === 2);
  const others = countWords(rows.cause.filter((code) => code === 2).length);
  const warning = note(
    "competing_exits",
    `Hubo otras maneras de terminar (${others.es}). Por eso se cuentan todas: la curva que las trata como si se hubiera dejado de mirar (Kaplan-Meier) prometería de más y aquí no se enseña.`,
    `There were other ways of ending (${others.en}). All are counted: the curve that treats them as lost from sight (Kaplan–Meier) would promise too much and is not shown here.`,
  );
  return accepted({
    pictures: [curvesPicture(frame, found.value.groups)],
    numbers: [...(hidden ? [] : found.value.groups.flatMap((group) => ofEachHundred(frame, group))), ...hazard.numbers],
    cautions: [...(competing ? [warning] : []), ...hazard.cautions],
  });
}
