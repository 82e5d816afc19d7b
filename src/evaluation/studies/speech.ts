import type { StudyColumn, StudyOutcome, StudyProtocol } from "../../core/studies/protocol.ts";
import type { Figure, Note } from "../../core/studies/result.ts";
import type { Words } from "../../core/words.ts";
import { decimalsFor, decimalWords, kept } from "./numberWords.ts";

export function say(es: string, en: string): Words {
  return { es, en };
}

export function note(code: string, es: string, en: string): Note {
  return { code, words: { es, en } };
}

export const NOTHING: Words = { es: "", en: "" };

/** Words people use for units in Spanish, with their singular and English; others stay as they were written. */
const units: Readonly<Record<string, readonly [one: string, en: string, enOne: string]>> = {
  puntos: ["punto", "points", "point"],
  días: ["día", "days", "day"],
  meses: ["mes", "months", "month"],
  años: ["año", "years", "year"],
  horas: ["hora", "hours", "hour"],
  euros: ["euro", "euros", "euro"],
  pesos: ["peso", "pesos", "peso"],
  sesiones: ["sesión", "sessions", "session"],
  visitas: ["visita", "visits", "visit"],
  veces: ["vez", "times", "time"],
};
const people: Readonly<Record<string, string>> = {
  familias: "families",
  hogares: "households",
  "niñas y niños": "children",
  "niños y niñas": "children",
  niños: "children",
  "niñas, niños y adolescentes": "children and adolescents",
  personas: "people",
  municipios: "municipalities",
  profesionales: "professionals",
};

/** The unit both arms are made of, with its article. */
export interface Units {
  readonly many: Words;
  readonly the: Words;
}

export function unitsOf({ unitWord }: Pick<StudyProtocol, "unitWord">): Units {
  const es = unitWord.trim() || "familias";
  const en = people[es.toLowerCase()] ?? es;
  const feminine = /as$/.test(es.split(/[\s,]/)[0] ?? "");
  return { many: { es, en }, the: { es: `${feminine ? "las" : "los"} ${es}`, en: `the ${en}` } };
}

/** How an outcome is spoken of. Shares are told out of 100 units. */
export interface Speech {
  readonly units: Units;
  readonly label: string;
  readonly share: boolean;
  /** Value of one step of the figure in the outcome's own unit: figures of shares are out of 100. */
  readonly scale: number;
  /** Unit of a difference. */
  readonly unit: Words;
  readonly betterWhen: "more" | "less";
  readonly horizon: number | null;
}

function amountUnit(unit: string): Words {
  return { es: unit, en: units[unit.toLowerCase()]?.[1] ?? unit };
}

export function speechOf(
  protocol: Pick<StudyProtocol, "unitWord" | "columns">,
  outcome: Pick<StudyOutcome, "column" | "kind" | "betterWhen" | "horizon">,
): Speech {
  const column: StudyColumn | undefined = protocol.columns.find(({ name }) => name === outcome.column);
  const own = unitsOf(protocol);
  const share = outcome.kind !== "number";
  return {
    units: own,
    label: column?.label ?? outcome.column,
    share,
    scale: share ? 100 : 1,
    unit: share
      ? say(`de cada 100 ${own.many.es}`, `of every 100 ${own.many.en}`)
      : amountUnit(column?.unit.trim() ?? ""),
    betterWhen: outcome.betterWhen,
    horizon: outcome.kind === "time" ? outcome.horizon : null,
  };
}

/** A size with its unit: «7 puntos», «1 punto», «12 familias de cada 100». */
export function amountWords({ unit, share, units: { many } }: Speech, value: number, decimals: number): Words {
  const number = decimalWords(value, decimals);
  if (share) return say(`${number.es} ${many.es} de cada 100`, `${number.en} ${many.en} of every 100`);
  if (unit.es === "") return number;
  const one = number.es === "1" ? units[unit.es.toLowerCase()] : undefined;
  return { es: `${number.es} ${one?.[0] ?? unit.es}`, en: `${number.en} ${one?.[2] ?? unit.en}` };
}

export interface Span {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Decimals for an effect and its limits (shares in whole units, unless a limit would read as none). */
export function decimalsOf(speech: Speech, { low, high }: Span): number {
  const decimals = decimalsFor(low, high);
  return speech.share ? Math.min(decimals, 2) : decimals;
}

/** What follows the number and the direction: the noun of a size, and what it is out of. */
function nouns({ unit, share, units: { many } }: Speech, brief: boolean): readonly [noun: Words, base: Words] {
  if (brief) return [NOTHING, NOTHING];
  if (!share) return [unit.es === "" ? NOTHING : say(` ${unit.es}`, ` ${unit.en}`), NOTHING];
  return [say(` ${many.es}`, ` ${many.en}`), say(" de cada 100", " of every 100")];
}

const LESS = say("menos", "less");
const MORE = say("más", "more");
const FEWER = say("menos", "fewer");

function wayOf({ share }: Speech, more: boolean): Words {
  if (more) return MORE;
  return share ? FEWER : LESS;
}

/** «entre 3 y 11 puntos menos», «entre 5 puntos menos y 3 más»; `brief` without the unit, where it was just said. */
export function spanWords(speech: Speech, span: Span, brief = false): Words {
  const decimals = decimalsOf(speech, span);
  const { low, high } = span;
  const [noun, base] = nouns(speech, brief);
  const size = (value: number) => decimalWords(Math.abs(value), decimals);
  const down = wayOf(speech, false);
  if (low < 0 && high > 0) {
    const [less, more] = [size(low), size(high)];
    return say(
      `entre ${less.es}${noun.es} menos y ${more.es} más${base.es}`,
      `between ${less.en}${speech.share ? ` ${down.en}${noun.en}` : `${noun.en} ${down.en}`} and ${more.en} more${base.en}`,
    );
  }
  const [near, far] = Math.abs(low) <= Math.abs(high) ? [low, high] : [high, low];
  const [least, most] = [size(near), size(far)];
  const way = wayOf(speech, far > 0);
  return say(
    `entre ${least.es} y ${most.es}${noun.es} ${way.es}${base.es}`,
    `between ${least.en} and ${most.en}${speech.share ? ` ${way.en}${noun.en}` : `${noun.en} ${way.en}`}${base.en}`,
  );
}

/** «7 puntos menos», «12 familias más de cada 100». */
export function differenceWords(speech: Speech, span: Span): Words {
  const decimals = decimalsOf(speech, span);
  const way = wayOf(speech, span.value > 0);
  const [noun, base] = nouns(speech, false);
  const size = decimalWords(Math.abs(span.value), decimals);
  if (speech.share) return say(`${size.es}${noun.es} ${way.es}${base.es}`, `${size.en} ${way.en}${noun.en}${base.en}`);
  const amount = amountWords(speech, Math.abs(span.value), decimals);
  return say(`${amount.es} ${way.es}`, `${amount.en} ${way.en}`);
}

/** A figure of the table of numbers, kept to six digits. */
export function figure(
  label: Words,
  { value, low, high }: { readonly value: number | null; readonly low?: number | null; readonly high?: number | null },
  unit: Words,
  method: Words,
): Figure {
  const own = (one: number | null | undefined) =>
    one === null || one === undefined || !Number.isFinite(one) ? null : kept(one);
  return { label, value: own(value), low: own(low), high: own(high), unit, method };
}
