import type { Message } from "../messages.ts";

/** `info`: kept, worth knowing. `changed`: kept in another form. `not_run`: kept or listed, but without effect here. */
type ReportLevel = "info" | "changed" | "not_run";

/** One line of the import report: where, what was found, and what became of it. */
export interface ReportEntry {
  readonly code: string;
  readonly level: ReportLevel;
  readonly sheet: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly value: string;
  /** In Spanish, for people. */
  readonly reason: string;
}

const longestValue = 300;

/** Codes with their level and sentence; `{detail}` is filled where the code needs it. */
const reportMessages: { readonly [code: string]: Message & { readonly level: ReportLevel } } = {
  sheet_not_used: {
    level: "info",
    es: "Esta hoja no es parte de XLSForm; no se importó.",
    en: "Not an XLSForm sheet; not imported.",
  },
  cell_not_used: {
    level: "not_run",
    es: "Esta columna no tiene efecto aquí; el valor queda en este informe.",
    en: "This column has no effect here.",
  },
  setting_not_used: {
    level: "info",
    es: "Ajuste guardado con el instrumento; no tiene efecto aquí.",
    en: "Setting kept with the instrument; no effect here.",
  },
  row_without_type: {
    level: "not_run",
    es: "Fila sin tipo: no se pudo importar.",
    en: "Row without a type: not imported.",
  },
  row_disabled: {
    level: "not_run",
    es: "Fila desactivada en el formulario: no se importó.",
    en: "Row disabled in the form: not imported.",
  },
  unknown_type: {
    level: "not_run",
    es: "Tipo desconocido: se muestra, pero no se puede responder.",
    en: "Unknown type: shown, not answerable.",
  },
  type_not_supported: {
    level: "not_run",
    es: "Tipo aún no disponible: se muestra, pero no se puede responder.",
    en: "Type not available yet: shown, not answerable.",
  },
  metadata_not_collected: {
    level: "not_run",
    es: "Dato del dispositivo que no se recoge; queda vacío.",
    en: "Device datum that is not collected; it stays blank.",
  },
  external_choices: {
    level: "not_run",
    es: "Las opciones están en otro archivo: se muestra, pero no se puede responder.",
    en: "Choices in another file: shown, not answerable.",
  },
  unknown_list: {
    level: "not_run",
    es: "La hoja de opciones no tiene esta lista: se muestra, pero no se puede responder.",
    en: "No such list in choices: shown, not answerable.",
  },
  calculation_not_run: {
    level: "not_run",
    es: "El cálculo no se puede ejecutar aquí: {detail} Queda visible y vacío.",
    en: "The calculation cannot run here: {detail}",
  },
  relevance_not_run: {
    level: "not_run",
    es: "La condición no se puede ejecutar aquí: {detail} La pregunta se muestra, pero no se puede responder.",
    en: "The condition cannot run here: {detail}",
  },
  rule_not_run: {
    level: "not_run",
    es: "Esta regla no se puede ejecutar aquí y no se aplica: {detail}",
    en: "This rule cannot run here and is not applied: {detail}",
  },
  item_not_run: {
    level: "not_run",
    es: "No se puede ejecutar aquí: {detail} Se muestra, pero no se puede responder.",
    en: "Cannot run here: {detail}",
  },
  reference_not_found: {
    level: "changed",
    es: "El texto cita una pregunta que no existe; la cita se muestra tal cual.",
    en: "The text quotes a question that does not exist.",
  },
  name_missing: {
    level: "changed",
    es: "Fila sin nombre: se le dio «{detail}».",
    en: "Row without a name: named “{detail}”.",
  },
  name_changed: {
    level: "changed",
    es: "El nombre no sirve o está repetido: ahora es «{detail}».",
    en: "Invalid or repeated name: now “{detail}”.",
  },
  text_missing: { level: "changed", es: "Sin texto: se muestra «{detail}».", en: "No text: “{detail}” is shown." },
  format_removed: {
    level: "changed",
    es: "Se quitó el formato del texto (HTML o títulos).",
    en: "Formatting was removed from the text.",
  },
  no_spanish_text: {
    level: "info",
    es: "El formulario no trae textos en español: se muestran en «{detail}».",
    en: "No Spanish texts: shown in {detail}.",
  },
  language_unknown: {
    level: "info",
    es: "El formulario no dice en qué idioma están todos sus textos: se muestran tal cual.",
    en: "The form does not name the language of all its texts: shown as they are.",
  },
  media_not_included: {
    level: "info",
    es: "El archivo no viene en el libro: hay que adjuntarlo aparte.",
    en: "The file is not in the workbook: attach it separately.",
  },
  value_quoted: {
    level: "changed",
    es: "El valor iba sin comillas: se leyó como {detail}.",
    en: "Unquoted value: read as {detail}.",
  },
  value_computed: {
    level: "changed",
    es: "El valor se calcula y no se puede corregir a mano.",
    en: "The value is computed and cannot be edited.",
  },
  other_added: {
    level: "changed",
    es: "«or_other»: se añadió la opción «Otro» y la pregunta «{detail}».",
    en: "“or_other”: option “Other” and question “{detail}” added.",
  },
  duplicate_choice: {
    level: "changed",
    es: "El código está repetido en la lista: se conservan las dos opciones.",
    en: "Repeated code in the list: both choices are kept.",
  },
  code_changed: {
    level: "changed",
    es: "Un código de opción múltiple no puede llevar espacios: ahora es «{detail}».",
    en: "Codes cannot have spaces: now “{detail}”.",
  },
  choice_incomplete: {
    level: "not_run",
    es: "Opción sin lista o sin código: no se importó.",
    en: "Choice without list or code: not imported.",
  },
  group_not_closed: {
    level: "changed",
    es: "El grupo no se cierra: se cerró al final.",
    en: "Group never closed: closed at the end.",
  },
  end_without_begin: {
    level: "not_run",
    es: "Fin de grupo sin comienzo: se pasó por alto.",
    en: "End of a group that was not begun: ignored.",
  },
};

/** Where a report line belongs. */
export interface ReportPlace {
  readonly sheet: string;
  readonly row?: number;
  readonly column?: string;
}

export type Report = ReportEntry[];

/** Adds one line to a report. */
export function note(
  report: Report,
  code: string,
  place: ReportPlace,
  found: { value?: string; detail?: string } = {},
): void {
  const message = reportMessages[code];
  report.push({
    code,
    level: message?.level ?? "not_run",
    sheet: place.sheet,
    row: place.row ?? null,
    column: place.column ?? null,
    value: (found.value ?? "").slice(0, longestValue),
    reason: (message?.es ?? code).replace("{detail}", found.detail ?? ""),
  });
}
