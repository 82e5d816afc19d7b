import type { Picture } from "../../core/drawings/picture.ts";
import { accepted, type Result } from "../../core/result.ts";
import type { StudyComparison } from "../../core/studies/protocol.ts";
import type { Figure, Note } from "../../core/studies/result.ts";
import { type CutoffEffect, rdLocalLinear } from "../designs/rdLocalLinear.ts";
import type { EvaluationFailure } from "../failure.ts";
import { binomCdf } from "../numeric/distributions.ts";
import { fewClusters, fewUnits, reasons } from "../refusals.ts";
import { numberColumn } from "../terms.ts";
import { attritionTold } from "./attritionTold.ts";
import { cutOffPicture } from "./cutOffPicture.ts";
import { cannotTell, type Effect, type Found, type Stopped } from "./found.ts";
import type { Frame } from "./frame.ts";
import { type Estimated, estimatedFrom } from "./linear.ts";
import { chanceWords, numberWords } from "./numberWords.ts";
import { forest } from "./otherWays.ts";
import { groupsTold, type Sample, sampleOf } from "./sample.ts";
import { figure, note, say } from "./speech.ts";
import { tooFewCases } from "./timedTold.ts";

export type CutOffDesign = Extract<StudyComparison, { design: "cut_off" }>;

interface Compared {
  readonly effect: Effect;
  readonly sample: Sample;
  readonly running: Float64Array;
  readonly jump: CutoffEffect | undefined;
}

/** The jump at the cut-off, with its error's degrees of freedom. */
function jumpAt(
  { y, cluster }: Sample,
  running: Float64Array,
  { cutoff, bandwidth, enters }: CutOffDesign,
): Result<{ readonly jump: CutoffEffect; readonly fit: Estimated }, EvaluationFailure> {
  const found = rdLocalLinear(y, running, {
    cutoff,
    bandwidth,
    kernel: "triangular",
    served: enters === "below" ? "lower" : "upper",
    ...(cluster ? { cluster: cluster.codes } : {}),
  });
  if (!found.ok) return found;
  const { estimate, se, nLeft, nRight } = found.value;
  const df = cluster ? cluster.levels.length - 1 : nLeft + nRight - 4;
  const fit = estimatedFrom(estimate, se, df);
  return fit.ok ? accepted({ jump: found.value, fit: fit.value }) : fit;
}

/** Units within reach, by side. */
function near(running: Float64Array, { cutoff, bandwidth, enters }: CutOffDesign) {
  const within = running.filter((value) => Math.abs(value - cutoff) < bandwidth);
  const above = within.filter((value) => value >= cutoff).length;
  const below = within.length - above;
  return enters === "above" ? { programme: above, comparison: below } : { programme: below, comparison: above };
}

function compared(frame: Frame, design: CutOffDesign): Result<Compared, EvaluationFailure> {
  const values = numberColumn(frame.table, design.running);
  if (!values.ok) return values;
  const found = sampleOf({ ...frame, treat: frame.arms, covariates: [] }, { fill: false });
  if (!found.ok) return found;
  const sample = { ...found.value, groups: groupsTold(frame) };
  const running = Float64Array.from(sample.rows, (row) => values.value[row] ?? Number.NaN);
  const base = { sample, running, jump: undefined };
  const short = reasons(
    fewUnits(near(running, design)),
    sample.cluster && fewClusters(sample.cluster.levels.length),
    tooFewCases(frame),
  );
  if (short.length > 0) return accepted({ ...base, effect: { ok: false, refusals: short } });
  const made = jumpAt(sample, running, design);
  if (!made.ok)
    return cannotTell(made.failure) ? accepted({ ...base, effect: { ok: false, refusals: [made.failure] } }) : made;
  const told = {
    ...made.value.fit,
    pMethod: say(
      "Según el error calculado: aquí no hubo sorteo que repetir",
      "By the computed error: there was no draw to repeat",
    ),
    intervalMethod: say(
      `Una recta a cada lado, con más peso cerca del corte; error ${sample.cluster ? "CR1 por quienes comparten suerte" : "HC1"}`,
      `A line on each side, those near the cut-off weighing more; ${sample.cluster ? "CR1 error by those who share fate" : "HC1 error"}`,
    ),
  };
  return accepted({ ...base, effect: { ok: true, told }, jump: made.value.jump });
}

function designOf({ protocol }: Frame): CutOffDesign {
  return protocol.comparison as CutOffDesign;
}

export function cutOffEffect(frame: Frame): Result<Effect, EvaluationFailure> {
  const found = compared(frame, designOf(frame));
  return found.ok ? accepted(found.value.effect) : found;
}

/** The same jump with half and with twice the reach: it should not hang on that choice. */
function otherReaches(frame: Frame, design: CutOffDesign, { sample, running, effect }: Compared) {
  const { speech } = frame;
  const method = say("La misma cuenta con otro alcance", "The same reckoning with another reach");
  const rows = [0.5, 2].flatMap((times) => {
    const made = jumpAt(sample, running, { ...design, bandwidth: design.bandwidth * times });
    if (!made.ok) return [];
    const reach = numberWords(design.bandwidth * times);
    const label = say(`Con alcance ${reach.es}`, `With reach ${reach.en}`);
    return [{ label, fit: made.value.fit, method }];
  });
  const numbers: readonly Figure[] = rows.map(({ label, fit }) =>
    figure(
      label,
      { value: fit.value * speech.scale, low: fit.low * speech.scale, high: fit.high * speech.scale },
      speech.unit,
      method,
    ),
  );
  if (rows.length === 0 || !effect.ok) return { numbers, pictures: [] as readonly Picture[] };
  const reach = numberWords(design.bandwidth);
  const planned = {
    label: say(`Plan: alcance ${reach.es}`, `Plan: reach ${reach.en}`),
    fit: effect.told,
    method: effect.told.intervalMethod,
  };
  const picture = forest(
    speech,
    [planned, ...rows],
    say("¿Cambia con el alcance?", "Does it change with the reach?"),
    say(
      "El salto en el corte usando solo a quienes están más cerca y a quienes están más lejos.",
      "The jump at the cut-off using only those nearer, and those farther too.",
    ),
  );
  return { numbers, pictures: [picture] };
}

/** Heaping on one side of the cut-off: somebody may have steered who enters. */
function steering(running: Float64Array, design: CutOffDesign): readonly Note[] {
  const close = near(running, { ...design, bandwidth: design.bandwidth / 4 });
  const n = close.programme + close.comparison;
  if (n < 10) return [];
  const p = Math.min(1, 2 * binomCdf(Math.min(close.programme, close.comparison), n, 0.5));
  if (p > 0.05) return [];
  const chance = chanceWords(p);
  return [
    note(
      "steered",
      `Justo en el corte hay ${close.programme} de un lado y ${close.comparison} del otro; por azar pasaría ${chance.es}. Puede que alguien ajustara la puntuación para entrar, y entonces los dos lados no se parecen.`,
      `Right at the cut-off there are ${close.programme} on one side and ${close.comparison} on the other; by chance that would happen ${chance.en}. Somebody may have steered the score to enter, and then both sides are not alike.`,
    ),
  ];
}

const onlyNear = note(
  "only_at_cut_off",
  "El resultado habla solo de quienes están en el corte: lejos de él el efecto puede ser otro.",
  "The result speaks only of those at the cut-off: far from it the effect may be another.",
);

function tooFar(running: Float64Array, { cutoff, bandwidth }: CutOffDesign): Found["excluded"] {
  const n = running.filter((value) => Math.abs(value - cutoff) >= bandwidth).length;
  return n === 0 ? [] : [{ reason: say("Quedan lejos del corte", "They lie far from the cut-off"), n }];
}

/** Those just on one side of a cut-off beside those just on the other. */
export function cutOff(frame: Frame, stopped: Stopped): Result<Found, EvaluationFailure> {
  const design = designOf(frame);
  const found = compared(frame, design);
  if (!found.ok) return found;
  if (stopped(0.4)) return { ok: false, failure: { code: "stopped" } };
  const { sample, effect, running } = found.value;
  const reaches = effect.ok ? otherReaches(frame, design, found.value) : { numbers: [], pictures: [] };
  const missing = attritionTold(frame);
  const { units } = frame.speech;
  return accepted({
    effect,
    estimand: say(
      `Habla solo de ${units.the.es} que están justo en el corte: cuánto cambió entrar para quienes por poco entraron.`,
      `It speaks only of ${units.the.en} right at the cut-off: how much entering changed for those who only just entered.`,
    ),
    groups: sample.groups,
    excluded: [...sample.excluded, ...tooFar(running, design)],
    sureness: [],
    cautions: [onlyNear, ...steering(running, design), ...missing.cautions],
    pictures: [...cutOffPicture(frame, design, { y: sample.y, running }), ...reaches.pictures],
    numbers: [...reaches.numbers, ...missing.numbers],
    terms: ["interval", "cutoff", ...(sample.cluster ? (["cluster"] as const) : [])],
  });
}
