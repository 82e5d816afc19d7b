import { type PackDraft, place, visitMembers } from "../draft.ts";
import { note } from "../problems.ts";

function sections(draft: PackDraft): readonly (readonly [file: string, content: unknown])[] {
  const { pack } = draft;
  return [
    ["pack.json", pack.pack],
    ["entry.json", pack.entry],
    ["stages.json", pack.stages],
    ["plan.json", pack.plan],
    ["trajectory.json", pack.trajectory],
    ["deadlines.json", { deadlines: pack.deadlines }],
    ["decisions.json", pack.decisions],
    ["indicators.json", { indicators: pack.indicators }],
    ...Object.entries(draft.overlayFiles),
  ];
}

/** Every value names a source of the pack, every source is used and explained in SOURCES.md. */
export function checkSources(draft: PackDraft): void {
  const declared = new Set(draft.pack.pack.sources.map((source) => source.id));
  const used = new Set<string>();
  for (const [file, content] of sections(draft)) {
    visitMembers(content, (key, member, steps) => {
      if (key !== "source" || typeof member !== "string" || member === "") return;
      used.add(member);
      if (!declared.has(member)) note(place(draft, file, ...steps), "unknown_reference", "source", member);
    });
  }
  for (const [file, definition] of Object.entries(draft.instrumentFiles)) {
    visitMembers(definition, (key, member, steps) => {
      const known = key === "source" && typeof member === "string";
      if (!known || member === "") return;
      used.add(member);
      if (!declared.has(member)) note(place(draft, file, ...steps), "unknown_reference", "source", member);
    });
  }
  for (const [index, { id }] of draft.pack.pack.sources.entries()) {
    if (id === "") continue;
    const at = place(draft, "pack.json", "sources", index, "id");
    if (!used.has(id)) note(at, "source_unused", id);
    if (!new RegExp(`(^|[^a-z0-9_-])${id}($|[^a-z0-9_-])`, "m").test(draft.sourcesText)) {
      note(at, "source_undocumented", id);
    }
  }
}

/** Names of all explanations of what is not known, with their places. */
export function pendingNames(
  draft: PackDraft,
): readonly { readonly id: string; readonly file: string; readonly steps: readonly (string | number)[] }[] {
  return sections(draft).flatMap(([file, content]) => {
    const found: { id: string; file: string; steps: readonly (string | number)[] }[] = [];
    visitMembers(content, (key, member, steps) => {
      const named = key === "pending" || steps.at(-2) === "pending";
      if (named && typeof member === "string" && member !== "") found.push({ id: member, file, steps });
    });
    return found;
  });
}
