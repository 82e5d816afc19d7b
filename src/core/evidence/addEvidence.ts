import { accepted, type Result, refused } from "../result.ts";

export type AddEvidenceFailure = { readonly code: "stale_version" } | { readonly code: "reason_missing" };

/** What is known of a record before another version of it: 0 when nothing was written here; `shipped`: the product brings it. */
export interface KnownEvidence {
  readonly version: number;
  readonly shipped: boolean;
}

/** Another version of a record, or its first: what was there stays, and a correction says why. */
export function addEvidence(
  { version, shipped }: KnownEvidence,
  { baseVersion, why }: { readonly baseVersion: number; readonly why: string | null },
): Result<{ readonly version: number }, AddEvidenceFailure> {
  if (baseVersion !== version) return refused({ code: "stale_version" });
  if ((version > 0 || shipped) && !why?.trim()) return refused({ code: "reason_missing" });
  return accepted({ version: version + 1 });
}
