/** Refusals that several concepts share, so that the same thing is always said with the same words. */
export const staleFailure = {
  status: 409,
  es: "Otra persona cambió estos datos mientras usted los editaba. Mire los dos valores y elija; nada de lo suyo se ha perdido.",
  en: "Somebody else changed these data while you were editing. Look at both values and choose; nothing of yours was lost.",
} as const;

export const caseClosedFailure = {
  status: 409,
  es: "El acompañamiento está cerrado desde el {closedOn}. Si la familia vuelve, ábralo de nuevo con una derivación.",
  en: "The accompaniment was closed on {closedOn}. If the family comes back, open it again with a referral.",
} as const;

export const futureDayFailure = {
  status: 422,
  es: "La fecha todavía no ha llegado. Ponga el día en que ocurrió.",
  en: "That day has not come yet. Give the day it happened.",
} as const;

export const pastDayFailure = {
  status: 422,
  es: "La fecha ya pasó. Ponga un día a partir de hoy.",
  en: "That day is over. Give a day from today on.",
} as const;
