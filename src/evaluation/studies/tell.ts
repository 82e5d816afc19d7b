import type { Note, StudyResult } from "../../core/studies/result.ts";
import type { Words } from "../../core/words.ts";
import type { Told } from "./found.ts";
import type { Frame } from "./frame.ts";
import { detectableFrom, LEVEL } from "./linear.ts";
import { chanceWords, decimalsFor, kept } from "./numberWords.ts";
import { sharesHidden } from "./smallCounts.ts";
import { amountWords, decimalsOf, differenceWords, note, type Span, type Speech, say, spanWords } from "./speech.ts";

type Verdict = StudyResult["verdict"];

/** The effect in the unit it is told in. */
export function spanOf({ scale }: Speech, { value, low, high }: Span): Span {
  return { value: value * scale, low: low * scale, high: high * scale };
}

/** Better or worse only where neither the interval nor the test leaves "no effect" standing. */
export function verdictOf({ betterWhen }: Speech, { value, low, high, p }: Told): Verdict {
  const clear = (low > 0 || high < 0) && p <= 1 - LEVEL;
  if (!clear) return "no_clear_difference";
  return value > 0 === (betterWhen === "more") ? "better" : "worse";
}

export function detectableOf(frame: Frame, told: Told): NonNullable<StudyResult["detectable"]> {
  const { speech } = frame;
  const value = detectableFrom(told) * speech.scale;
  return { value: sharesHidden(frame) ? Math.ceil(value) : kept(value), unit: speech.unit };
}

function detectableWords(speech: Speech, value: number): Words {
  return amountWords(speech, value, speech.share ? 0 : decimalsFor(0, value));
}

/** What was measured, with its time limit. */
function outcomeWords({ label, horizon }: Speech): Words {
  return horizon === null
    ? say(`«${label}»`, `“${label}”`)
    : say(`«${label}» en los primeros ${horizon} días`, `“${label}” within ${horizon} days`);
}

/** «52 de cada 100 familias con el programa; sin él habrían sido 40». Undefined where a share would give away a small count. */
function sharesWords(frame: Frame, span: Span): Words | undefined {
  const { speech } = frame;
  const { comparison } = frame.protocol;
  const { design } = comparison;
  // At a cut-off, and place by place, the mean of all who took part is not what the effect is an effect on.
  if (!speech.share || design === "cut_off" || design === "phased_rollout" || sharesHidden(frame)) return undefined;
  if (comparison.design === "matched_comparison" && comparison.estimand === "ATE") return undefined;
  const mean = meanOfProgramme(frame);
  if (mean === undefined) return undefined;
  const with_ = Math.round(mean * 100);
  const without = with_ - Math.round(span.value);
  if (without < 0 || without > 100) return undefined;
  const { many } = speech.units;
  return say(
    `de cada 100 ${many.es}, ${with_} con el programa; sin él habrían sido ${without}`,
    `of every 100 ${many.en}, ${with_} with the programme; without it ${without}`,
  );
}

function meanOfProgramme({ y, treat }: Frame): number | undefined {
  const own = y.filter((value, row) => treat[row] === 1 && !Number.isNaN(value));
  return own.length > 0 ? own.reduce((sum, value) => sum + value, 0) / own.length : undefined;
}

/** The sentence people will quote: the effect with its interval, or that none can be seen with what could have been. */
export function headlineOf(frame: Frame, told: Told): Words {
  const { speech } = frame;
  const span = spanOf(speech, told);
  const what = outcomeWords(speech);
  const reach = spanWords(speech, span);
  const verdict = verdictOf(speech, told);
  if (verdict === "no_clear_difference") {
    const seen = detectableWords(speech, detectableFrom(told) * speech.scale);
    return say(
      `${what.es}: no se ve una diferencia clara. El efecto del programa puede estar ${reach.es}. El estudio habría visto, cuatro de cada cinco veces, una diferencia de ${seen.es} o mayor.`,
      `${what.en}: no clear difference can be seen. The effect of the programme may lie ${reach.en}. The study would have seen, four times in five, a difference of ${seen.en} or more.`,
    );
  }
  const difference = differenceWords(speech, span);
  const brief = spanWords(speech, span, true);
  const shares = sharesWords(frame, span);
  const good =
    verdict === "better"
      ? say("un cambio a mejor", "a change for the better")
      : say("un cambio a peor", "a change for the worse");
  const lead = shares ? say(`${shares.es}: `, `${shares.en}: `) : say("con el programa, ", "with the programme, ");
  return say(
    `${what.es}: ${lead.es}${difference.es} (${brief.es}), ${good.es}.`,
    `${what.en}: ${lead.en}${difference.en} (${brief.en}), ${good.en}.`,
  );
}

/** How sure it is: chance as a count, then the interval in words. */
export function surenessOf(speech: Speech, told: Told): readonly Note[] {
  const chance = chanceWords(told.p);
  const span = spanOf(speech, told);
  const reach = spanWords(speech, span);
  const decimals = decimalsOf(speech, span);
  const width = amountWords(speech, Math.abs(span.high - span.low), decimals);
  return [
    note(
      "chance",
      `Si el programa no cambiara nada, una diferencia así o mayor saldría por azar ${chance.es}.`,
      `If the programme changed nothing, a difference like this or larger would come up by chance ${chance.en}.`,
    ),
    note(
      "interval",
      `Con estos datos, el efecto puede estar ${reach.es}. Un intervalo hecho así acierta 95 de cada 100 veces.`,
      `With these data the effect may lie ${reach.en}. An interval made in this way is right 95 times in 100.`,
    ),
    ...(verdictOf(speech, told) === "no_clear_difference"
      ? [
          note(
            "absence_is_not_none",
            `No ver una diferencia no es lo mismo que no haberla: lo que cabe en el intervalo abarca ${width.es}.`,
            `Not seeing a difference is not the same as there being none: what fits in the interval spans ${width.en}.`,
          ),
        ]
      : []),
  ];
}

/** When the test and the interval do not say the same, that is said. */
export function disagreement({ low, high, p }: Told): readonly Note[] {
  const outside = low > 0 || high < 0;
  if (outside === p <= 1 - LEVEL) return [];
  return [
    note(
      "test_and_interval_differ",
      "El azar y el intervalo no dicen exactamente lo mismo: el resultado está en el límite y se cuenta como no claro.",
      "Chance and the interval do not quite agree: the result is at the edge and counts as not clear.",
    ),
  ];
}

/** What was agreed as worth having, beside what was found. */
export function worthwhileNote(frame: Frame, told: Told): readonly Note[] {
  const { worthwhile } = frame.outcome;
  if (worthwhile === null) return [];
  const { speech } = frame;
  const span = spanOf(speech, told);
  // As they are read: a limit written as 6 must not be said to fall short of 6.
  const [low = 0, high = 0] = [span.low, span.high].map((one) => Number(one.toFixed(decimalsOf(speech, span))));
  const sign = speech.betterWhen === "more" ? 1 : -1;
  const [least, most] = sign > 0 ? [low, high] : [-high, -low];
  const amount = amountWords(speech, worthwhile, decimalsFor(0, worthwhile));
  const [code, es, en] =
    least >= worthwhile
      ? (["worthwhile_reached", "todo el intervalo está por encima", "the whole interval lies beyond it"] as const)
      : most < worthwhile
        ? ([
            "worthwhile_out_of_reach",
            "todo el intervalo queda por debajo",
            "the whole interval falls short of it",
          ] as const)
        : ([
            "worthwhile_open",
            "el intervalo no decide si se llega",
            "the interval does not settle whether it is reached",
          ] as const);
  return [
    note(
      code,
      `Se acordó antes que importaría una mejora de ${amount.es}: ${es}.`,
      `It was agreed beforehand that an improvement of ${amount.en} would matter: ${en}.`,
    ),
  ];
}
