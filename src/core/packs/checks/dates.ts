import { type PackDraft, place, visitMembers } from "../draft.ts";
import { note } from "../problems.ts";

/** Nothing is in force until before it begins, and no minimum is above its maximum. */
export function checkDates(draft: PackDraft): void {
  const { pack } = draft;
  const dated: readonly (readonly [string, unknown])[] = [
    ["entry.json", pack.entry],
    ["deadlines.json", { deadlines: pack.deadlines }],
    ...Object.entries(draft.overlayFiles),
  ];
  for (const [file, content] of dated) {
    visitMembers(content, (_key, member, steps) => {
      if (typeof member !== "object" || member === null) return;
      const { from, to } = member as { readonly from?: unknown; readonly to?: unknown };
      if (typeof from === "string" && typeof to === "string" && to <= from) {
        note(place(draft, file, ...steps, "to"), "dates_inverted", from, to);
      }
    });
  }
  const { priorities } = pack.plan;
  if (priorities.most.value !== null && priorities.least > priorities.most.value) {
    note(place(draft, "plan.json", "priorities"), "limits_inverted", priorities.least, priorities.most.value);
  }
  for (const [index, { least, most }] of pack.trajectory.trajectories
    .map((trajectory) => ({ least: trajectory.leastMonths.value, most: trajectory.mostMonths.value }))
    .entries()) {
    if (least !== null && most !== null && least > most) {
      note(place(draft, "trajectory.json", "trajectories", index), "limits_inverted", least, most);
    }
  }
}
