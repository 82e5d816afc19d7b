import type { Words } from "../words.ts";
import type { ColumnKind, StudyTask } from "./words.ts";

/** What a column holds, in people's words. */
export const KIND_WORDS: Readonly<Record<ColumnKind, Words>> = {
  number: { es: "número", en: "number" },
  yes_no: { es: "sí o no", en: "yes or no" },
  category: { es: "grupo o palabra", en: "group or word" },
  day: { es: "día", en: "day" },
};

/** What a task is called. */
export const TASK_WORDS: Readonly<Record<StudyTask, Words>> = {
  question: { es: "Pregunta y resultado", en: "Question and outcome" },
  population: { es: "Quiénes participan", en: "Who takes part" },
  design: { es: "Cómo se compara", en: "How it is compared" },
  covariates: { es: "Qué se sabía antes", en: "What was known before" },
  power: { es: "Qué podría verse", en: "What could be seen" },
  registration: { es: "Registro del plan", en: "Registration of the plan" },
  run: { es: "Cálculo", en: "Computation" },
  costs: { es: "Coste", en: "Cost" },
  report: { es: "Informe", en: "Report" },
};
