import type { InstrumentDefinition } from "../instruments/definition.ts";
import { accepted, type Result, refused } from "../result.ts";
import { instrumentShape } from "./instrumentShape.ts";
import type { PackProblem } from "./problems.ts";

/** Reads an instrument that arrives alone (an import, a request): its form is checked before anything is made of it. */
export function readDefinition(
  content: unknown,
): Result<InstrumentDefinition, { readonly code: "invalid_definition"; readonly problems: readonly PackProblem[] }> {
  const problems: PackProblem[] = [];
  instrumentShape.read(content, { file: "", path: "", problems });
  if (problems.length > 0) return refused({ code: "invalid_definition", problems });
  return accepted(content as InstrumentDefinition);
}
