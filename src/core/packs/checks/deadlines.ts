import { type PackDraft, place } from "../draft.ts";
import { note } from "../problems.ts";
import type { DeadlineEntry } from "../sections.ts";

/** Every clock is started by something and ended by something. */
export function checkDeadlines(draft: PackDraft): void {
  const transitions = draft.pack.stages.stages.flatMap((stage) => stage.transitions);
  const started = new Set(transitions.flatMap((transition) => transition.starts));
  const ended = new Set(transitions.flatMap((transition) => [...transition.meets, ...transition.stops]));
  const check = (entries: readonly DeadlineEntry[], file: string) => {
    for (const [index, entry] of entries.entries()) {
      const at = place(draft, file, "deadlines", index);
      if (entry.id === "") continue;
      if (!started.has(entry.id) && entry.startsOn.length === 0) note(at, "deadline_never_started", entry.id);
      if (!ended.has(entry.id) && entry.metOn.length + entry.stopsOn.length === 0) {
        note(at, "deadline_never_ended", entry.id);
      }
    }
  };
  check(draft.pack.deadlines, "deadlines.json");
  for (const [file, overlay] of Object.entries(draft.overlayFiles)) check(overlay.deadlines, file);
}
