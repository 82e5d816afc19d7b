import type { Picture } from "../../core/drawings/picture.ts";
import { accepted, type Result } from "../../core/result.ts";
import type { StudyComparison } from "../../core/studies/protocol.ts";
import type { Note } from "../../core/studies/result.ts";
import { did2x2, type TwoByTwo } from "../did/did2x2.ts";
import type { EvaluationFailure } from "../failure.ts";
import { fewClusters, fewUnits, reasons } from "../refusals.ts";
import { numberColumn } from "../terms.ts";
import { attritionTold } from "./attritionTold.ts";
import { balanceTold } from "./balanceTold.ts";
import { cannotTell, type Effect, type Found, type Stopped } from "./found.ts";
import type { Frame } from "./frame.ts";
import { adjustedDifference, type Estimated, estimatedFrom } from "./linear.ts";
import { chanceWords, kept } from "./numberWords.ts";
import { drawnOf, permutedP } from "./randomised.ts";
import { armSizes, type Sample, sampleOf } from "./sample.ts";
import { sharesHidden } from "./smallCounts.ts";
import { figure, note, say } from "./speech.ts";

type Changes = Extract<StudyComparison, { design: "difference_in_differences" }>;

interface Compared {
  readonly effect: Effect;
  readonly sample: Sample;
  readonly before: Float64Array;
  readonly change: Float64Array;
  readonly means: TwoByTwo | undefined;
}

/** Clusters below this many leave even a corrected error unsure: a permutation stands beside it. */
const FEW = 20;
const DRAWS = 5000;

/** Both measures of each unit, one after the other, as rows of their own. */
function fourMeans({ y, treat, cluster }: Sample, before: Float64Array): Result<TwoByTwo, EvaluationFailure> {
  const n = y.length;
  const own = cluster?.codes ?? Int32Array.from(y.keys());
  const both = (first: ArrayLike<number>, second: ArrayLike<number>) =>
    Float64Array.from({ length: 2 * n }, (_, at) => (at < n ? (first[at] ?? 0) : (second[at - n] ?? 0)));
  return did2x2(
    {
      y: both(before, y),
      treat: both(treat, treat),
      after: Float64Array.from({ length: 2 * n }, (_, at) => Number(at >= n)),
      cluster: Int32Array.from({ length: 2 * n }, (_, at) => own[at % n] ?? 0),
    },
    "CR2",
  );
}

/** The change of one arm less that of the other; adjusted where something known before may move changes. */
function effectOf(sample: Sample, change: Float64Array, means: TwoByTwo): Result<Estimated, EvaluationFailure> {
  if (sample.X.p > 0 || sample.stratum) return adjustedDifference(change, sample);
  return estimatedFrom(means.estimate, means.se, means.dfSatt ?? sample.y.length - 2);
}

function compared(frame: Frame, comparison: Changes): Result<Compared, EvaluationFailure> {
  const first = numberColumn(frame.table, comparison.before);
  if (!first.ok) return first;
  const found = sampleOf(frame, { fill: false, also: [first.value] });
  if (!found.ok) return found;
  const sample = found.value;
  const before = Float64Array.from(sample.rows, (row) => first.value[row] ?? Number.NaN);
  const change = sample.y.map((value, at) => value - (before[at] ?? 0));
  const base = { sample, before, change, means: undefined };
  const short = reasons(fewUnits(armSizes(sample)), sample.cluster && fewClusters(sample.cluster.levels.length));
  if (short.length > 0) return accepted({ ...base, effect: { ok: false, refusals: short } });
  const means = fourMeans(sample, before);
  const fit = means.ok ? effectOf(sample, change, means.value) : means;
  if (!means.ok || !fit.ok) {
    const { failure } = (means.ok ? fit : means) as { readonly failure: EvaluationFailure };
    return cannotTell(failure)
      ? accepted({ ...base, effect: { ok: false, refusals: [failure] } })
      : { ok: false, failure };
  }
  const fate = sample.cluster
    ? say("por quienes comparten suerte", "by those who share fate")
    : say("por unidad", "by unit");
  const told = {
    ...fit.value,
    pMethod: say(
      `Según el error calculado (CR2 ${fate.es}): aquí no hubo sorteo que repetir`,
      `By the computed error (CR2 ${fate.en}): there was no draw to repeat`,
    ),
    intervalMethod: say(
      `Cambio de un grupo menos cambio del otro; error CR2 ${fate.es}`,
      `Change of one group less change of the other; CR2 error ${fate.en}`,
    ),
  };
  return accepted({ ...base, effect: { ok: true, told }, means: means.value });
}

function comparisonOf({ protocol }: Frame): Changes {
  return protocol.comparison as Changes;
}

export function changesEffect(frame: Frame): Result<Effect, EvaluationFailure> {
  const found = compared(frame, comparisonOf(frame));
  return found.ok ? accepted(found.value.effect) : found;
}

function changesPicture(frame: Frame, means: TwoByTwo): Picture {
  const { speech } = frame;
  const own = (value: number) => kept(value * speech.scale);
  return {
    kind: "changes",
    title: say("Cómo cambió cada grupo", "How each group changed"),
    description: say(
      `Media de «${speech.label}» antes y después, con el programa y sin él. Lo que cuenta es cuánto más cambia una línea que la otra.`,
      `Mean of “${speech.label}” before and after, with the programme and without it. What counts is how much more one line changes than the other.`,
    ),
    points: [
      {
        at: 0,
        label: say("Antes", "Before"),
        programme: own(means.meanTreatedPre),
        comparison: own(means.meanControlPre),
      },
      {
        at: 1,
        label: say("Después", "After"),
        programme: own(means.meanTreatedPost),
        comparison: own(means.meanControlPost),
      },
    ],
    start: 0.5,
    unit: speech.unit,
  };
}

/** What would come of dealing the arms out afresh among units (or whole clusters), beside the computed error. */
function permutation(frame: Frame, { sample, change }: Compared): readonly Note[] {
  const drawn = drawnOf(change, sample);
  if (!drawn.ok) return [];
  const found = permutedP(drawn.value, DRAWS, frame.protocol.seed);
  if (!found.ok) return [];
  const chance = chanceWords(found.value.p);
  return [
    note(
      "permutation_beside",
      `Repartiendo de nuevo al azar quién tuvo el programa, una diferencia así saldría ${chance.es}.`,
      `Dealing out afresh by chance who had the programme, a difference like this would come up ${chance.en}.`,
    ),
  ];
}

function ownCautions({ sample }: Compared): readonly Note[] {
  const clusters = sample.cluster?.levels.length;
  const paths = note(
    "one_measure_before",
    "Con una sola medida anterior no se puede ver si los dos grupos iban en paralelo: se supone. Si ya se separaban antes, el resultado engaña.",
    "With one measure before, whether both groups moved in parallel cannot be seen: it is supposed. If they were already drifting apart, the result misleads.",
  );
  const few = note(
    "few_clusters",
    `Solo hay ${clusters} grupos que comparten suerte: el error, aun corregido, es inseguro. Mire también el reparto al azar.`,
    `Only ${clusters} clusters share fate: the error is unsure even when corrected. Look at the dealing by chance too.`,
  );
  return [paths, ...(clusters !== undefined && clusters < FEW ? [few] : [])];
}

/** How much more one arm changed than the other. */
export function changes(frame: Frame, stopped: Stopped): Result<Found, EvaluationFailure> {
  const found = compared(frame, comparisonOf(frame));
  if (!found.ok) return found;
  if (stopped(0.5)) return { ok: false, failure: { code: "stopped" } };
  const { sample, effect, means, before } = found.value;
  const { units, unit, scale } = frame.speech;
  const columns = {
    ...sample.X,
    p: sample.X.p + 1,
    names: [say("Antes", "Before").es, ...sample.X.names],
    cols: [before, ...sample.X.cols],
  };
  const balance = balanceTold(columns, sample.treat);
  const hidden = sharesHidden(frame);
  const drawn = means && !hidden ? [changesPicture(frame, means)] : [];
  const plain = means && !hidden ? [means.estimate * scale] : [];
  const missing = attritionTold(frame);
  return accepted({
    effect,
    estimand: say(
      `Habla de ${units.the.es} que participaron: cuánto más cambiaron que si no hubieran participado.`,
      `It speaks of ${units.the.en} that took part: how much more they changed than had they not.`,
    ),
    groups: sample.groups,
    excluded: sample.excluded,
    sureness: effect.ok ? permutation(frame, found.value) : [],
    cautions: [...ownCautions(found.value), ...missing.cautions],
    pictures: [...drawn, ...(balance.picture ? [balance.picture] : [])],
    numbers: [
      ...plain.map((value) =>
        figure(
          say("Sin descontar nada más", "Without any other allowance"),
          { value },
          unit,
          say("Cuatro medias", "Four means"),
        ),
      ),
      ...missing.numbers,
    ],
    terms: ["interval", "differences", "parallel", "balance", ...(sample.cluster ? (["cluster"] as const) : [])],
  });
}
