import { accepted, type Result, refused } from "../result.ts";

/** What became of a load: its families are here, or it was taken back. */
export type BatchState = "applied" | "undone";

/** A load is taken back once. */
export function undoImport(state: BatchState): Result<BatchState, { readonly code: "already_undone" }> {
  return state === "undone" ? refused({ code: "already_undone" }) : accepted("undone");
}
