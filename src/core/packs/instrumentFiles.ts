import type { InstrumentDefinition } from "../instruments/definition.ts";
import { instrumentShape } from "./instrumentShape.ts";
import { note, type PackProblem } from "./problems.ts";

/**
 * Reads instruments/*.json into definitions. One with a wrong form is noted and left out: the checks that follow may
 * then rely on the form.
 */
export function readInstruments(
  files: Readonly<Record<string, unknown>>,
  problems: PackProblem[],
): Readonly<Record<string, InstrumentDefinition>> {
  const read = Object.entries(files).flatMap(([file, content]): (readonly [string, InstrumentDefinition])[] => {
    if (!file.startsWith("instruments/")) return [];
    const before = problems.length;
    instrumentShape.read(content, { file, path: "", problems });
    return problems.length === before ? [[file, content as InstrumentDefinition]] : [];
  });
  const ids = read.map(([, definition]) => definition.id);
  for (const [index, [file, { id }]] of read.entries()) {
    if (ids.indexOf(id) < index) note({ file, path: "/id", problems }, "duplicate_id", id);
  }
  return Object.fromEntries(read);
}
