import type { Told } from "../definition.ts";

export const dictionary =
  "Children's Bureau, CFSR Round 4 Statewide Data Indicators Data Dictionary, August 2022 (US federal work)";
export const national = "childmetrix-admin/CM-REPORTS, cfsr_round4_indicators_dictionary.csv";
export const stated: Told = {
  es: "Definición de la fuente. «12 meses» son 365 días y es lectura de este proyecto.",
  en: "Defined by the source. “12 months” as 365 days is this project's reading.",
};
export const percent: Told = { es: "%", en: "%" };

export const entryUnknown: Told = {
  es: "Estancias cuya fecha real de ingreso no se conoce",
  en: "Stays whose true entry date is unknown",
};
export const impossible: Told = {
  es: "Estancias cuya duración no se puede calcular",
  en: "Episodes whose length cannot be computed",
};
export const adultAtEntry: Told = { es: "Ingresos con 18 años o más", en: "Entries at 18 or older" };
export const adultOnDay: Told = {
  es: "Personas de 18 años o más el primer día",
  en: "Young people aged 18 or older on the first day",
};
export const short: Told = { es: "Estancias de menos de 8 días", en: "In care less than 8 days" };
export const noReason: Told = {
  es: "Salidas sin motivo registrado",
  en: "No discharge reason although discharged",
};
export const birthdayNote: Told = {
  es: "Quien cumple 18 años bajo cuidado sale ese día y no cuenta como permanencia familiar.",
  en: "Children who turn 18 in care count as discharged on their 18th birthday and are not counted as achieving permanency.",
};
export const latestWins: Told = {
  es: "Si dos entregas se contradicen, vale la última.",
  en: "When two submissions disagree, the latest one wins.",
};

export const base = {
  version: 1,
  family: "cfsr4",
  standing: "FACT",
  standingNote: stated,
  source: `${dictionary}; ${national}`,
} as const;
