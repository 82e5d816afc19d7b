/** Thrown when a row changed between reading and writing it: the transaction is tried again and decides on what is there now. */
export class LostRace extends Error {
  readonly code = "40001";
}

/** Says that exactly one row was changed, or starts the transaction again. */
export function mustChangeOne({ rowCount }: { readonly rowCount: number | null }): void {
  if (rowCount !== 1) throw new LostRace("the record changed meanwhile");
}
