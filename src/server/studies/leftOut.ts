import type { Words } from "../../core/words.ts";

/** Why families are not in a study. */
const LABELS: Readonly<Record<string, Words>> = {
  no_consent: { es: "No han aceptado participar en evaluaciones", en: "Have not agreed to take part in evaluations" },
  no_first_assessment: { es: "Sin primera valoración a tiempo", en: "Without a first assessment in time" },
  neither_arm: { es: "Fuera de los dos grupos comparados", en: "Outside both groups compared" },
};

export function leftOutLabel(reason: string, language: "es" | "en"): string {
  return LABELS[reason]?.[language] ?? reason;
}
