import type { Note } from "../../core/studies/result.ts";
import type { Words } from "../../core/words.ts";
import type { EvaluationFailure } from "../failure.ts";
import { failureText } from "../failureTexts.ts";
import type { Found } from "./found.ts";
import type { Frame } from "./frame.ts";
import { decimalsFor } from "./numberWords.ts";
import { casesByArm, countWords, FEWEST_SHOWN } from "./smallCounts.ts";
import { amountWords, say } from "./speech.ts";

const arms: Readonly<Record<string, Words>> = {
  programme: say("con el programa", "with the programme"),
  comparison: say("sin el programa", "without the programme"),
  pairs: say("parejas", "pairs"),
  left: say("por debajo del corte", "below the cut-off"),
  right: say("desde el corte", "from the cut-off on"),
  "": say("todos juntos", "all together"),
};

/** A refusal with its arm in each language. */
export function refusalNote(failure: EvaluationFailure): Note {
  const named = (language: "es" | "en"): EvaluationFailure =>
    failure.code === "too_few_units" ? { ...failure, arm: arms[failure.arm]?.[language] ?? failure.arm } : failure;
  return {
    code: failure.code,
    words: { es: failureText(named("es"), "es"), en: failureText(named("en"), "en") },
  };
}

function casesWords(frame: Frame): readonly Words[] {
  const cases = casesByArm(frame);
  if (!cases) return [];
  const { label, horizon, units } = frame.speech;
  const limit = horizon === null ? say("", "") : say(` en los primeros ${horizon} días`, ` within ${horizon} days`);
  return cases.map((one, at) => {
    const arm = arms[at === 0 ? "programme" : "comparison"] ?? say("", "");
    const all = one.cases + one.others;
    const missed = one.others > 0 && one.others < FEWEST_SHOWN;
    const told = countWords(missed ? one.others : one.cases);
    const not = missed ? say("no ", "not ") : say("", "");
    return say(
      `«${label}»${limit.es}: ${not.es}${told.es} de ${all} ${units.many.es} ${arm.es}.`,
      `“${label}”${limit.en}: ${not.en}${told.en} of ${all} ${units.many.en} ${arm.en}.`,
    );
  });
}

/** What can still be said without comparing: who there was, who was measured, and how both arms came out. */
export function stillSaid(frame: Frame, { groups }: Pick<Found, "groups">): readonly Words[] {
  const { speech } = frame;
  const who = groups.map(({ arm, n, missing }) => {
    const name = arms[arm] ?? say(arm, arm);
    return say(
      `${n} ${speech.units.many.es} ${name.es}; se midió a ${n - missing}.`,
      `${n} ${speech.units.many.en} ${name.en}; ${n - missing} were measured.`,
    );
  });
  if (speech.share) return [...who, ...casesWords(frame)];
  const means = groups.map(({ mean }) => mean);
  const [one, other] = means;
  if (one === null || one === undefined || other === null || other === undefined) return who;
  const decimals = Math.min(2, decimalsFor(0, Math.max(Math.abs(one), Math.abs(other)) / 4));
  const [first, second] = [one, other].map((mean) => amountWords(speech, mean, decimals));
  return [
    ...who,
    say(
      `«${speech.label}», de media: ${first?.es} con el programa y ${second?.es} sin él. Es una descripción, no lo que hizo el programa.`,
      `“${speech.label}”, on average: ${first?.en} with the programme and ${second?.en} without it. That is a description, not what the programme did.`,
    ),
  ];
}

export function cannotTellHeadline(frame: Frame): Words {
  return say(
    `«${frame.speech.label}»: con estos datos no se puede decir si el programa cambió algo. Sí se puede contar lo que pasó.`,
    `“${frame.speech.label}”: these data cannot tell whether the programme changed anything. What happened can be told.`,
  );
}
