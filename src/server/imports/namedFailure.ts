import { fieldNames } from "../../contracts/importTelling.ts";
import type { ImportFailure } from "../../core/imports/assess.ts";

/** A refusal with the name of the missing column as people write it. */
export function namedFailure(failure: ImportFailure) {
  return failure.code === "column_missing" ? { ...failure, name: fieldNames[failure.field].es } : failure;
}
