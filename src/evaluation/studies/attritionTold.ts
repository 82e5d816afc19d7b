import type { Figure, Note } from "../../core/studies/result.ts";
import type { Words } from "../../core/words.ts";
import { attrition } from "../inference/attrition.ts";
import type { Frame } from "./frame.ts";
import { decimalWords } from "./numberWords.ts";
import { sharesHidden } from "./smallCounts.ts";
import { figure, note, say } from "./speech.ts";

export interface AttritionTold {
  readonly cautions: readonly Note[];
  readonly numbers: readonly Figure[];
}

/** Arms that lose this much more than the other have to explain it: beyond, the draw no longer makes them alike. */
const APART = 0.1;

interface Bound {
  readonly label: Words;
  readonly method: Words;
}

const trimmed: Bound = {
  label: say("Límites de la diferencia por quienes faltan", "Bounds of the difference for those missing"),
  method: say(
    "Recortando el grupo que más contestó hasta igualarlo con el otro (Lee 2009)",
    "Trimming the arm that answered more until both are alike (Lee 2009)",
  ),
};
const farthest: Bound = {
  label: say("Límites en el peor caso por quienes faltan", "Worst-case bounds for those missing"),
  method: say(
    "Con cada resultado que falta en el extremo más favorable y más desfavorable (Horowitz y Manski 2000)",
    "With every missing outcome at the most favourable and unfavourable end (Horowitz and Manski 2000)",
  ),
};

function boundOf(
  { speech }: Frame,
  pair: readonly [number, number] | null,
  { label, method }: Bound,
): readonly Figure[] {
  if (!pair) return [];
  const [low, high] = pair;
  return [figure(label, { value: null, low: low * speech.scale, high: high * speech.scale }, speech.unit, method)];
}

/** Who was not measured, by arm, and how far that could move the difference. */
export function attritionTold(frame: Frame): AttritionTold {
  const { y, treat, speech } = frame;
  const found = attrition(y, treat, speech.share && !speech.horizon ? [0, 1] : undefined);
  if (!found.ok) return { cautions: [], numbers: [] };
  const { arms, worst, lee } = found.value;
  const [programme, comparison] = arms;
  if (programme.missing + comparison.missing === 0) return { cautions: [], numbers: [] };
  const of = (share: number) => decimalWords(100 * share, 0);
  const [one, other] = [of(programme.shareMissing), of(comparison.shareMissing)];
  const uneven = Math.abs(programme.shareMissing - comparison.shareMissing) > APART;
  const caution = note(
    uneven ? "missing_uneven" : "missing_outcomes",
    `Faltó medir a ${one.es} de cada 100 con el programa y a ${other.es} de cada 100 sin él: el resultado habla de quienes sí se pudo medir.${uneven ? " Falta mucha más gente de un lado que del otro, y eso por sí solo puede crear una diferencia." : ""}`,
    `${one.en} of every 100 with the programme and ${other.en} of every 100 without it were not measured: the result speaks of those who were.${uneven ? " Many more are missing on one side, and that alone can make a difference." : ""}`,
  );
  const numbers = sharesHidden(frame) ? [] : [...boundOf(frame, lee, trimmed), ...boundOf(frame, worst, farthest)];
  return { cautions: [caution], numbers };
}
