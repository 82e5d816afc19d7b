import { accepted, type Result } from "../../core/result.ts";
import type { StudyComparison } from "../../core/studies/protocol.ts";
import type { StudyResult } from "../../core/studies/result.ts";
import { type AttGt, attgt } from "../did/attgt.ts";
import type { DidRows } from "../did/sample.ts";
import type { EvaluationFailure } from "../failure.ts";
import { mean } from "../numeric/sums.ts";
import { fewClusters, fewUnits, reasons } from "../refusals.ts";
import { groupColumn, numberColumn } from "../terms.ts";
import { cannotTell, type Effect, type Found, type Stopped } from "./found.ts";
import type { Frame } from "./frame.ts";
import { estimatedFrom } from "./linear.ts";
import { rolloutCautions, rolloutExcluded, usualReckoning } from "./rolloutCautions.ts";
import { pathsPicture, rolloutPictures } from "./rolloutPictures.ts";
import { type Aggregated, aggregated } from "./rolloutSums.ts";
import { casesHidden } from "./smallCounts.ts";
import { figure, say } from "./speech.ts";

export type Rollout = Extract<StudyComparison, { design: "phased_rollout" }>;

export interface RolloutCompared {
  readonly effect: Effect;
  readonly rows: DidRows;
  readonly result: AttGt | undefined;
  readonly sums: Aggregated | undefined;
}

function rowsOf(frame: Frame, { unit, period, start }: Rollout): Result<DidRows, EvaluationFailure> {
  const units = groupColumn(frame.table, unit);
  if (!units.ok) return units;
  const time = numberColumn(frame.table, period);
  if (!time.ok) return time;
  const first = numberColumn(frame.table, start);
  if (!first.ok) return first;
  return accepted({
    unit: units.value.codes,
    time: time.value,
    // Empty: it never began.
    group: first.value.map((value) => (Number.isNaN(value) ? 0 : value)),
    y: frame.y,
    x: frame.covariates.map(({ values }) => values),
    ...(frame.cluster ? { cluster: frame.cluster.codes } : {}),
  });
}

/** Units that are compared with: never begun, and where the plan allows it those that had yet to begin. */
function comparisonUnits({ sample, n, nTreated }: AttGt, { control }: Rollout): number {
  if (control === "nevertreated") return n - nTreated;
  const begun = sample.group.filter((group) => group > 0);
  const first = begun.reduce((least, group) => Math.min(least, group), Number.POSITIVE_INFINITY);
  return n - begun.filter((group) => group === first).length;
}

/** Units are known to the reader by name. */
function named(frame: Frame, { unit }: Rollout, failure: EvaluationFailure): EvaluationFailure {
  const units = groupColumn(frame.table, unit);
  const name = (code: string) => (units.ok ? (units.value.levels[Number(code)] ?? code) : code);
  if (failure.code === "duplicate_id") return { ...failure, id: name(failure.id) };
  return failure.code === "treatment_changes" ? { ...failure, unit: name(failure.unit) } : failure;
}

export function rolloutOf({ protocol }: Frame): Rollout {
  return protocol.comparison as Rollout;
}

function compared(frame: Frame, design: Rollout): Result<RolloutCompared, EvaluationFailure> {
  const rows = rowsOf(frame, design);
  if (!rows.ok) return rows;
  const found = attgt(rows.value, {
    control: design.control,
    method: frame.covariates.length > 0 ? "dr" : "reg",
    basePeriod: "universal",
    anticipation: design.anticipation,
    panel: true,
    conventions: "exact",
  });
  const base = { rows: rows.value, sums: undefined };
  const refusing = (
    refusals: readonly EvaluationFailure[],
    result?: AttGt,
  ): Result<RolloutCompared, EvaluationFailure> => accepted({ ...base, effect: { ok: false, refusals }, result });
  if (!found.ok)
    return cannotTell(found.failure)
      ? refusing([found.failure])
      : { ok: false, failure: named(frame, design, found.failure) };
  const result = found.value;
  const short = reasons(
    fewUnits({ programme: result.nTreated, comparison: comparisonUnits(result, design) }),
    fewClusters(result.nClusters),
  );
  if (short.length > 0) return refusing(short, result);
  const sums = aggregated(result, frame.protocol.seed);
  const fit = sums && estimatedFrom(sums.simple.att, sums.simple.se ?? 0, result.nClusters - 1);
  if (!sums || !fit?.ok) return refusing([fit && !fit.ok ? fit.failure : { code: "no_treated_group" }], result);
  const told = {
    ...fit.value,
    pMethod: say(
      "Según el error calculado: aquí no hubo sorteo que repetir",
      "By the computed error: there was no draw to repeat",
    ),
    intervalMethod: say(
      "Media de los efectos de cada grupo y periodo tras empezar, siempre contra quienes no habían empezado (Callaway y Sant'Anna)",
      "Mean of the effects of every group and period after starting, always against those who had not started (Callaway and Sant'Anna)",
    ),
  };
  return accepted({ ...base, result, sums, effect: { ok: true, told } });
}

export function rolloutEffect(frame: Frame): Result<Effect, EvaluationFailure> {
  const found = compared(frame, rolloutOf(frame));
  return found.ok ? accepted(found.value.effect) : found;
}

/** Units by arm, with the mean of what was measured after starting and of everything measured without the programme. */
function groupsOf(frame: Frame, { rows, result }: RolloutCompared): StudyResult["groups"] {
  const { y, time, group, unit } = rows;
  const begun = (row: number) => (group[row] ?? 0) > 0 && (time[row] ?? 0) >= (group[row] ?? 0);
  return ([true, false] as const).map((arm) => {
    const values = y.filter((value, row) => !Number.isNaN(value) && begun(row) === arm);
    const ever = new Set(Array.from(unit).filter((_, row) => (group[row] ?? 0) > 0 === arm));
    const incomplete = new Set(
      Array.from(unit).filter((_, row) => (group[row] ?? 0) > 0 === arm && Number.isNaN(y[row] ?? Number.NaN)),
    );
    const n = result ? (arm ? result.nTreated : result.nComparison) : ever.size;
    const hidden = frame.speech.share && casesHidden(values);
    return {
      arm: arm ? "programme" : "comparison",
      n: Math.max(n, incomplete.size),
      missing: incomplete.size,
      mean: values.length > 0 && !hidden ? mean(values) : null,
    };
  });
}

/** A roll-out in phases: those who began beside those who had not begun yet. */
export function rollout(frame: Frame, stopped: Stopped): Result<Found, EvaluationFailure> {
  const design = rolloutOf(frame);
  const found = compared(frame, design);
  if (!found.ok) return found;
  if (stopped(0.5)) return { ok: false, failure: { code: "stopped" } };
  const { effect, rows, result, sums } = found.value;
  const { units, unit, scale } = frame.speech;
  const ahead =
    design.anticipation > 0
      ? say(
          ` Se admite que algo cambie hasta ${design.anticipation} periodos antes de empezar.`,
          ` Something may change up to ${design.anticipation} periods before starting.`,
        )
      : say("", "");
  const usual = usualReckoning(frame, rows);
  const dynamic = sums?.dynamic.overall;
  const overall = dynamic?.se === undefined ? undefined : estimatedFrom(dynamic.att, dynamic.se, (result?.n ?? 2) - 1);
  return accepted({
    effect,
    estimand: say(
      `Habla de ${units.the.es} que empezaron, en los periodos observados después de empezar.${ahead.es}`,
      `It speaks of ${units.the.en} that started, in the periods observed after starting.${ahead.en}`,
    ),
    groups: groupsOf(frame, found.value),
    excluded: rolloutExcluded(result),
    sureness: sums?.parallel ? [sums.parallel] : [],
    cautions: [...rolloutCautions(frame, result, sums), ...usual.cautions],
    pictures: [...pathsPicture(frame, rows), ...(sums && result ? rolloutPictures(frame, sums, result) : [])],
    numbers: [
      ...(overall?.ok
        ? [
            figure(
              say("Contando igual cada tiempo desde el inicio", "Counting each time since the start alike"),
              { value: overall.value.value * scale, low: overall.value.low * scale, high: overall.value.high * scale },
              unit,
              say(
                "Media simple de los efectos por tiempo desde el inicio",
                "Plain mean of effects by time since the start",
              ),
            ),
          ]
        : []),
      ...(effect.ok ? usual.numbers : []),
    ],
    terms: ["interval", "differences", "parallel", ...(frame.cluster ? (["cluster"] as const) : [])],
  });
}
