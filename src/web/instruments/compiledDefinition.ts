import { compileInstrument } from "../../core/instruments/compile.ts";
import type { CompiledInstrument } from "../../core/instruments/compiled.ts";
import type { InstrumentDefinition } from "../../core/instruments/definition.ts";

const known = new WeakMap<object, CompiledInstrument | null>();

/** A published definition ready to run in the browser; null when this version of the program cannot run it. */
export function compiledDefinition(definition: unknown): CompiledInstrument | null {
  if (typeof definition !== "object" || definition === null) return null;
  const found = known.get(definition);
  if (found !== undefined) return found;
  const compiled = compileInstrument(definition as InstrumentDefinition);
  known.set(definition, compiled.ok ? compiled.value : null);
  return compiled.ok ? compiled.value : null;
}
