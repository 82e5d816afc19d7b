import type { ReturnMapping } from "../../contracts/returns.ts";

/** What a mapping file says of columns and codes; undefined when it is no mapping. The server judges the rest. */
export function readMapping(text: string): ReturnMapping | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return isMapping(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isMapping(value: unknown): value is ReturnMapping {
  if (!isDictionary(value) || !isDictionary(value.columns)) return false;
  if (!Object.values(value.columns).every((target) => typeof target === "string")) return false;
  return value.values === undefined || (isDictionary(value.values) && Object.values(value.values).every(isDictionary));
}

function isDictionary(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
