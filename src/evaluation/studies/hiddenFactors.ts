import type { Figure, Note } from "../../core/studies/result.ts";
import { mean, quantile, variance } from "../numeric/sums.ts";
import { type EffectForEValue, evalue } from "../sensitivity/evalue.ts";
import { rosenbaumWilcoxon } from "../sensitivity/wilcoxon.ts";
import type { Comparable } from "./comparable.ts";
import type { Frame } from "./frame.ts";
import { numberWords } from "./numberWords.ts";
import type { Sample } from "./sample.ts";
import { figure, note, say } from "./speech.ts";

interface Hidden {
  readonly numbers: readonly Figure[];
  readonly sureness: readonly Note[];
  readonly cautions: readonly Note[];
}

function meanOver(values: Float64Array, keep: (row: number) => boolean): number {
  return mean(values.filter((_, row) => keep(row)));
}

/** The effect on the scale the strength of a hidden factor is measured in. */
function effectForEValue({ speech }: Frame, { fit, used }: Comparable): EffectForEValue | undefined {
  if (!speech.share) {
    const sd = Math.sqrt(variance(used.y.filter((_, row) => used.treat[row] === 0)));
    return sd > 0 ? { measure: "OLS", est: fit.value, se: fit.se, sd } : undefined;
  }
  const programme = meanOver(used.y, (row) => used.treat[row] === 1);
  const ratio = (effect: number) => programme / (programme - effect);
  const [est, one, other] = [ratio(fit.value), ratio(fit.low), ratio(fit.high)];
  const [lo, hi] = [Math.min(one, other), Math.max(one, other)];
  if (!(est > 0 && lo > 0 && Number.isFinite(hi)) || lo > est || hi < est) return undefined;
  return { measure: "RR", est, lo, hi };
}

function away(ratio: number): number {
  return ratio < 1 ? 1 / ratio : ratio;
}

interface Yardstick {
  readonly label: string;
  readonly entering: number;
  readonly outcome: number;
}

/** The measured factor that goes most with both entering and the outcome, as risk ratios: a yardstick for a hidden one. */
function yardstickOf({ X, treat, y }: Sample, share: boolean): Yardstick | undefined {
  const sd = Math.sqrt(variance(y.filter((_, row) => treat[row] === 0)));
  const all = X.cols.flatMap((column, j): Yardstick[] => {
    const middle = quantile(column, 0.5);
    const binary = column.every((value) => value === 0 || value === 1);
    const high = column.map((value) => Number(binary ? value === 1 : value > middle));
    const others = high.filter((_, row) => treat[row] === 0);
    if (new Set(high).size < 2 || new Set(others).size < 2) return [];
    const entering = away(meanOver(treat, (row) => high[row] === 1) / meanOver(treat, (row) => high[row] === 0));
    const level = (is: number) => meanOver(y, (row) => treat[row] === 0 && high[row] === is);
    const outcome = share ? away(level(1) / level(0)) : Math.exp((0.91 * Math.abs(level(1) - level(0))) / sd);
    return Number.isFinite(entering) && Number.isFinite(outcome) && outcome > 0
      ? [{ label: X.names[j] ?? "", entering, outcome }]
      : [];
  });
  const strength = ({ entering, outcome }: Yardstick) => Math.min(entering, outcome);
  return all.sort((a, b) => strength(b) - strength(a))[0];
}

function hiddenByEValue(frame: Frame, made: Comparable): Hidden {
  const none = { numbers: [], sureness: [], cautions: [] };
  const effect = effectForEValue(frame, made);
  const found = effect && evalue(effect);
  if (!found?.ok) return none;
  const { evaluePoint, evalueCI } = found.value;
  const times = numberWords(evaluePoint);
  const yardstick = yardstickOf(made.used, frame.speech.share);
  const [enter, out] = yardstick ? [numberWords(yardstick.entering), numberWords(yardstick.outcome)] : [];
  const beside =
    yardstick && enter && out
      ? say(
          ` Como vara de medir: lo que más pesa de lo medido («${yardstick.label}») las multiplica por ${enter.es} y ${out.es}.`,
          ` As a yardstick: the strongest thing measured (“${yardstick.label}”) multiplies them by ${enter.en} and ${out.en}.`,
        )
      : say("", "");
  const told = note(
    "hidden_factor",
    `Haría falta un factor oculto que multiplicara por ${times.es} tanto la probabilidad de entrar como el resultado para explicar esto del todo.${beside.es}`,
    `It would take a hidden factor that multiplied both the chance of entering and the outcome by ${times.en} to explain this fully.${beside.en}`,
  );
  const unit = say("veces", "times");
  const method = say("Valor E (VanderWeele y Ding 2017)", "E-value (VanderWeele and Ding 2017)");
  return {
    ...none,
    sureness: [told],
    numbers: [
      figure(
        say("Fuerza de un factor oculto que lo explicara", "Strength of a hidden factor that would explain it"),
        { value: evaluePoint },
        unit,
        method,
      ),
      figure(
        say("La misma, para el límite más cercano a nada", "The same, for the limit nearer to nothing"),
        { value: evalueCI },
        unit,
        method,
      ),
    ],
  };
}

/** How uneven a hidden cause could make entering within pairs before chance could explain the result. */
function hiddenByPairs({ pairs, used }: Comparable): Hidden {
  const none = { numbers: [], sureness: [], cautions: [] };
  if (pairs.length === 0) return none;
  const differences = Float64Array.from(pairs, ([one, other]) => (used.y[one] ?? 0) - (used.y[other] ?? 0));
  const found = rosenbaumWilcoxon(differences, { gammas: [1], alternative: "two-sided" });
  if (!found.ok || found.value.gammaAtAlpha === null) return none;
  const gamma = numberWords(found.value.gammaAtAlpha);
  return {
    ...none,
    sureness: [
      note(
        "hidden_in_pairs",
        `Dentro de cada pareja, algo oculto tendría que hacer ${gamma.es} veces más probable entrar para que el azar pudiera explicarlo.`,
        `Within each pair, something hidden would have to make entering ${gamma.en} times as likely for chance to explain it.`,
      ),
    ],
    numbers: [
      figure(
        say("Desigualdad oculta que aguanta", "Hidden unevenness it withstands"),
        { value: found.value.gammaAtAlpha },
        say("veces", "times"),
        say("Límites de Rosenbaum, rangos con signo", "Rosenbaum's bounds, signed ranks"),
      ),
    ],
  };
}

/** How strong something not measured would have to be, with what was measured as a yardstick. */
export function hiddenFactors(frame: Frame, made: Comparable): Hidden {
  const [byValue, byPairs] = [hiddenByEValue(frame, made), hiddenByPairs(made)];
  return {
    numbers: [...byValue.numbers, ...byPairs.numbers],
    sureness: [...byValue.sureness, ...byPairs.sureness],
    cautions: [],
  };
}
