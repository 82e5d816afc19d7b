import { accepted, type Result, refused } from "../../core/result.ts";
import type { StudyComparison, StudyOutcome, StudyProtocol } from "../../core/studies/protocol.ts";
import type { Note, PowerTold } from "../../core/studies/result.ts";
import { type DrawStratum, minimumAttainableP } from "../design/attainable.ts";
import { designEffect } from "../design/clusters.ts";
import { mdeTwoMeans, sampleSizeTwoMeans } from "../design/means.ts";
import { mdeTwoProportions, sampleSizeTwoProportions } from "../design/proportions.ts";
import type { EvaluationFailure } from "../failure.ts";
import { LEAST_CLUSTERS, LEAST_PER_ARM } from "../refusals.ts";
import { decimalsFor, decimalWords, kept } from "./numberWords.ts";
import { amountWords, note, type Speech, say, speechOf } from "./speech.ts";

/** The part of a protocol that is settled when its size is looked at. */
export type PowerDraft = Pick<StudyProtocol, "unitWord" | "columns"> & {
  readonly outcome: StudyOutcome;
  readonly design: StudyComparison["design"];
};

/** What is supposed before there are data. */
export interface Suppositions {
  readonly programme: number;
  readonly comparison: number;
  /** Deviation of the outcome, in its unit; null: differences are told in deviations. */
  readonly deviation: number | null;
  /** Share expected without the programme, 0 to 1; null: a half, where shares vary most. */
  readonly share: number | null;
  /** How much the same measure before tells of the one after. */
  readonly correlation: number | null;
  readonly clusterSize: number | null;
  readonly icc: number | null;
  /** What would be drawn, stratum by stratum (units, or whole clusters); null: both arms in one draw, unit by unit. */
  readonly strata: readonly DrawStratum[] | null;
  /** Clusters that would be drawn whole, instead of units. */
  readonly clustersDrawn: boolean;
}

const ALPHA = 0.05;
const POWER = 0.8;

interface Sizes {
  readonly n1: number;
  readonly n2: number;
}

function effectOfClusters({ clusterSize, icc }: Suppositions): number {
  if (clusterSize === null || icc === null) return 1;
  return designEffect({ clusterSize, icc, cvClusterSize: 0 });
}

/** The smallest difference seen in four of five such studies: in the unit of the outcome, shares out of 100, or in deviations. */
function smallest(
  outcome: StudyOutcome,
  arms: Sizes,
  supposed: Suppositions,
): Result<number | null, EvaluationFailure> {
  const { correlation } = supposed;
  if (outcome.kind === "number") {
    const spread = { sd: supposed.deviation ?? 1, alpha: ALPHA, power: POWER };
    const found = mdeTwoMeans(arms, { ...spread, ...(correlation === null ? {} : { correlation }) });
    return found.ok ? accepted(found.value.delta) : found;
  }
  const p1 = supposed.share ?? 0.5;
  const way = outcome.betterWhen === "more" ? "rise" : "fall";
  // Units of the comparison come first: their share is the one expected.
  const sizes = { n1: arms.n2, n2: arms.n1 };
  const found = mdeTwoProportions(sizes, { p1, alpha: ALPHA, method: "normal", power: POWER }, way);
  if (!found.ok) return found;
  return accepted(found.value.p2 === null ? null : Math.abs(found.value.p2 - p1) * 100);
}

/** Units per arm (of the programme; the comparison in the same proportion) that would see what is worthwhile. */
function needed(outcome: StudyOutcome, supposed: Suppositions): Result<number | null, EvaluationFailure> {
  const { worthwhile } = outcome;
  if (worthwhile === null) return accepted(null);
  const power = { power: POWER, ratio: supposed.comparison / supposed.programme };
  const times = effectOfClusters(supposed);
  if (outcome.kind === "number") {
    if (supposed.deviation === null) return accepted(null);
    const test = { delta: worthwhile, sd: supposed.deviation, alpha: ALPHA };
    const { correlation } = supposed;
    const found = sampleSizeTwoMeans({ ...test, ...(correlation === null ? {} : { correlation }) }, power);
    return found.ok ? accepted(Math.ceil(found.value.nPerArm * times)) : found;
  }
  const p2 = supposed.share ?? 0.5;
  const p1 = p2 + ((outcome.betterWhen === "more" ? 1 : -1) * worthwhile) / 100;
  if (!(p1 > 0 && p1 < 1)) return accepted(null);
  const found = sampleSizeTwoProportions({ p1, p2, alpha: ALPHA, method: "normal" }, power);
  return found.ok ? accepted(Math.ceil(found.value.nPerArm * times)) : found;
}

/** The draw that would be made: whole clusters where clusters are drawn, units otherwise. */
function drawOf({ strata, programme, comparison, clustersDrawn, clusterSize }: Suppositions): readonly DrawStratum[] {
  if (strata) return strata;
  const size = clustersDrawn ? Math.max(1, clusterSize ?? 1) : 1;
  const [treated, others] = [programme, comparison].map((n) => Math.max(1, Math.round(n / size)));
  return [{ units: (treated ?? 1) + (others ?? 1), treated: treated ?? 1 }];
}

function drawNotes(draw: readonly DrawStratum[], supposed: Suppositions, smallestP: number): readonly Note[] {
  const pieces = draw.reduce((sum, { units }) => sum + units, 0);
  const treated = draw.reduce((sum, one) => sum + one.treated, 0);
  const whole = supposed.clustersDrawn;
  const p = decimalWords(smallestP, smallestP < 0.01 ? 3 : 2);
  const notes: Note[] = [];
  if (smallestP > ALPHA)
    notes.push(
      note(
        "draw_too_coarse",
        `Con ${treated} contra ${pieces - treated}${whole ? " grupos enteros" : ""}, la p mínima posible es ${p.es}: pase lo que pase, este sorteo no podría mostrar una diferencia clara. Sortee piezas más pequeñas (familias o profesionales) dentro de cada lugar.`,
        `With ${treated} against ${pieces - treated}${whole ? " whole clusters" : ""}, the smallest p possible is ${p.en}: whatever happens, this draw could not show a clear difference. Draw smaller pieces (families or workers) within each place.`,
      ),
    );
  if (whole && pieces < LEAST_CLUSTERS)
    notes.push(
      note(
        "too_few_clusters",
        `Hay ${pieces} grupos y hacen falta al menos ${LEAST_CLUSTERS} para decir con cuánta seguridad se sabe algo.`,
        `There are ${pieces} clusters and at least ${LEAST_CLUSTERS} are needed to say how sure anything is.`,
      ),
    );
  return notes;
}

function clusterNote(supposed: Suppositions, effective: NonNullable<PowerTold["effective"]>): Note {
  const [one, other] = [effective.programme, effective.comparison].map((n) => decimalWords(n, 0));
  return note(
    "clusters_resemble",
    `Quienes comparten profesional u hogar se parecen: ${supposed.programme} y ${supposed.comparison} cuentan como ${one?.es} y ${other?.es}.`,
    `Those who share a worker or a household resemble each other: ${supposed.programme} and ${supposed.comparison} count as ${one?.en} and ${other?.en}.`,
  );
}

function smallArmNote({ programme, comparison }: Suppositions): readonly Note[] {
  const least = Math.min(programme, comparison);
  if (least >= LEAST_PER_ARM) return [];
  return [
    note(
      "too_few_units",
      `Con ${least} en un grupo se podría contar lo que pasa, pero no comparar: hacen falta al menos ${LEAST_PER_ARM}.`,
      `With ${least} in one group what happens could be told, but not compared: at least ${LEAST_PER_ARM} are needed.`,
    ),
  ];
}

function supposedNotes(outcome: StudyOutcome, supposed: Suppositions, speech: Speech): readonly Note[] {
  if (outcome.kind === "number")
    return supposed.deviation === null
      ? [
          note(
            "deviation_missing",
            `No se ha dicho cuánto varía «${speech.label}» entre ${speech.units.many.es}: la diferencia se da en desviaciones (0,2 es pequeña; 0,8, grande).`,
            `How much “${speech.label}” varies among ${speech.units.many.en} was not said: the difference is told in deviations (0.2 is small, 0.8 large).`,
          ),
        ]
      : [];
  return supposed.share === null
    ? [
        note(
          "share_missing",
          "No se ha dicho cuántas llegarían sin el programa: se supone la mitad, que es lo menos favorable.",
          "How many would get there without the programme was not said: a half is supposed, the least favourable.",
        ),
      ]
    : [];
}

/** What a design takes away from the size it seems to have. */
const designNotes: Readonly<Partial<Record<PowerDraft["design"], Note>>> = {
  matched_comparison: note(
    "matching_costs",
    "Es la cuenta de dos grupos ya parecidos: al hacerlos comparables alguna familia se queda sin pareja y se verá algo menos.",
    "This reckons two groups already alike: making them comparable leaves some without a match, and somewhat less will be seen.",
  ),
  difference_in_differences: note(
    "changes_cost",
    "Es la cuenta para el resultado de después. Si la medida de antes apenas dice de la de después, restarla añade ruido y se verá menos.",
    "This reckons the outcome afterwards. If the measure before says little of the one after, subtracting it adds noise and less will be seen.",
  ),
  phased_rollout: note(
    "rollout_costs",
    "Es la cuenta de un solo antes y después. Quien cuenta es el lugar que empieza, no cada familia: con pocos lugares se verá mucho menos.",
    "This reckons a single before and after. What counts is the place that starts, not each family: with few places much less will be seen.",
  ),
  cut_off: note(
    "cut_off_costs",
    "Es la cuenta de un sorteo. Un corte solo usa a quienes están cerca de él: hacen falta unas tres veces más para ver lo mismo.",
    "This reckons a lottery. A cut-off only uses those near it: about three times as many are needed to see the same.",
  ),
};

/** The unit a difference is told in before there are data. */
function unitOf(outcome: StudyOutcome, { deviation }: Suppositions, speech: Speech): Speech {
  if (outcome.kind !== "number" || deviation !== null) return speech;
  return { ...speech, unit: say("desviaciones", "deviations") };
}

function headlineOf(speech: Speech, supposed: Suppositions, value: number | null) {
  const { many } = speech.units;
  const who = say(
    `Con ${supposed.programme} y ${supposed.comparison} ${many.es}`,
    `With ${supposed.programme} and ${supposed.comparison} ${many.en}`,
  );
  if (value === null)
    return say(
      `${who.es} no se vería ni el mayor cambio posible.`,
      `${who.en} not even the largest possible change would be seen.`,
    );
  const amount = amountWords(speech, value, speech.share ? 0 : decimalsFor(0, value));
  return say(
    `${who.es} solo se vería, cuatro de cada cinco veces, una diferencia de ${amount.es} o mayor en «${speech.label}».`,
    `${who.en} only a difference of ${amount.en} or more in “${speech.label}” would be seen, four times in five.`,
  );
}

function enoughNote(
  speech: Speech,
  worthwhile: number,
  { enough, many }: { enough: boolean; many: number | null },
): Note {
  const amount = amountWords(speech, worthwhile, decimalsFor(0, worthwhile));
  const times = many === null ? undefined : decimalWords(many, 0);
  const more = times
    ? say(` Harían falta ${times.es} por grupo.`, ` It would take ${times.en} per group.`)
    : say("", "");
  return enough
    ? note(
        "enough",
        `Basta para ver lo que se acordó como importante (${amount.es}).`,
        `It is enough to see what was agreed to matter (${amount.en}).`,
      )
    : note(
        "not_enough",
        `No basta para ver lo que se acordó como importante (${amount.es}): si no se viera nada, no querría decir que no funciona.${more.es}`,
        `It is not enough to see what was agreed to matter (${amount.en}): seeing nothing would not mean that it does not work.${more.en}`,
      );
}

/** What a study of this size could see, told before it begins. Refuses sizes and shares out of range. */
export function tellPower(draft: PowerDraft, supposed: Suppositions): Result<PowerTold, EvaluationFailure> {
  const { outcome, design } = draft;
  const times = effectOfClusters(supposed);
  if (!(times >= 1)) return refused({ code: "out_of_range", field: "icc", least: 0, most: 1 });
  const effective =
    times > 1 ? { programme: kept(supposed.programme / times), comparison: kept(supposed.comparison / times) } : null;
  const arms = { n1: supposed.programme / times, n2: supposed.comparison / times };
  const found = smallest(outcome, arms, supposed);
  if (!found.ok) return found;
  const many = needed(outcome, supposed);
  if (!many.ok) return many;
  const speech = unitOf(outcome, supposed, speechOf(draft, outcome));
  const draw = design === "waiting_list_lottery" ? drawOf(supposed) : undefined;
  const least = draw && minimumAttainableP(draw);
  if (least && !least.ok) return least;
  const smallestP = least ? kept(least.value.twoSided) : null;
  const comparableUnit = outcome.kind !== "number" || supposed.deviation !== null;
  const { worthwhile } = outcome;
  const reached = found.value !== null && worthwhile !== null && found.value <= worthwhile;
  const enough = worthwhile === null || !comparableUnit ? null : reached && (smallestP === null || smallestP <= ALPHA);
  return accepted({
    programme: supposed.programme,
    comparison: supposed.comparison,
    effective,
    headline: headlineOf(speech, supposed, found.value),
    detectable: found.value === null ? null : { value: kept(found.value), unit: speech.unit },
    smallestP,
    notes: [
      ...smallArmNote(supposed),
      ...(draw && least ? drawNotes(draw, supposed, least.value.twoSided) : []),
      ...(effective ? [clusterNote(supposed, effective)] : []),
      ...(enough === null || worthwhile === null ? [] : [enoughNote(speech, worthwhile, { enough, many: many.value })]),
      ...[designNotes[design]].filter((one) => one !== undefined),
      ...supposedNotes(outcome, supposed, speech),
    ],
    enough,
    needed: many.value,
  });
}
