import { accepted, type Result, refused } from "../../core/result.ts";
import type { StudyOutcome, StudyProtocol } from "../../core/studies/protocol.ts";
import type { Figure, StudyResult } from "../../core/studies/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { adjustP } from "../intervals/multiple.ts";
import type { Table } from "../table.ts";
import { changes, changesEffect } from "./changes.ts";
import { protocolFault } from "./checks.ts";
import { cutOff, cutOffEffect } from "./cutOff.ts";
import type { Effect, Found, Stopped, Told } from "./found.ts";
import { type Frame, frameOf } from "./frame.ts";
import { glossaryOf, type Term } from "./glossary.ts";
import { LEVEL } from "./linear.ts";
import { lottery, lotteryEffect } from "./lottery.ts";
import { matched, matchedEffect } from "./matched.ts";
import { ENGINE_VERSION } from "./names.ts";
import { chanceWords, kept } from "./numberWords.ts";
import { cannotTellHeadline, refusalNote, stillSaid } from "./refused.ts";
import { rollout, rolloutEffect } from "./rollout.ts";
import { sharesHidden } from "./smallCounts.ts";
import { figure, say } from "./speech.ts";
import { detectableOf, disagreement, headlineOf, spanOf, surenessOf, verdictOf, worthwhileNote } from "./tell.ts";

type Failing<Value> = Result<Value, EvaluationFailure>;

/** How a design answers: everything about the first outcome, and the bare effect for the others. */
interface Analysis {
  readonly whole: (frame: Frame, stopped: Stopped) => Failing<Found>;
  readonly effect: (frame: Frame) => Failing<Effect>;
}

const analyses: Readonly<Record<StudyResult["design"], Analysis>> = {
  waiting_list_lottery: { whole: lottery, effect: lotteryEffect },
  matched_comparison: { whole: matched, effect: matchedEffect },
  difference_in_differences: { whole: changes, effect: changesEffect },
  phased_rollout: { whole: rollout, effect: rolloutEffect },
  cut_off: { whole: cutOff, effect: cutOffEffect },
};

/** Where an arm has fewer than five cases even an exact p would give their number away: hundredths, rounded up. */
function guarded(frame: Frame, effect: Effect): Effect {
  if (!effect.ok || !sharesHidden(frame)) return effect;
  return { ok: true, told: { ...effect.told, p: Math.min(1, Math.ceil(effect.told.p * 100) / 100) } };
}

/** Numbers of the result as they are kept: counts under five cannot be worked out of them. */
function estimateOf(frame: Frame, told: Told): NonNullable<StudyResult["estimate"]> {
  const span = spanOf(frame.speech, told);
  const own = (value: number) => (sharesHidden(frame) ? Math.round(value) : kept(value));
  return {
    value: own(span.value),
    low: own(span.low),
    high: own(span.high),
    level: LEVEL,
    unit: frame.speech.unit,
    p: kept(told.p),
    pMethod: told.pMethod,
  };
}

function groupsOf(frame: Frame, { groups }: Found): StudyResult["groups"] {
  const hidden = sharesHidden(frame);
  return groups.map((group) => ({ ...group, mean: group.mean === null || hidden ? null : kept(group.mean) }));
}

function mainFigure(frame: Frame, told: Told): Figure {
  return figure(
    say("Efecto del programa", "Effect of the programme"),
    estimateOf(frame, told),
    frame.speech.unit,
    told.intervalMethod,
  );
}

function answered(frame: Frame, found: Found, told: Told): StudyResult {
  const terms: readonly Term[] = [...found.terms, "detectable", ...(frame.timed ? (["competing"] as const) : [])];
  return {
    engineVersion: ENGINE_VERSION,
    design: frame.protocol.comparison.design,
    verdict: verdictOf(frame.speech, told),
    headline: headlineOf(frame, told),
    estimand: found.estimand,
    estimate: estimateOf(frame, told),
    refusals: [],
    stillSaid: [],
    sureness: [...surenessOf(frame.speech, told), ...worthwhileNote(frame, told), ...found.sureness],
    cautions: [...disagreement(told), ...found.cautions],
    groups: groupsOf(frame, found),
    excluded: found.excluded,
    detectable: detectableOf(frame, told),
    pictures: found.pictures,
    numbers: [mainFigure(frame, told), ...found.numbers],
    glossary: glossaryOf(terms),
  };
}

function unanswered(frame: Frame, found: Found, refusals: readonly EvaluationFailure[]): StudyResult {
  return {
    engineVersion: ENGINE_VERSION,
    design: frame.protocol.comparison.design,
    verdict: "cannot_tell",
    headline: cannotTellHeadline(frame),
    estimand: found.estimand,
    estimate: null,
    refusals: refusals.map(refusalNote),
    stillSaid: stillSaid(frame, found),
    sureness: [],
    cautions: found.cautions,
    groups: groupsOf(frame, found),
    excluded: found.excluded,
    detectable: null,
    pictures: found.pictures,
    numbers: found.numbers,
    glossary: glossaryOf(found.terms),
  };
}

interface Second {
  readonly frame: Frame;
  readonly effect: Effect;
}

/** The other outcomes, their p corrected for how many were looked at (Holm 1979). */
function secondaryFigures(seconds: readonly Second[]): Failing<readonly Figure[]> {
  const raw = Float64Array.from(seconds, ({ effect }) => (effect.ok ? effect.told.p : Number.NaN));
  const corrected = adjustP(raw, seconds.length);
  if (!corrected.ok) return corrected;
  return accepted(
    seconds.map(({ frame, effect }, at) => {
      const label = say(`Otro resultado: «${frame.speech.label}»`, `Another outcome: “${frame.speech.label}”`);
      if (!effect.ok) {
        const [first] = effect.refusals;
        const why = first ? refusalNote(first).words : say("", "");
        return figure(label, { value: null }, frame.speech.unit, why);
      }
      const chance = chanceWords(corrected.value.holm[at] ?? 1);
      const method = say(
        `Corregido por mirar ${seconds.length} (Holm), saldría por azar ${chance.es}`,
        `Corrected for looking at ${seconds.length} (Holm), it would come up by chance ${chance.en}`,
      );
      return figure(label, estimateOf(frame, effect.told), frame.speech.unit, method);
    }),
  );
}

function secondsOf(protocol: StudyProtocol, table: Table, { effect }: Analysis, stopped: Stopped): Failing<Second[]> {
  const seconds: Second[] = [];
  for (const [at, outcome] of protocol.secondary.entries()) {
    const frame = frameOf(protocol, outcome, table);
    if (!frame.ok) return frame;
    const found = effect(frame.value);
    if (!found.ok) return found;
    seconds.push({ frame: frame.value, effect: guarded(frame.value, found.value) });
    if (stopped(0.7 + (0.3 * (at + 1)) / protocol.secondary.length)) return refused({ code: "stopped" });
  }
  return accepted(seconds);
}

function analysed(
  protocol: StudyProtocol,
  outcome: StudyOutcome,
  table: Table,
  stopped: Stopped,
): Failing<StudyResult> {
  const analysis = analyses[protocol.comparison.design];
  const frame = frameOf(protocol, outcome, table);
  if (!frame.ok) return frame;
  if (stopped(0.1)) return refused({ code: "stopped" });
  const found = analysis.whole(frame.value, stopped);
  if (!found.ok) return found;
  const effect = guarded(frame.value, found.value.effect);
  const result = effect.ok
    ? answered(frame.value, found.value, effect.told)
    : unanswered(frame.value, found.value, effect.refusals);
  if (stopped(0.7)) return refused({ code: "stopped" });
  const seconds = secondsOf(protocol, table, analysis, stopped);
  if (!seconds.ok) return seconds;
  const figures = secondaryFigures(seconds.value);
  return figures.ok ? accepted({ ...result, numbers: [...result.numbers, ...figures.value] }) : figures;
}

/**
 * What a frozen protocol finds in its rows, with every sentence in both languages. The same protocol and rows give the same
 * canonical bytes on every machine. Data that cannot carry the analysis give a result that says so (`cannot_tell`); what makes
 * the protocol unanswerable with this table (an unknown column, a covariate known too late…) is a failure.
 * `report` hears the share done between pieces and may answer "stop".
 */
export function analyse(
  protocol: StudyProtocol,
  table: Table,
  report: (share: number) => "stop" | undefined = () => undefined,
): Result<StudyResult, EvaluationFailure> {
  const fault = protocolFault(protocol, table);
  if (fault) return refused(fault);
  const stopped: Stopped = (share) => report(Math.min(1, share)) === "stop";
  return analysed(protocol, protocol.outcome, table, stopped);
}
