import { accepted, type Result, refused } from "../result.ts";

type PublishFailure = { readonly code: "no_data" } | { readonly code: "period_inverted" };

/** Whether there is anything to publish for a period, both of whose days are in it. */
export function publishSnapshot<Source extends { readonly factsUntil: string | null }>(
  source: Source,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): Result<Source & { readonly factsUntil: string }, PublishFailure> {
  if (source.factsUntil === null) return refused({ code: "no_data" });
  if (from !== undefined && to !== undefined && to < from) return refused({ code: "period_inverted" });
  return accepted({ ...source, factsUntil: source.factsUntil });
}
