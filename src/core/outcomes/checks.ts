import type { Told } from "./definition.ts";

/** A check of the data with the limit beyond which figures built on them are not to be used. */
export interface Check {
  readonly id: string;
  readonly label: Told;
  readonly explanation: Told;
  /** Percentage. */
  readonly limit: number;
  readonly bound: "above" | "below";
  readonly whoFixes: Told;
  /** Indicators that depend on it. */
  readonly indicators: readonly string[];
}

const recorder: Told = {
  es: "Quien registra las estancias en la entidad",
  en: "Whoever records stays at the agency",
};
const compiler: Told = {
  es: "Quien prepara la declaración de la entidad",
  en: "Whoever prepares the agency's return",
};
const investigator: Told = {
  es: "Quien registra las notificaciones de maltrato",
  en: "Whoever records reports of maltreatment",
};
const stays = [
  "cfsr4.s1",
  "cfsr4.p1",
  "cfsr4.p2",
  "cfsr4.p3",
  "cfsr4.p4",
  "cfsr4.p5",
  "f2f.los_median",
  "f2f.reunification",
];
const byAge = [...stays, "cfsr4.entryrate", "fci.1", "f2f.own_area", "dfe.longterm"];

/**
 * The checks of the federal reviews of the United States, with their limits as transcribed from the public data dictionary
 * (Children's Bureau, CFSR Round 4). Each runs on whatever data set there is.
 */
export const checks: readonly Check[] = [
  {
    id: "birth_after_entry",
    label: { es: "Nace después de entrar", en: "Born after entry" },
    explanation: {
      es: "La fecha de nacimiento es posterior a la de ingreso.",
      en: "The birth date is after the entry.",
    },
    limit: 5,
    bound: "above",
    whoFixes: recorder,
    indicators: byAge,
  },
  {
    id: "birth_after_exit",
    label: { es: "Nace después de salir", en: "Born after exit" },
    explanation: { es: "La fecha de nacimiento es posterior a la de salida.", en: "The birth date is after the exit." },
    limit: 5,
    bound: "above",
    whoFixes: recorder,
    indicators: byAge,
  },
  {
    id: "dropped_records",
    label: { es: "Desaparece de una declaración a la siguiente", en: "Dropped from one return to the next" },
    explanation: {
      es: "Seguía bajo cuidado al cerrar un año y la declaración siguiente no dice nada más.",
      en: "Was in care at the end of a year and the next return says nothing more.",
    },
    limit: 10,
    bound: "above",
    whoFixes: compiler,
    indicators: stays,
  },
  {
    id: "same_day",
    label: { es: "Entra y sale el mismo día", en: "Enters and leaves on the same day" },
    explanation: { es: "El ingreso y la salida tienen la misma fecha.", en: "Entry and exit have the same date." },
    limit: 5,
    bound: "above",
    whoFixes: recorder,
    indicators: stays,
  },
  {
    id: "exit_before_entry",
    label: { es: "Sale antes de entrar", en: "Leaves before entering" },
    explanation: { es: "La fecha de salida es anterior a la de ingreso.", en: "The exit is before the entry." },
    limit: 5,
    bound: "above",
    whoFixes: recorder,
    indicators: stays,
  },
  {
    id: "birth_missing",
    label: { es: "Sin fecha de nacimiento", en: "No birth date" },
    explanation: { es: "La niña o el niño no tiene fecha de nacimiento.", en: "The child has no birth date." },
    limit: 5,
    bound: "above",
    whoFixes: recorder,
    indicators: byAge,
  },
  {
    id: "entry_missing",
    label: { es: "Sin fecha real de ingreso", en: "No true entry date" },
    explanation: {
      es: "El primer episodio que se conoce, ya dentro de los años declarados, no es el del ingreso.",
      en: "The first episode known, already within the years returned, is not the one of entry.",
    },
    limit: 5,
    bound: "above",
    whoFixes: compiler,
    indicators: stays,
  },
  {
    id: "exit_reason_missing",
    label: { es: "Salida sin motivo", en: "No discharge reason" },
    explanation: { es: "Salió y no consta por qué.", en: "Left, and why is not on record." },
    limit: 10,
    bound: "above",
    whoFixes: recorder,
    indicators: ["cfsr4.p1", "cfsr4.p2", "cfsr4.p3", "cfsr4.p4", "f2f.reunification"],
  },
  {
    id: "placements_missing",
    label: { es: "Sin colocaciones", en: "No placements" },
    explanation: { es: "La estancia no tiene ninguna colocación conocida.", en: "The stay has no known placement." },
    limit: 5,
    bound: "above",
    whoFixes: recorder,
    indicators: ["cfsr4.p5", "dfe.placements3", "dfe.placements3_2y", "dfe.longterm", "f2f.congregate", "fci.4"],
  },
  {
    id: "ids_not_matching",
    label: { es: "Identificadores que no vuelven", en: "Identifiers that do not return" },
    explanation: {
      es: "Identificadores de una declaración que no aparecen en la siguiente.",
      en: "Identifiers of one return that do not appear in the next.",
    },
    limit: 40,
    bound: "above",
    whoFixes: compiler,
    indicators: ["cfsr4.p4"],
  },
  {
    id: "first_removals",
    label: { es: "Casi todo son primeros ingresos", en: "Nearly all are first removals" },
    explanation: {
      es: "Si casi nadie ha ingresado dos veces, es probable que falte la historia anterior.",
      en: "If hardly anybody entered twice, earlier history is probably missing.",
    },
    limit: 95,
    bound: "above",
    whoFixes: compiler,
    indicators: ["cfsr4.p4"],
  },
  {
    id: "victim_ids_matching",
    label: { es: "Víctimas que se reconocen de un año a otro", en: "Victims recognised across years" },
    explanation: {
      es: "Si casi ningún identificador se repite entre años, cambian de año en año.",
      en: "If hardly any identifier repeats across years, they change from year to year.",
    },
    limit: 1,
    bound: "below",
    whoFixes: investigator,
    indicators: ["cfsr4.s2"],
  },
  {
    id: "victim_inconsistent",
    label: { es: "Víctimas con sexo o edad distintos", en: "Victims with differing sex or age" },
    explanation: {
      es: "El mismo identificador con otro sexo u otra edad según el año.",
      en: "The same identifier with another sex or age depending on the year.",
    },
    limit: 5,
    bound: "above",
    whoFixes: investigator,
    indicators: ["cfsr4.s2"],
  },
  {
    id: "victim_age_missing",
    label: { es: "Víctimas sin edad", en: "Victims without age" },
    explanation: {
      es: "La niña o el niño de la notificación no tiene fecha de nacimiento.",
      en: "The child of the report has no birth date.",
    },
    limit: 5,
    bound: "above",
    whoFixes: investigator,
    indicators: ["cfsr4.s2"],
  },
];

/** What a check found: rows touched, of how many; null: the facts it needs are not there, so it was not run. */
export interface CheckCount {
  readonly id: string;
  readonly n: number | null;
  readonly of: number | null;
}

/** Whether a check holds. What was not run has not passed. */
export function stateOf({ limit, bound }: Check, { n, of }: CheckCount): "within" | "exceeded" | "not_run" {
  if (n === null || of === null || of === 0) return "not_run";
  const percent = (n / of) * 100;
  return (bound === "above" ? percent > limit : percent < limit) ? "exceeded" : "within";
}

/** Indicators that some check beyond its limit spoils. */
export function spoiledBy(counts: readonly CheckCount[]): ReadonlySet<string> {
  const byId = new Map(counts.map((count) => [count.id, count]));
  return new Set(
    checks.flatMap((check) => {
      const count = byId.get(check.id);
      return count && stateOf(check, count) === "exceeded" ? check.indicators : [];
    }),
  );
}
