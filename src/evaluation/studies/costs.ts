import type { Picture } from "../../core/drawings/picture.ts";
import { accepted, type Result } from "../../core/result.ts";
import type { StudyProtocol } from "../../core/studies/protocol.ts";
import type { CostResult, Figure, Note } from "../../core/studies/result.ts";
import type { Words } from "../../core/words.ts";
import { type CeacBootstrap, ceacBootstrap } from "../cost/bootstrap.ts";
import { type CeaPatient, ceaPatient } from "../cost/patient.ts";
import type { EvaluationFailure } from "../failure.ts";
import type { Table } from "../table.ts";
import { protocolFault } from "./checks.ts";
import { type CostRows, costRowsOf, withoutCovariates } from "./costRows.ts";
import { LEVEL, modelOf } from "./linear.ts";
import { decimalWords, kept, numberWords } from "./numberWords.ts";
import { sharesHidden } from "./smallCounts.ts";
import { amountWords, figure, note, say } from "./speech.ts";

/** Repetitions of the study: fewer where so many units take long, never fewer than 500. */
const DRAWS = 2000;
const MOST_DRAWN = 4e7;
const MOST_POINTS = 400;

interface Reckoned extends CostRows {
  readonly cea: CeaPatient;
  readonly drawn: CeacBootstrap;
}

function reckoned(rows: CostRows): Result<Reckoned, EvaluationFailure> {
  const { sample, effect, cost, costs, frame } = rows;
  const cluster = sample.cluster?.codes;
  const cea = ceaPatient({
    effect,
    cost,
    X: modelOf(sample, true),
    treat: 1,
    lambda: costs.worth,
    level: LEVEL,
    ...(cluster ? { cluster } : {}),
  });
  if (!cea.ok) return cea;
  const [bareEffect, bareCost] = [withoutCovariates(effect, sample), withoutCovariates(cost, sample)];
  if (!bareEffect.ok) return bareEffect;
  if (!bareCost.ok) return bareCost;
  const drawn = ceacBootstrap(
    {
      treat: sample.treat,
      effect: bareEffect.value,
      cost: bareCost.value,
      ...(sample.stratum ? { strata: sample.stratum.codes } : {}),
      ...(cluster ? { cluster } : {}),
    },
    {
      lambda: costs.worth,
      draws: Math.min(DRAWS, Math.max(500, Math.floor(MOST_DRAWN / cost.length))),
      seed: `${frame.protocol.seed} costs`,
      level: LEVEL,
    },
  );
  return drawn.ok ? accepted({ ...rows, cea: cea.value, drawn: drawn.value }) : drawn;
}

function money(value: number, currency: string): Words {
  const words = decimalWords(Math.round(value), 0);
  return { es: `${words.es} ${currency}`, en: `${words.en} ${currency}` };
}

/** One unit of improvement, in words: «cada punto menos de «Riesgo»», «cada caso más de «Vuelta a casa»». */
function eachUnit({ frame }: CostRows): Words {
  const { speech } = frame;
  const less = speech.betterWhen === "less";
  if (speech.share)
    return say(
      `cada caso ${less ? "menos" : "más"} de «${speech.label}»`,
      `each case ${less ? "fewer" : "more"} of “${speech.label}”`,
    );
  const one = amountWords(speech, 1, 0);
  const noun = (words: string) => words.replace(/^1 ?/, "") || "unidad";
  return say(
    `cada ${noun(one.es)} ${less ? "menos" : "más"} de «${speech.label}»`,
    `each ${noun(one.en)} ${less ? "less" : "more"} of “${speech.label}”`,
  );
}

/** The price in the middle of those asked about. */
function middlePlace({ costs }: CostRows): number {
  return Math.floor((costs.worth.length - 1) / 2);
}

function headlineOf(own: Reckoned): Words {
  const { costs, drawn, cea, frame } = own;
  const at = middlePlace(own);
  const price = money(costs.worth[at] ?? 0, costs.currency);
  const chance = chancesWords(drawn.byLambda[at]?.probCostEffective ?? 0);
  const each = eachUnit(own);
  const extra = money(Math.abs(cea.deltaC), costs.currency);
  const more = cea.deltaC >= 0;
  return say(
    `Con el programa se gastaron ${extra.es} ${more ? "más" : "menos"} de media por unidad (${frame.speech.units.many.es}). Si la sociedad valora en ${price.es} ${each.es}, hay ${chance.es} de que compense.`,
    `With the programme ${extra.en} ${more ? "more" : "less"} was spent, on average, per unit (${frame.speech.units.many.en}). If society values ${each.en} at ${price.en}, there are ${chance.en} that it pays.`,
  );
}

/** «82 de 100 posibilidades»: repetitions never make anything sure or impossible. */
function chancesWords(share: number): Words {
  const chance = Math.round(100 * share);
  if (chance < 1) return say("menos de 1 de 100 posibilidades", "fewer than 1 chance in 100");
  if (chance > 99) return say("más de 99 de 100 posibilidades", "more than 99 chances in 100");
  return say(`${chance} de 100 posibilidades`, `${chance} chances in 100`);
}

/** What deciding without any doubt would be worth for each unit: the mean loss of choosing now what may be the worse. */
function perfectInformation({ deltaE, deltaC }: CeacBootstrap, worth: number): number {
  let [gain, sum] = [0, 0];
  for (let draw = 0; draw < deltaE.length; draw++) {
    const benefit = worth * (deltaE[draw] ?? 0) - (deltaC[draw] ?? 0);
    gain += Math.max(0, benefit);
    sum += benefit;
  }
  return (gain - Math.max(0, sum)) / deltaE.length;
}

/** Only a ratio with both differences in its favour or both against it means anything, and only with closed limits. */
function ratioTold(own: Reckoned): { readonly numbers: readonly Figure[]; readonly cautions: readonly Note[] } {
  const { cea, costs } = own;
  const { fieller, quadrant, icer } = cea;
  const each = eachUnit(own);
  const traded = quadrant === "north_east" || quadrant === "south_west";
  if (traded && fieller.kind === "interval" && fieller.lower > 0 && icer !== undefined)
    return {
      numbers: [
        figure(
          say(`Coste de ${each.es}`, `Cost of ${each.en}`),
          { value: icer, low: fieller.lower, high: fieller.upper },
          say(costs.currency, costs.currency),
          say(
            "Diferencia de costes entre diferencia de efectos, con límites de Fieller",
            "Difference of costs by difference of effects, with Fieller's limits",
          ),
        ),
      ],
      cautions: [],
    };
  const why =
    quadrant === "south_east"
      ? say("mejora y a la vez ahorra", "it improves and saves at once")
      : quadrant === "north_west"
        ? say("cuesta más y a la vez empeora", "it costs more and makes things worse at once")
        : say("con estos datos ese cociente no tiene límites", "with these data that ratio has no limits");
  return {
    numbers: [],
    cautions: [
      note(
        "no_ratio",
        `No se da un coste por ${each.es.replace("cada ", "")}: ${why.es}, y un solo número engañaría. Mire las posibilidades de que compense.`,
        `No cost per ${each.en.replace("each ", "")} is given: ${why.en}, and a single number would mislead. Look at the chances that it pays.`,
      ),
    ],
  };
}

function numbersOf(own: Reckoned): readonly Figure[] {
  const { cea, drawn, costs, frame } = own;
  const { scale, unit } = frame.speech;
  const currency = say(costs.currency, costs.currency);
  const method = say(
    `Mínimos cuadrados; intervalo repitiendo el estudio ${decimalWords(drawn.draws, 0).es} veces con coste y efecto juntos`,
    `Least squares; interval by repeating the study ${decimalWords(drawn.draws, 0).en} times with cost and effect together`,
  );
  const better = say("Mejora por el programa", "Improvement by the programme");
  const spent = say("Coste de más por el programa", "Extra cost of the programme");
  const [effectLow, effectHigh] = drawn.ciE;
  const [costLow, costHigh] = drawn.ciC;
  const told = (value: number) => (sharesHidden(frame) ? Math.round(value * scale) : value * scale);
  const chances = drawn.byLambda.map(({ lambda, probCostEffective }) => {
    const price = money(lambda, costs.currency);
    return figure(
      say(`Si se valora en ${price.es}`, `If valued at ${price.en}`),
      { value: Math.round(100 * probCostEffective) },
      say("de 100 posibilidades de que compense", "chances in 100 that it pays"),
      say("Parte de las repeticiones en que compensa", "Share of the repetitions in which it pays"),
    );
  });
  return [
    figure(better, { value: told(cea.deltaE), low: told(effectLow), high: told(effectHigh) }, unit, method),
    figure(spent, { value: cea.deltaC, low: costLow, high: costHigh }, currency, method),
    ...chances,
    ...informationFigure(own),
  ];
}

function informationFigure(own: Reckoned): readonly Figure[] {
  const at = middlePlace(own);
  const worth = own.costs.worth[at] ?? 0;
  const chance = own.drawn.byLambda[at]?.probCostEffective ?? 0;
  // Where nobody doubts the decision, knowing more is worth nothing and there is nothing to tell.
  if (chance < 0.02 || chance > 0.98) return [];
  const price = money(worth, own.costs.currency);
  return [
    figure(
      say(
        `Lo que valdría salir de dudas, por unidad, valorando en ${price.es}`,
        `What ending the doubt would be worth, per unit, valued at ${price.en}`,
      ),
      { value: perfectInformation(own.drawn, worth) },
      say(own.costs.currency, own.costs.currency),
      say("Valor esperado de la información perfecta", "Expected value of perfect information"),
    ),
  ];
}

function picturesOf(own: Reckoned): readonly Picture[] {
  const { cea, drawn, costs, frame } = own;
  const { scale, unit, units } = frame.speech;
  const every = Math.max(1, Math.ceil(drawn.draws / MOST_POINTS));
  const points = Array.from({ length: Math.floor(drawn.draws / every) }, (_, at) => ({
    effect: kept((drawn.deltaE[at * every] ?? 0) * scale),
    cost: kept(drawn.deltaC[at * every] ?? 0),
  }));
  return [
    {
      kind: "cost_plane",
      title: say("Cuánto mejora y cuánto cuesta", "How much it improves and how much it costs"),
      description: say(
        `Cada punto es el estudio repetido: a la derecha mejora; arriba cuesta más, por unidad (${units.many.es}).`,
        `Each dot is the study repeated: to the right it improves; upwards it costs more, per unit (${units.many.en}).`,
      ),
      points,
      middle: { effect: kept(cea.deltaE * scale), cost: kept(cea.deltaC) },
      currency: costs.currency,
      unit,
    },
    {
      kind: "acceptability",
      title: say("¿Compensa?", "Does it pay?"),
      description: say(
        "Posibilidades de que compense según lo que se valore cada unidad de mejora.",
        "Chances that it pays by what each unit of improvement is valued at.",
      ),
      points: drawn.byLambda.map(({ lambda, probCostEffective }) => ({
        worth: lambda,
        share: kept(probCostEffective),
      })),
      currency: costs.currency,
    },
  ];
}

function cautionsOf(own: Reckoned): readonly Note[] {
  const { costs, unknown, frame } = own;
  const { comparison } = frame.protocol;
  const n = numberWords(unknown);
  const reweighted = comparison.design === "matched_comparison" && comparison.method !== "nearest";
  return [
    note(
      "perspective",
      `Los costes son los de: ${costs.perspective}. Lo que pagan otros no se cuenta.`,
      `Costs are those of: ${costs.perspective}. What others pay does not count.`,
    ),
    ...(unknown > 0
      ? [
          note(
            "costs_missing",
            `De ${n.es} no se conoce el coste: el dinero habla solo de las demás.`,
            `The cost of ${n.en} is not known: the money speaks of the others alone.`,
          ),
        ]
      : []),
    ...(reweighted
      ? [
          note(
            "costs_by_regression",
            "El dinero se compara descontando lo conocido antes por regresión, sin los pesos del resultado.",
            "Money is compared allowing for what was known before by regression, without the weights of the result.",
          ),
        ]
      : []),
  ];
}

/**
 * What the money says: extra cost and improvement together, the chance that it pays at every worth asked about, never a lone
 * ratio. Cost and effect of a unit are always drawn together, in whole clusters where units share fate.
 */
export function analyseCosts(protocol: StudyProtocol, table: Table): Result<CostResult, EvaluationFailure> {
  const fault = protocolFault(protocol, table);
  if (fault) return { ok: false, failure: fault };
  const rows = costRowsOf(protocol, table);
  if (!rows.ok) return rows;
  const own = reckoned(rows.value);
  if (!own.ok) return own;
  const ratio = ratioTold(own.value);
  return accepted({
    headline: headlineOf(own.value),
    numbers: [...numbersOf(own.value), ...ratio.numbers],
    cautions: [...ratio.cautions, ...cautionsOf(own.value)],
    pictures: picturesOf(own.value),
  });
}
