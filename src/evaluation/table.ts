/** A column of numbers (NaN is missing) or of words (`codes` point into `levels`; -1 is missing). */
export type Column =
  | { readonly kind: "number"; readonly values: Float64Array }
  | { readonly kind: "text"; readonly codes: Int32Array; readonly levels: readonly string[] };

/** Rows as columns of equal length `n`; rows keep the order of the file. */
export interface Table {
  readonly n: number;
  readonly columns: ReadonlyMap<string, Column>;
}
