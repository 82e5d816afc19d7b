import { type PackDraft, place } from "../draft.ts";
import { note } from "../problems.ts";

/** The stages form a table in which every family can go on and can end. */
export function checkStages(draft: PackDraft): void {
  const { stages, initial } = draft.pack.stages;
  const reached = new Set<string>();
  const waiting = [initial];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...(stages.find((stage) => stage.id === id)?.transitions ?? []).map((transition) => transition.to));
  }
  const known = stages.some((stage) => stage.id === initial);
  for (const [index, stage] of stages.entries()) {
    const at = place(draft, "stages.json", "stages", index);
    if (known && stage.id !== "" && !reached.has(stage.id)) note(at, "stage_unreachable", stage.id);
    if (stage.transitions.length === 0 && stage.kind !== "closed") note(at, "stage_without_exit", stage.id);
    const targets = stage.transitions.map((transition) => transition.to);
    for (const [number, transition] of stage.transitions.entries()) {
      const step = place(draft, "stages.json", "stages", index, "transitions", number);
      if (transition.roles.length === 0) note(step, "transition_without_role");
      if (transition.to !== "" && targets.indexOf(transition.to) < number) note(step, "duplicate_id", transition.to);
    }
  }
  if (stages.length > 0 && stages.every((stage) => stage.kind !== "closed")) {
    note(place(draft, "stages.json", "stages"), "closed_stage_missing");
  }
}
