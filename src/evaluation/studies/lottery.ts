import type { Picture } from "../../core/drawings/picture.ts";
import { accepted, type Result } from "../../core/result.ts";
import type { Figure, Note } from "../../core/studies/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { newcombeLimits } from "../intervals/shares.ts";
import { mean } from "../numeric/sums.ts";
import { fewClusters, fewUnits, reasons } from "../refusals.ts";
import { attritionTold } from "./attritionTold.ts";
import { balanceTold } from "./balanceTold.ts";
import { cannotTell, type Effect, type Found, type Stopped, type Told } from "./found.ts";
import type { Frame } from "./frame.ts";
import { adjustedDifference, type Estimated, unadjusted } from "./linear.ts";
import { decimalWords } from "./numberWords.ts";
import { forest } from "./otherWays.ts";
import { type Drawn, drawnOf, permutedInterval, permutedP } from "./randomised.ts";
import { armSizes, type Sample, sampleOf } from "./sample.ts";
import { sharesHidden } from "./smallCounts.ts";
import { figure, note, say } from "./speech.ts";
import { timedTold, tooFewCases } from "./timedTold.ts";

/** What the lottery gives for one outcome, before anything is told around it. */
interface Compared {
  readonly effect: Effect;
  readonly sample: Sample;
  readonly drawn: Drawn | undefined;
}

function modelMethod({ X, stratum, cluster }: Sample) {
  const by = X.p > 0 || stratum;
  return say(
    `Mínimos cuadrados${by ? ", descontando lo conocido antes y el grupo del sorteo" : ""}; error ${cluster ? "CR2 por quienes comparten suerte" : "HC2"}`,
    `Least squares${by ? ", allowing for what was known before and the group of the draw" : ""}; error ${cluster ? "CR2 by those who share fate" : "HC2"}`,
  );
}

/** Two plain shares: limits that hold near 0 and 1 too, where 0 of 12 does not mean none. */
function plainShares({ speech, timed }: Frame, { y, treat, X, stratum, cluster }: Sample, fit: Estimated): Estimated {
  if (!speech.share || timed || X.p > 0 || stratum || cluster) return fit;
  const of = (arm: number) => {
    const own = y.filter((_, row) => treat[row] === arm);
    return { x: own.reduce((sum, one) => sum + one, 0), n: own.length };
  };
  const { lower, upper } = newcombeLimits(of(1), of(0), 0.95);
  return { ...fit, low: lower, high: upper };
}

function toldOf(frame: Frame, sample: Sample, drawn: Drawn, fit: Estimated): Result<Told, EvaluationFailure> {
  const { seed, comparison } = frame.protocol;
  const draws = comparison.design === "waiting_list_lottery" ? comparison.draws : 1000;
  const permuted = permutedP(drawn, draws, seed);
  if (!permuted.ok) return permuted;
  // A share cannot move by the same amount for everybody: its limits come from the model.
  const limits = frame.speech.share ? undefined : permutedInterval(drawn, draws, `${seed} interval`);
  const own = limits ? { ...fit, ...limits } : plainShares(frame, sample, fit);
  const intervalMethod = limits
    ? say(
        "Efectos que la repetición del sorteo no descarta (al 95 %)",
        "Effects that repeating the draw does not rule out (at 95%)",
      )
    : modelMethod(sample);
  return accepted({ ...own, p: permuted.value.p, pMethod: permuted.value.method, intervalMethod });
}

function compared(frame: Frame): Result<Compared, EvaluationFailure> {
  const sample = sampleOf(frame, { fill: true });
  if (!sample.ok) return sample;
  const { cluster } = sample.value;
  const short = reasons(
    fewUnits(armSizes(sample.value)),
    cluster && fewClusters(cluster.levels.length),
    tooFewCases(frame),
  );
  const without = (refusals: readonly EvaluationFailure[]): Compared => ({
    effect: { ok: false, refusals },
    sample: sample.value,
    drawn: undefined,
  });
  if (short.length > 0) return accepted(without(short));
  const fit = adjustedDifference(sample.value.y, sample.value);
  const drawn = fit.ok ? drawnOf(sample.value.blind, sample.value) : fit;
  if (!fit.ok || !drawn.ok) {
    const failure = (fit.ok ? drawn : fit) as { readonly failure: EvaluationFailure };
    return cannotTell(failure.failure) ? accepted(without([failure.failure])) : { ok: false, ...failure };
  }
  const told = toldOf(frame, sample.value, drawn.value, fit.value);
  if (!told.ok) return told;
  return accepted({ effect: { ok: true, told: told.value }, sample: sample.value, drawn: drawn.value });
}

/** The effect of the lottery on one outcome, for those told beside the first. */
export function lotteryEffect(frame: Frame): Result<Effect, EvaluationFailure> {
  const found = compared(frame);
  return found.ok ? accepted(found.value.effect) : found;
}

/** The effect with its interval, beside the difference as the arms came. */
function effectPicture(frame: Frame, { sample, effect }: Compared): readonly Picture[] {
  if (!effect.ok || frame.timed) return [];
  const { speech } = frame;
  const planned = { label: say("Según el plan", "As planned"), fit: effect.told, method: effect.told.intervalMethod };
  const bare = adjustedDifference(sample.y, unadjusted(sample));
  const label = say("Sin descontar nada", "Without any allowance");
  const others = bare.ok && sample.X.p > 0 ? [{ label, fit: bare.value, method: planned.method }] : [];
  const title = say("Cuánto cambió con el programa", "How much changed with the programme");
  const description = say(
    "La diferencia entre los dos grupos con su intervalo. En 0 no habría diferencia.",
    "The difference between the two groups with its interval. At 0 there would be none.",
  );
  return sharesHidden(frame) ? [] : [forest(speech, [planned, ...others], title, description)];
}

function plainDifference(frame: Frame, { y, treat }: Sample): readonly Figure[] {
  if (sharesHidden(frame)) return [];
  const of = (arm: number) => mean(y.filter((_, row) => treat[row] === arm));
  const plain = figure(
    say("Diferencia sin descontar nada", "Difference without any allowance"),
    { value: (of(1) - of(0)) * frame.speech.scale },
    frame.speech.unit,
    say("Media de un grupo menos la del otro", "Mean of one group less that of the other"),
  );
  return [plain];
}

function drawCautions({ drawn, sample }: Compared): readonly Note[] {
  if (!drawn) return [];
  const least = decimalWords(drawn.smallestP, drawn.smallestP < 0.01 ? 3 : 2);
  const clusters = drawn.trial.treated.length;
  return [
    ...(drawn.smallestP > 0.05
      ? [
          note(
            "draw_too_coarse",
            `Este sorteo reparte tan pocas piezas que su p nunca podría bajar de ${least.es}: pase lo que pase, no puede mostrar una diferencia clara.`,
            `This draw deals out so few pieces that its p could never fall below ${least.en}: whatever happens, it cannot show a clear difference.`,
          ),
        ]
      : []),
    ...(drawn.whole
      ? [
          note(
            "drawn_whole",
            `Se sortearon ${clusters} grupos enteros, no cada unidad: la seguridad se calcula con los grupos.`,
            `${clusters} whole clusters were drawn, not each unit: how sure it is rests on the clusters.`,
          ),
        ]
      : []),
    ...(sample.filledCells > 0
      ? [
          note(
            "covariates_filled",
            "Algún dato de antes de entrar faltaba: se puso la media y se marcó dónde.",
            "Some values known before entering were missing: the mean was put in their place, and marked.",
          ),
        ]
      : []),
  ];
}

/** A waiting-list lottery: chance made the arms, so that only chance can explain a difference the programme did not make. */
export function lottery(frame: Frame, stopped: Stopped): Result<Found, EvaluationFailure> {
  const found = compared(frame);
  if (!found.ok) return found;
  if (stopped(0.6)) return { ok: false, failure: { code: "stopped" } };
  const { sample, effect } = found.value;
  const missing = attritionTold(frame);
  const balance = balanceTold(sample.X, sample.treat);
  const timed = timedTold(frame, sample);
  if (!timed.ok) return timed;
  const { units } = frame.speech;
  return accepted({
    effect,
    estimand: say(
      `Habla de ${units.the.es} que entraron en el sorteo: cuánto cambió, de media, que les tocara empezar ya en vez de esperar.`,
      `It speaks of ${units.the.en} in the draw: how much, on average, being drawn to start now rather than to wait changed.`,
    ),
    groups: sample.groups,
    excluded: sample.excluded,
    sureness: [],
    cautions: [...missing.cautions, ...balance.cautions, ...drawCautions(found.value), ...timed.value.cautions],
    pictures: [
      ...timed.value.pictures,
      ...effectPicture(frame, found.value),
      ...(balance.picture ? [balance.picture] : []),
    ],
    numbers: [...plainDifference(frame, sample), ...timed.value.numbers, ...missing.numbers],
    terms: ["lottery", "permutation", "interval", "balance", ...(sample.cluster ? (["cluster"] as const) : [])],
  });
}
