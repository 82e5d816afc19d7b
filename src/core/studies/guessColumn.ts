import type { StudyColumn } from "./protocol.ts";
import type { ColumnKind, Moment } from "./words.ts";

const BEFORE =
  /(^|_)(antes|previo|previa|basal|inicial|inicio|before|baseline|pre|first|edad|age|sexo|sex|municipio|municipality)(_|$)/i;
const AT_ENTRY = /(^|_)(tratamiento|treatment|treat|treated|programa|programme|program|grupo|arm|group|sorteo)(_|$)/i;

/**
 * What a column of a file seems to be, for whoever knows the file to correct. Where nothing says when it was known it counts
 * as known afterwards: until somebody says otherwise nothing of it is shown and it adjusts for nothing.
 */
export function guessColumn(
  { name, heading }: { readonly name: string; readonly heading: string },
  fits: readonly ColumnKind[],
): StudyColumn {
  const known: Moment = BEFORE.test(name) ? "before" : AT_ENTRY.test(name) ? "at_entry" : "after";
  const kind = fits.includes("yes_no") ? "yes_no" : (fits[0] ?? "category");
  return { name, label: heading.trim().slice(0, 120) || name, kind, known, unit: "" };
}
