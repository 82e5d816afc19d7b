import type { Language } from "../i18n/texts.ts";

/** What a column of a downloaded table holds. */
export type ColumnKind = "text" | "number" | "whole" | "day" | "flag";
interface ColumnMeaning {
  readonly kind: ColumnKind;
  readonly label: Readonly<Record<Language, string>>;
  readonly meaning: Readonly<Record<Language, string>>;
}

function column(kind: ColumnKind, label: readonly [string, string], meaning: readonly [string, string]): ColumnMeaning {
  return { kind, label: { es: label[0], en: label[1] }, meaning: { es: meaning[0], en: meaning[1] } };
}

/** Every column of the downloaded tables: its name in files for programs, its heading for people, and what it means. */
export const figureColumns = {
  outcome: column(
    "whole",
    ["Resultado", "Outcome"],
    ["Número del resultado, de 1 a 9", "Number of the outcome, 1 to 9"],
  ),
  indicator: column("text", ["Indicador", "Indicator"], ["Código del indicador", "Code of the indicator"]),
  name: column("text", ["Nombre", "Name"], ["Nombre del indicador", "Name of the indicator"]),
  from: column("day", ["Desde", "From"], ["Primer día del periodo", "First day of the period"]),
  to: column("day", ["Hasta", "To"], ["Último día del periodo, incluido", "Last day of the period, included"]),
  value: column(
    "number",
    ["Valor", "Value"],
    ["Valor en su unidad; vacío si no se sabe o se oculta", "Value in its unit; empty when unknown or hidden"],
  ),
  unit: column("text", ["Unidad", "Unit"], ["Unidad del valor", "Unit of the value"]),
  numerator: column("number", ["Numerador", "Numerator"], ["Lo que se cuenta", "What is counted"]),
  denominator: column("number", ["Denominador", "Denominator"], ["Sobre cuántos", "Over how many"]),
  excluded: column(
    "whole",
    ["Fuera", "Left out"],
    ["Cuántos se miraron y quedaron fuera por algún motivo", "How many were looked at and left out for some reason"],
  ),
  verdict: column(
    "text",
    ["Calidad", "Quality"],
    [
      "good: fiable; check: por revisar; poor: no usar; no_data: sin datos",
      "good: reliable; check: to be checked; poor: not to be used; no_data: no data",
    ],
  ),
  target: column("number", ["Meta", "Target"], ["Meta fijada, en la misma unidad", "Target set, in the same unit"]),
  definition_version: column(
    "whole",
    ["Versión", "Version"],
    ["Versión de la definición", "Version of the definition"],
  ),
  standing: column(
    "text",
    ["Origen de la definición", "Standing"],
    [
      "FACT: fórmula publicada; INFERENCE: lectura de este sistema",
      "FACT: published formula; INFERENCE: this system's reading",
    ],
  ),
  dimension: column("text", ["Desglose", "Dimension"], ["Por qué se desglosa", "What it is broken down by"]),
  group: column("text", ["Grupo", "Group"], ["Grupo dentro del desglose", "Group within the breakdown"]),
  hidden: column(
    "flag",
    ["Oculto", "Hidden"],
    [
      "Si los números se ocultan por ser muy pocos o porque permitirían deducirlos",
      "Whether numbers are hidden because they are too few or would reveal those that are",
    ],
  ),
  base: column(
    "text",
    ["Base de la comparación", "Base"],
    [
      "previous_decision: quienes pasaron por la decisión anterior; population: quienes viven en el territorio",
      "previous_decision: those who came through the decision before; population: those who live in the territory",
    ],
  ),
  reference: column("text", ["Referencia", "Reference"], ["Grupo con el que se compara", "Group compared with"]),
  ratio: column(
    "number",
    ["Razón", "Ratio"],
    ["Valor del grupo entre el de la referencia", "Value of the group over that of the reference"],
  ),
  ratio_low: column("number", ["Razón, mínimo", "Ratio, low"], ["Intervalo del 95 %, abajo", "95% interval, low end"]),
  ratio_high: column(
    "number",
    ["Razón, máximo", "Ratio, high"],
    ["Intervalo del 95 %, arriba", "95% interval, high end"],
  ),
  difference: column(
    "number",
    ["Diferencia", "Difference"],
    ["Valor del grupo menos el de la referencia", "Value of the group minus that of the reference"],
  ),
  curve: column(
    "text",
    ["Curva", "Curve"],
    [
      "still_in_care: siguen bajo cuidado; si no, la manera de salir",
      "still_in_care: still in care; otherwise the way of leaving",
    ],
  ),
  days: column("whole", ["Días", "Days"], ["Días desde la entrada", "Days since entry"]),
  share: column(
    "number",
    ["Parte", "Share"],
    ["Parte de quienes entraron, de 0 a 1", "Share of those who entered, 0 to 1"],
  ),
  low: column("number", ["Parte, mínimo", "Share, low"], ["Intervalo del 95 %, abajo", "95% interval, low end"]),
  high: column("number", ["Parte, máximo", "Share, high"], ["Intervalo del 95 %, arriba", "95% interval, high end"]),
  at_risk: column(
    "whole",
    ["En observación", "At risk"],
    ["Cuántos se seguían entonces", "How many were followed then"],
  ),
  check: column("text", ["Comprobación", "Check"], ["Código de la comprobación", "Code of the check"]),
  rows: column("whole", ["Filas", "Rows"], ["Filas que no la pasan", "Rows that do not pass"]),
  of: column("whole", ["De", "Of"], ["Filas comprobadas", "Rows checked"]),
  percent: column(
    "number",
    ["Porcentaje", "Percent"],
    ["Filas que no la pasan, de cada 100", "Rows that do not pass, of every 100"],
  ),
  limit: column(
    "number",
    ["Límite", "Limit"],
    ["Porcentaje desde el que los datos no se usan", "Percentage beyond which the data are not used"],
  ),
  state: column(
    "text",
    ["Estado", "State"],
    [
      "within: dentro del límite; exceeded: superado; not_run: no se hizo",
      "within: within the limit; exceeded: exceeded; not_run: not run",
    ],
  ),
  data_hash: column(
    "text",
    ["Huella de los datos", "Data hash"],
    [
      "Huella de los datos publicados; vacío si se calculó al momento",
      "Hash of the published data; empty when computed on the spot",
    ],
  ),
} as const satisfies Record<string, ColumnMeaning>;

export type FigureColumn = keyof typeof figureColumns;
