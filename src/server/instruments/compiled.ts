import { compileInstrument } from "../../core/instruments/compile.ts";
import type { CompiledInstrument } from "../../core/instruments/compiled.ts";
import type { InstrumentDefinition } from "../../core/instruments/definition.ts";

const KEPT = 200;
const kept = new Map<string, CompiledInstrument>();

/** A published instrument ready to run. Published versions never change, so the compiled form is kept by content hash. */
export function compiledInstrument(contentHash: string, definition: InstrumentDefinition): CompiledInstrument {
  const known = kept.get(contentHash);
  if (known) return known;
  const compiled = compileInstrument(definition);
  if (!compiled.ok) throw new Error(`published instrument ${definition.id} does not compile`);
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value as string);
  kept.set(contentHash, compiled.value);
  return compiled.value;
}
