import type { RegistryField } from "./fields.ts";

/**
 * What a finding does: `refused` keeps the row out and with it its family, `skipped` drops the row alone, `warning`
 * lets it in, `file` speaks of a column or a sheet.
 */
export type FindingKind = "refused" | "skipped" | "warning" | "file";

/** Everything that can be found in a registry list, and what it does. */
export const findingKinds = {
  unclosed_quote: "refused",
  line_too_long: "refused",
  unstorable_text: "refused",
  garbled_text: "refused",
  excel_error: "refused",
  too_long: "refused",
  household_missing: "refused",
  name_missing: "refused",
  surname_missing: "refused",
  not_a_name: "refused",
  role_missing: "refused",
  role_unknown: "refused",
  bad_date: "refused",
  two_digit_year: "refused",
  birth_in_future: "refused",
  impossible_age: "refused",
  since_in_future: "refused",
  bad_document: "refused",
  document_kind_unknown: "refused",
  document_kind_needed: "refused",
  document_repeated: "refused",
  place_missing: "refused",
  place_unknown: "refused",
  place_ambiguous: "refused",
  place_out_of_reach: "refused",
  reference_missing: "refused",
  two_references: "refused",
  two_places: "refused",
  too_many_members: "refused",
  family_held_back: "refused",
  family_already_here: "refused",
  duplicate_left_out: "refused",
  repeated_row: "skipped",
  sex_unclear: "warning",
  bad_phone: "warning",
  bad_email: "warning",
  zero_restored: "warning",
  older_than_reference: "warning",
  similar_row: "warning",
  same_document_here: "warning",
  same_document_elsewhere: "warning",
  similar_person_here: "warning",
  likeness_cut_short: "file",
  unknown_column: "file",
  address_column: "file",
  repeated_column: "file",
  other_sheet: "file",
} as const satisfies Record<string, FindingKind>;

export type FindingCode = keyof typeof findingKinds;

/** One thing found, with where it is and what was read there. Values are shown to whoever has the file and kept nowhere. */
export interface Finding {
  readonly code: FindingCode;
  /** Number of the row as the spreadsheet shows it; null when it speaks of the whole file. */
  readonly row: number | null;
  readonly field: RegistryField | null;
  /** What the cell or heading says, cut short; empty when nothing is there. */
  readonly value: string;
  /** The other row it has to do with. */
  readonly other?: number;
  /** Code of the family that is already here. */
  readonly family?: string;
}

const mostShown = 80;

/** A value as a finding shows it: short, and without signs that cannot be seen. */
export function shortValue(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cs}]/gu, "·");
  return visible.length > mostShown ? `${visible.slice(0, mostShown)}…` : visible;
}

/** How many findings there are of each code, the most frequent first. */
export function countFindings(
  findings: readonly Finding[],
): readonly { readonly code: FindingCode; readonly count: number }[] {
  const counts = new Map<FindingCode, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
