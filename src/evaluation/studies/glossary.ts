import type { StudyResult } from "../../core/studies/result.ts";
import { say } from "./speech.ts";

type Entry = StudyResult["glossary"][number];

function entry(term: readonly [es: string, en: string], meaning: readonly [es: string, en: string]): Entry {
  return { term: say(...term), meaning: say(...meaning) };
}

/** Words a result may use, each said plainly. */
const entries = {
  interval: entry(
    ["Intervalo", "Interval"],
    [
      "Los efectos que estos datos no descartan. Cuanto más estrecho, más se sabe.",
      "The effects these data do not rule out. The narrower, the more is known.",
    ],
  ),
  detectable: entry(
    ["Diferencia que se habría visto", "Difference that would have been seen"],
    [
      "La más pequeña que un estudio de este tamaño habría distinguido del azar cuatro de cada cinco veces.",
      "The smallest one that a study of this size would have told from chance four times in five.",
    ],
  ),
  lottery: entry(
    ["Sorteo de lista de espera", "Waiting-list lottery"],
    [
      "El azar decide quién empieza ya y quién espera; por eso los dos grupos solo se distinguen, de media, en el programa.",
      "Chance decides who starts now and who waits; so, on average, both groups differ in the programme alone.",
    ],
  ),
  permutation: entry(
    ["Por azar", "By chance"],
    [
      "Se repite el sorteo muchas veces en el ordenador, como si el programa no cambiara nada, y se cuenta cuántas dan una diferencia así.",
      "The draw is repeated many times as if the programme changed nothing, and those that give such a difference are counted.",
    ],
  ),
  balance: entry(
    ["Equilibrio", "Balance"],
    [
      "Cuánto se parecían los grupos antes de empezar. Por debajo de 0,1 se parecen; por encima de 0,25, no.",
      "How alike the groups were before starting. Below 0.1 they are alike; above 0.25 they are not.",
    ],
  ),
  cluster: entry(
    ["Quienes comparten suerte", "Those who share fate"],
    [
      "Personas del mismo hogar o con la misma profesional se parecen: cuentan como menos de lo que son.",
      "People of one household or with one worker resemble each other: they count for fewer than they are.",
    ],
  ),
  matching: entry(
    ["Hacer comparables", "Making comparable"],
    [
      "Buscar, o dar más peso a, quienes no participaron pero se parecían en todo lo conocido antes.",
      "Finding, or giving more weight to, those who did not take part but were alike in everything known before.",
    ],
  ),
  hidden: entry(
    ["Factor oculto", "Hidden factor"],
    [
      "Algo que no se midió y que influye a la vez en participar y en el resultado. Ningún cálculo lo descarta.",
      "Something not measured that bears on both taking part and the outcome. No calculation rules it out.",
    ],
  ),
  effective: entry(
    ["Tamaño efectivo", "Effective size"],
    [
      "A cuántas unidades iguales equivale un grupo cuando unas pesan más que otras.",
      "How many equal units a group amounts to when some weigh more than others.",
    ],
  ),
  differences: entry(
    ["Diferencia de cambios", "Difference of changes"],
    [
      "Cuánto cambió un grupo menos cuánto cambió el otro. Solo vale si, sin programa, habrían cambiado igual.",
      "How much one group changed less how much the other did. It holds only if, without the programme, both would have changed alike.",
    ],
  ),
  parallel: entry(
    ["Ir en paralelo", "Moving in parallel"],
    [
      "Antes de empezar, los dos grupos subían y bajaban a la vez.",
      "Before the start, both groups rose and fell together.",
    ],
  ),
  cutoff: entry(
    ["Corte", "Cut-off"],
    [
      "Quienes quedan justo a un lado y justo al otro casi no se distinguen, salvo en el programa.",
      "Those just on one side and just on the other hardly differ, but for the programme.",
    ],
  ),
  competing: entry(
    ["Maneras de terminar que compiten", "Competing ways of ending"],
    [
      "Si algo termina de una manera ya no puede terminar de otra; por eso se cuentan todas juntas hasta sumar 100.",
      "What ends in one way can no longer end in another; so all are counted together up to 100.",
    ],
  ),
} satisfies Readonly<Record<string, Entry>>;

export type Term = keyof typeof entries;

/** The meaning of the words asked for, in the order of the glossary. */
export function glossaryOf(terms: readonly Term[]): StudyResult["glossary"] {
  return (Object.keys(entries) as Term[]).filter((term) => terms.includes(term)).map((term) => entries[term]);
}
