import { message } from "../i18n/texts.ts";

/** What the drawings of results say by themselves. */
export const es = {
  perHundred: message<{ n: string }>("{n} de cada 100"),
  between: message<{ low: string; high: string }>("entre {low} y {high}"),
  interval: "Intervalo del 95 %",
  noInterval: "Sin intervalo",
  moment: "Momento",
  followed: "Siguen en observación",
  followedAt: message<{ n: number }>("{n, plural, one {# sigue} other {# siguen}} en observación"),
  half: message<{ when: string }>("La mitad: {when}"),
  axisHundred: "de cada 100",
  betterLow: "← mejor",
  betterHigh: "mejor →",
  place: "Lugar",
  group: "Grupo",
  period: "Periodo",
  value: "Valor",
  target: message<{ value: string }>("Meta: {value}"),
  count: "Niñas y niños",
  ratio: "Razón",
  reference: message<{ group: string }>("1 = igual que {group}"),
  times: message<{ value: string }>("{value} veces"),
  tooFew: "Muy pocos casos para compararlos",
};
