/** What the fictional families and workers say; nothing of it happened. */
export const SOURCES = ["social_services", "school", "health", "own_request", "organisation"] as const;
export const REASONS = [
  "El colegio observa cansancio y faltas por la mañana; la madre pide apoyo con los horarios.",
  "La familia ha perdido la vivienda de alquiler y vive con unos parientes; pide orientación.",
  "El centro de salud propone acompañamiento después del nacimiento del bebé.",
  "La madre cuenta que está sola con los cuidados y quiere conocer a otras familias.",
];
export const WORDS = [
  "Que los tres cenemos juntos y sin prisas al menos cuatro noches.",
  "Llegar al colegio a la hora todos los días.",
  "Tener un sitio tranquilo para hacer los deberes.",
  "Conocer a otras familias del barrio con quien turnarnos.",
];
export const NOTES = [
  "Nos recibieron en la cocina. Contaron que las mañanas van mejor desde que preparan la ropa por la noche.",
  "Visita corta. El pequeño estaba con fiebre; acordamos retomar los objetivos la próxima semana.",
  "La madre enseñó el horario que han pegado en la nevera. Quieren pedir plaza en el comedor.",
  "Hablamos del colegio y de la abuela, que puede recoger dos tardes.",
];
export const LEARNED = [
  { title: "Pedir cita con la tutora", mine: true },
  { title: "Llevar el formulario del comedor", mine: true },
  { title: "Preparar juntos el horario de la semana", mine: false },
];
