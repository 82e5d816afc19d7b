import type { TaskFailure } from "./checkTask.ts";
import { TASK_WORDS } from "./kindWords.ts";
import type { Note } from "./result.ts";
import type { StudyTask } from "./words.ts";

/** What is missing from a task or why it is locked, in one sentence each. */
const NOTES = {
  question_missing: { es: "Falta escribir la pregunta.", en: "The question is missing." },
  unit_missing: {
    es: "Falta decir quiénes se comparan (por ejemplo, familias).",
    en: "Who is compared is missing (for example, families).",
  },
  outcome_missing: { es: "Falta elegir qué se espera que cambie.", en: "What is expected to change is missing." },
  ending_missing: {
    es: "Para un tiempo hacen falta la columna que dice cómo terminó, la forma de terminar que cuenta y a cuántos días se compara.",
    en: "A time needs the column that says how it ended, the way of ending that counts, and at how many days it is compared.",
  },
  population_missing: { es: "Falta decir quiénes participan.", en: "Who takes part is missing." },
  rows_missing: {
    es: "Falta reunir los datos de quienes participan.",
    en: "The data of those who take part are still to be gathered.",
  },
  columns_missing: { es: "La tabla no tiene columnas descritas.", en: "The table has no described columns." },
  design_missing: { es: "Falta elegir cómo se compara.", en: "How it is compared is missing." },
  draw_missing: { es: "Falta hacer el sorteo.", en: "The draw is still to be made." },
  draw_needs_lottery: {
    es: "Las familias se reparten por sorteo: elija la lista de espera por sorteo.",
    en: "Families are divided by lot: choose the waiting list by lot.",
  },
  covariates_missing: {
    es: "Falta decir qué se sabía antes de entrar; si no se usa nada, guárdelo vacío.",
    en: "What was known before entering is missing; if nothing is used, save it empty.",
  },
  covariates_needed: {
    es: "Una comparación por parecido necesita al menos una cosa que se supiera antes.",
    en: "A comparison of those alike needs at least one thing that was known before.",
  },
  power_missing: { es: "Falta suponer cuántas familias habrá.", en: "How many families there will be is missing." },
  power_unread: {
    es: "Falta leer qué diferencia podría ver un estudio de este tamaño.",
    en: "What difference a study of this size could see is still to be read.",
  },
  few_alike: {
    es: "Hay familias demasiado particulares: alguien podría reconocerlas por los datos elegidos. Quite o agrupe lo que las distingue.",
    en: "Some families are too particular: somebody might recognise them by the facts chosen. Leave out or group what tells them apart.",
  },
  registered: {
    es: "El plan está registrado y ya no cambia; lo que se haga de otro modo se anota como desvío.",
    en: "The plan is registered and does not change any more; what is done otherwise is noted as a deviation.",
  },
  not_registered: { es: "Primero se registra el plan.", en: "First the plan is registered." },
  no_result: { es: "Todavía no hay resultado.", en: "There is no result yet." },
  abandoned: { es: "Este estudio se dejó sin hacer.", en: "This study was left undone." },
  known_too_late: {
    es: "Una columna elegida se supo después de entrar: elija otra.",
    en: "A chosen column was known after entering: choose another.",
  },
  not_an_outcome: {
    es: "El resultado elegido se sabía antes de entrar: elija algo que se mida después.",
    en: "The chosen outcome was known before entering: choose something measured afterwards.",
  },
  unknown_column: {
    es: "Una columna elegida ya no está en los datos.",
    en: "A chosen column is no longer in the data.",
  },
  wrong_kind: { es: "Una columna elegida es de otro tipo.", en: "A chosen column is of another kind." },
  window_inverted: { es: "Un plazo termina antes de empezar.", en: "A stretch ends before it begins." },
  column_twice: { es: "Una columna está dos veces.", en: "A column is there twice." },
} as const satisfies Record<string, Note["words"]> & Record<TaskFailure["code"], Note["words"]>;

export type NoteCode = keyof typeof NOTES;

export function note(code: NoteCode): Note {
  return { code, words: NOTES[code] };
}

/** Says which other tasks come first. */
export function taskComesFirst(task: StudyTask): Note {
  const { es, en } = TASK_WORDS[task];
  return {
    code: `first_${task}`,
    words: { es: `Antes hace falta «${es}».`, en: `“${en}” comes first.` },
  };
}
