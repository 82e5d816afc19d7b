import type { InstrumentDefinition } from "../instruments/definition.ts";
import type { ProgrammePack } from "./pack.ts";
import type { PackProblem, Place } from "./problems.ts";
import type { Overlay } from "./sections.ts";

/** A pack read but not yet checked as a whole, with the file each part came from. */
export interface PackDraft {
  readonly pack: ProgrammePack;
  /** Instruments by file. */
  readonly instrumentFiles: Readonly<Record<string, InstrumentDefinition>>;
  readonly overlayFiles: Readonly<Record<string, Overlay>>;
  /** The text of SOURCES.md. */
  readonly sourcesText: string;
  /** Every file as it was given. */
  readonly files: Readonly<Record<string, unknown>>;
  readonly problems: PackProblem[];
}

/** A place in a draft, such as `place(draft, "stages.json", "stages", 0, "id")`. */
export function place(draft: PackDraft, file: string, ...steps: readonly (string | number)[]): Place {
  const path = steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return { file, path, problems: draft.problems };
}

/** Ids of all instruments of the folder, also of those that could not be read: a defect is told once. */
export function instrumentIds(draft: PackDraft): ReadonlySet<string> {
  const found = Object.entries(draft.files)
    .filter(([file]) => file.startsWith("instruments/"))
    .map(([, content]) =>
      typeof content === "object" && content !== null && "id" in content ? content.id : undefined,
    );
  return new Set(found.filter((id) => typeof id === "string"));
}

/** Visits every member of a value with its path; arrays by index. */
export function visitMembers(
  value: unknown,
  visit: (key: string | number, member: unknown, steps: readonly (string | number)[]) => void,
  steps: readonly (string | number)[] = [],
): void {
  if (typeof value !== "object" || value === null) return;
  const members: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((member: unknown, index) => [index, member] as const)
    : Object.entries(value);
  for (const [key, member] of members) {
    const inside = [...steps, key];
    visit(key, member, inside);
    visitMembers(member, visit, inside);
  }
}
