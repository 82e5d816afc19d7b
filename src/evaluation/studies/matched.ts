import { accepted, type Result } from "../../core/result.ts";
import type { Note } from "../../core/studies/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { fewClusters, fewUnits, reasons } from "../refusals.ts";
import { groupColumn } from "../terms.ts";
import { attritionTold } from "./attritionTold.ts";
import { balanceTold } from "./balanceTold.ts";
import { type Comparable, comparable, type Matching, type Request, scoreOf } from "./comparable.ts";
import { cannotTell, type Effect, type Found, type Stopped } from "./found.ts";
import type { Frame } from "./frame.ts";
import { hiddenFactors } from "./hiddenFactors.ts";
import { decimalWords } from "./numberWords.ts";
import { otherWays, withoutEachSite } from "./otherWays.ts";
import { overlapPicture } from "./overlapTold.ts";
import { armSizes, compacted, type Sample, sampleOf } from "./sample.ts";
import { figure, note, say } from "./speech.ts";
import { timedTold, tooFewCases } from "./timedTold.ts";

interface Compared {
  readonly effect: Effect;
  readonly sample: Sample;
  readonly request: Request;
  readonly made: Comparable | undefined;
}

const error = say(
  "Según el error calculado: aquí no hubo sorteo que repetir",
  "By the computed error: there was no draw to repeat",
);

function requestOf(frame: Frame, comparison: Matching): Result<Request, EvaluationFailure> {
  const sample = sampleOf(frame, { fill: false });
  if (!sample.ok) return sample;
  const name = comparison.within ?? frame.protocol.stratum;
  const groups = name === null ? undefined : groupColumn(frame.table, name);
  if (groups && !groups.ok) return groups;
  const within = groups && compacted(groups.value, sample.value.rows).codes;
  return accepted({ sample: sample.value, comparison, within, seed: frame.protocol.seed });
}

function compared(frame: Frame, comparison: Matching): Result<Compared, EvaluationFailure> {
  const request = requestOf(frame, comparison);
  if (!request.ok) return request;
  const { sample } = request.value;
  const base = { sample, request: request.value };
  const short = reasons(
    fewUnits(armSizes(sample)),
    sample.cluster && fewClusters(sample.cluster.levels.length),
    tooFewCases(frame),
  );
  if (short.length > 0) return accepted({ ...base, effect: { ok: false, refusals: short }, made: undefined });
  const made = comparable(request.value);
  if (!made.ok) {
    if (!cannotTell(made.failure)) return made;
    return accepted({ ...base, effect: { ok: false, refusals: [made.failure] }, made: undefined });
  }
  const told = { ...made.value.fit, pMethod: error, intervalMethod: made.value.method };
  return accepted({ ...base, effect: { ok: true, told }, made: made.value });
}

function comparisonOf({ protocol }: Frame): Matching {
  return protocol.comparison as Matching;
}

/** The effect between comparable units on one outcome, for those told beside the first. */
export function matchedEffect(frame: Frame): Result<Effect, EvaluationFailure> {
  const found = compared(frame, comparisonOf(frame));
  return found.ok ? accepted(found.value.effect) : found;
}

function estimandWords({ speech }: Frame, { estimand }: Matching) {
  const { units } = speech;
  return estimand === "ATT"
    ? say(
        `Habla de ${units.the.es} que participaron: cuánto cambió para quienes tuvieron el programa. No dice qué haría en quienes no entraron.`,
        `It speaks of ${units.the.en} that took part: how much it changed for those who had the programme. It does not say what it would do for those who did not enter.`,
      )
    : say(
        `Habla de ${units.the.es} del estudio, hayan participado o no: cuánto cambiaría, de media, que el programa llegara a todo el mundo en vez de a nadie.`,
        `It speaks of ${units.the.en} in the study, whether they took part or not: how much, on average, the programme reaching everybody rather than nobody would change.`,
      );
}

/** What cannot be had from a comparison that nobody drew. */
function ownCautions({ speech }: Frame, made: Comparable | undefined): readonly Note[] {
  const chosen = note(
    "not_drawn",
    `Nadie sorteó quién entraba: ${speech.units.the.es} se parecen en lo que se midió, pero pueden distinguirse en lo que no.`,
    `Nobody drew who entered: ${speech.units.the.en} are alike in what was measured, but may differ in what was not.`,
  );
  if (!made) return [chosen];
  const alone = note(
    "nobody_to_compare",
    `${made.alone} ${speech.units.many.es} no tienen con quién compararse y quedan fuera: el resultado no dice nada de esa parte.`,
    `${made.alone} ${speech.units.many.en} have nobody to be compared with and are left out: the result says nothing of that part.`,
  );
  const share = decimalWords(100 * made.tieShare, 0);
  const ties = note(
    "tied_scores",
    `En ${share.es} de cada 100 parejas había otra opción igual de cercana: se eligió al azar con la semilla del plan y se enseña cuánto cambia con otras.`,
    `In ${share.en} of every 100 pairs another choice was just as near: it was drawn with the plan's seed, and how much others change is shown.`,
  );
  return [chosen, ...(made.alone > 0 ? [alone] : []), ...(made.tieShare > 0 ? [ties] : [])];
}

function sizes({ speech }: Frame, made: Comparable) {
  const method = say("A cuántas unidades iguales equivale (Kish)", "How many equal units it amounts to (Kish)");
  const unit = speech.units.many;
  return [
    figure(
      say("Tamaño efectivo con el programa", "Effective size with the programme"),
      { value: made.effective.programme },
      unit,
      method,
    ),
    figure(
      say("Tamaño efectivo sin él", "Effective size without it"),
      { value: made.effective.comparison },
      unit,
      method,
    ),
  ];
}

/** Pictures and numbers that need two comparable arms. */
function around(
  frame: Frame,
  { made, request, sample }: Compared,
  stopped: Stopped,
): Result<Pick<Found, "pictures" | "numbers" | "cautions" | "sureness">, EvaluationFailure> {
  const score = scoreOf(sample);
  const overlap = score.ok ? overlapPicture(frame, score.value.e, sample.treat) : [];
  if (!made) {
    const balance = balanceTold(sample.X, sample.treat);
    return accepted({
      pictures: [...(balance.picture ? [balance.picture] : []), ...overlap],
      numbers: [],
      cautions: [],
      sureness: [],
    });
  }
  // The deviation of the balance is that of everybody before anything was done (pitfall: never recomputed afterwards).
  const weights = new Float64Array(sample.treat.length);
  made.places.forEach((row, at) => {
    weights[row] = made.weights[at] ?? 0;
  });
  const balance = balanceTold(sample.X, sample.treat, weights);
  const timed = timedTold(frame, made.used, made.weights);
  if (!timed.ok) return timed;
  const ways = otherWays(frame, request, made);
  if (stopped(0.4)) return { ok: false, failure: { code: "stopped" } };
  const sites = withoutEachSite(frame, request, made);
  const hidden = hiddenFactors(frame, made);
  return accepted({
    pictures: [
      ...timed.value.pictures,
      ...ways.pictures,
      ...(balance.picture ? [balance.picture] : []),
      ...overlap,
      ...sites.pictures,
    ],
    numbers: [...ways.numbers, ...sizes(frame, made), ...hidden.numbers, ...timed.value.numbers],
    cautions: [...balance.cautions, ...sites.cautions, ...hidden.cautions, ...timed.value.cautions],
    sureness: hidden.sureness,
  });
}

/** Units that took part beside others made comparable with them in what was known before. */
export function matched(frame: Frame, stopped: Stopped): Result<Found, EvaluationFailure> {
  const comparison = comparisonOf(frame);
  const found = compared(frame, comparison);
  if (!found.ok) return found;
  const { sample, effect, made } = found.value;
  if (stopped(0.3)) return { ok: false, failure: { code: "stopped" } };
  const told = around(frame, found.value, stopped);
  if (!told.ok) return told;
  const missing = attritionTold(frame);
  const alone =
    made && made.alone > 0
      ? [{ reason: say("Sin nadie con quien compararse", "Nobody to be compared with"), n: made.alone }]
      : [];
  return accepted({
    effect,
    estimand: estimandWords(frame, comparison),
    groups: sample.groups,
    excluded: [...sample.excluded, ...alone],
    sureness: told.value.sureness,
    cautions: [...ownCautions(frame, made), ...told.value.cautions, ...missing.cautions],
    pictures: told.value.pictures,
    numbers: [...told.value.numbers, ...missing.numbers],
    terms: [
      "interval",
      "matching",
      "balance",
      "hidden",
      "effective",
      ...(sample.cluster ? (["cluster"] as const) : []),
    ],
  });
}
