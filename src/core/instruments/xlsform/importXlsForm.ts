import { accepted, type Result, refused } from "../../result.ts";
import type { InstrumentDefinition, Item, LocalText } from "../definition.ts";
import { readChoices } from "./choices.ts";
import { languageTag } from "./headers.ts";
import type { Importing } from "./importing.ts";
import { repairItems } from "./repair.ts";
import { note, type Report, type ReportEntry } from "./report.ts";
import { makeRunnable } from "./runnable.ts";
import { readSurvey } from "./survey.ts";
import { type Row, readTable, type Table } from "./table.ts";
import type { Workbook } from "./workbook.ts";

export interface ImportOptions {
  /** Id of the instrument; the form's own id when absent. */
  readonly id?: string;
  /** Title and id of a form that has neither, such as the name of its file. */
  readonly name?: string;
}

export interface ImportedForm {
  readonly definition: InstrumentDefinition;
  readonly report: readonly ReportEntry[];
  /** Filled rows below the header, by sheet. */
  readonly rows: { readonly survey: number; readonly choices: number };
}

export type ImportFailure =
  | { readonly code: "not_an_xlsform"; readonly reason: "survey_empty" | "type_column_missing" }
  | { readonly code: "form_cannot_run"; readonly reason: string };

function readSettings(rows: readonly Row[], table: Table): ReadonlyMap<string, string> {
  const [row] = rows;
  return new Map(table.headers.flatMap(({ column }) => (row?.get(column) ? [[column, row.get(column)] as const] : [])));
}

const usedSettings = new Set(["form_title", "form_id", "version", "default_language", "allow_choice_duplicates"]);

function reportSettings(settings: ReadonlyMap<string, string>, table: Table, report: Report): void {
  const row = table.rows[0]?.row;
  for (const [column, value] of settings) {
    if (usedSettings.has(column)) continue;
    note(report, "setting_not_used", { sheet: "settings", column, ...(row === undefined ? {} : { row }) }, { value });
  }
  for (const extra of table.rows.slice(1)) {
    for (const { header, value } of extra.unread()) {
      note(report, "cell_not_used", { sheet: "settings", row: extra.row, column: header }, { value });
    }
  }
}

function languagesOf(tables: readonly Table[], fallback: string): readonly string[] {
  const tags = tables.flatMap(({ headers }) => headers.flatMap(({ language }) => (language ? [language] : [])));
  const bare = tables[0]?.headers.some(({ column, language }) => column === "label" && language === undefined);
  const own = bare ? [fallback || "und"] : [];
  const found = [...new Set([...own, ...tags])];
  return found.length > 0 ? found : ["und"];
}

function slug(text: string): string {
  const plain = text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/**
 * Turns an XLSForm into an instrument that runs, with a report of everything that was changed, left without effect or not
 * read: sheet, row, column, value and reason. Nothing is dropped in silence.
 */
export function importXlsForm(workbook: Workbook, options: ImportOptions = {}): Result<ImportedForm, ImportFailure> {
  const settingsTable = readTable("settings", workbook.settings);
  const settings = readSettings(settingsTable.rows, settingsTable);
  const written = settings.get("default_language") ?? "";
  const fallback = written === "" ? "" : languageTag(written);
  const survey = readTable("survey", workbook.survey, fallback);
  const choices = readTable("choices", workbook.choices, fallback);
  if (survey.rows.length === 0) return refused({ code: "not_an_xlsform", reason: "survey_empty" });
  if (!survey.headers.some(({ column }) => column === "type")) {
    return refused({ code: "not_an_xlsform", reason: "type_column_missing" });
  }
  const report: Report = [];
  for (const sheet of workbook.otherSheets) note(report, "sheet_not_used", { sheet });
  reportSettings(settings, settingsTable, report);
  const duplicates = /^(yes|true)/i.test(settings.get("allow_choice_duplicates") ?? "");
  const importing: Importing = { report, lists: readChoices(choices, report, duplicates), rowOf: new Map() };
  const items = repairItems(importing, readSurvey(importing, survey));
  const languages = languagesOf([survey, choices], fallback);
  if (languages.includes("und")) note(report, "language_unknown", { sheet: "survey" });
  else if (!languages.includes("es"))
    note(report, "no_spanish_text", { sheet: "survey" }, { detail: languages[0] ?? "" });
  const definition = makeRunnable(importing, assemble(items, importing, settings, languages, options));
  if (!definition.ok) return definition;
  return accepted({
    definition: definition.value,
    report,
    rows: { survey: survey.rows.length, choices: choices.rows.length },
  });
}

function assemble(
  items: readonly Item[],
  importing: Importing,
  settings: ReadonlyMap<string, string>,
  languages: readonly string[],
  options: ImportOptions,
): InstrumentDefinition {
  const named = settings.get("form_title") ?? settings.get("form_id") ?? options.name ?? options.id;
  const title: LocalText = { es: named ?? "Formulario importado" };
  return {
    id: options.id ?? (slug(settings.get("form_id") ?? title.es) || "formulario"),
    version: settings.get("version") || "1",
    title,
    languages,
    // A form of this kind is filled in once, and says of no list that it is a scale: there is nothing to compare.
    raters: ["family"],
    dimensions: [],
    lists: Object.fromEntries(importing.lists),
    items,
    provenance: { source: `XLSForm «${settings.get("form_id") ?? title.es}»` },
    ...(settings.size > 0 ? { settings: Object.fromEntries(settings) } : {}),
  };
}
