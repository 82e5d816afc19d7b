import type { RecordsPopulation } from "./contents.ts";
import type { StudyColumn } from "./protocol.ts";

/** A dimension an instrument scores. */
export interface ScoredDimension {
  readonly id: string;
  readonly label: string;
}

/** Column that says who has the programme, however that came about. */
export const PROGRAMME_COLUMN = "programme";
/** Column of the pseudonym. */
export const UNIT_COLUMN = "unit";

/** A name as columns have it: ASCII letters, digits and underlines, at most 60, no digit first. */
export function columnName(text: string): string {
  const plain = text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return (/^[A-Za-z]/.test(plain) ? plain : `c_${plain}`).slice(0, 60);
}

const column = (
  name: string,
  label: string,
  rest: Pick<StudyColumn, "kind" | "known"> & { readonly unit?: string },
): StudyColumn => ({ name, label, kind: rest.kind, known: rest.known, unit: rest.unit ?? "" });

/** Scores of the first assessment are known at entry, those of the later one are what may have changed. */
export function scoreColumn(which: "first" | "later", dimension: string): string {
  return columnName(`${which}_${dimension}`);
}

/** The columns a study on the records of a programme has; labels are Spanish, as the records are. */
export function recordColumns(
  { instrumentId }: RecordsPopulation,
  dimensions: readonly ScoredDimension[],
): readonly StudyColumn[] {
  const scored = instrumentId === null ? [] : dimensions;
  return [
    column(PROGRAMME_COLUMN, "Tiene el programa", { kind: "yes_no", known: "at_entry" }),
    column("place", "Lugar", { kind: "category", known: "before" }),
    column("entry_day", "Día de entrada", { kind: "day", known: "at_entry", unit: "días" }),
    column("referred_by", "Quién derivó a la familia", { kind: "category", known: "before" }),
    column("members", "Personas en el hogar", { kind: "number", known: "before", unit: "personas" }),
    column("children", "Niñas y niños en el hogar", { kind: "number", known: "before", unit: "niñas y niños" }),
    column("youngest_age", "Edad del más pequeño", { kind: "number", known: "before", unit: "años" }),
    ...scored.map(({ id, label }) =>
      column(scoreColumn("first", id), `${label}: primera valoración`.slice(0, 120), {
        kind: "number",
        known: "at_entry",
        unit: "puntos",
      }),
    ),
    ...scored.map(({ id, label }) =>
      column(scoreColumn("later", id), `${label}: valoración posterior`.slice(0, 120), {
        kind: "number",
        known: "after",
        unit: "puntos",
      }),
    ),
    column("closed", "El acompañamiento terminó", { kind: "yes_no", known: "after" }),
    column("closing", "Cómo terminó", { kind: "category", known: "after" }),
    column("days_open", "Días de acompañamiento", { kind: "number", known: "after", unit: "días" }),
    column("sessions", "Sesiones realizadas", { kind: "number", known: "after", unit: "sesiones" }),
  ];
}
