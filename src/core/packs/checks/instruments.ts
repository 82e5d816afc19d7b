import { compileInstrument } from "../../instruments/compile.ts";
import type { Problem } from "../../instruments/problems.ts";
import { type PackDraft, place, visitMembers } from "../draft.ts";
import { note } from "../problems.ts";

type Steps = readonly (string | number)[];

/** The engine names places by item (`items.x.relevant`); people look for them in the file. */
function stepsOf(definition: unknown, { path }: Problem): Steps {
  const [part, name, ...fields] = path.split(".");
  if (part === undefined) return [];
  if (part !== "items" || name === undefined) return path.split(".");
  let found: Steps = [part];
  visitMembers(definition, (key, member, steps) => {
    if (key === "name" && member === name && steps.length > 2) found = steps.slice(0, -1);
  });
  return [...found, ...fields];
}

function describe({ code, parameters }: Problem): string {
  const details = Object.values(parameters).map(String).join(", ");
  return details === "" ? code : `${code} (${details})`;
}

/** Every instrument can be published by the engine and speaks of dimensions it has. */
export function checkInstruments(draft: PackDraft): void {
  for (const [file, definition] of Object.entries(draft.instrumentFiles)) {
    const compiled = compileInstrument(definition);
    if (compiled.ok) continue;
    for (const problem of compiled.failure.problems) {
      note(place(draft, file, ...stepsOf(definition, problem)), "instrument_invalid", describe(problem));
    }
  }
}
