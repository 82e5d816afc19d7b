import type { GoalEvent, GoalShown } from "../../contracts/plans.ts";
import { type GoalState, goalStates } from "../../core/plans/goal.ts";
import { progressDirections } from "../../core/sessions/session.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Timeline } from "../ui/Timeline.tsx";
import { plansTexts } from "./texts.ts";

/** What happened with a goal, newest first: moves, steps told in visits, earlier words. */
export function HistoryDialog({ goal, onClose }: { readonly goal: GoalShown; readonly onClose: () => void }) {
  const t = useTexts(plansTexts);
  const title = useEventTitle();
  const entries = goal.history.toReversed().map((event) => ({
    id: event.id,
    at: event.at,
    author: event.by,
    title: title(event),
    body: (
      <>
        {event.kind === "words" && event.from && <p>{t.historyOf.before({ words: event.from })}</p>}
        {event.words !== "" && <q>{event.words}</q>}
      </>
    ),
  }));
  return (
    <Dialog open onClose={onClose} title={t.historyOf.title} width="wide">
      <p className="font-bold">{goal.words}</p>
      {entries.length === 0 ? <p>{t.historyOf.none}</p> : <Timeline label={t.historyOf.title} entries={entries} />}
    </Dialog>
  );
}

function useEventTitle(): (event: GoalEvent) => string {
  const t = useTexts(plansTexts);
  const stateName = (name: string | null) => {
    const state: GoalState | undefined = goalStates.find((known) => known === name);
    return state ? t.goalStates[state] : (name ?? "");
  };
  return (event) => {
    if (event.kind === "words") return t.historyOf.words;
    if (event.kind === "moved") return t.historyOf.moved({ from: stateName(event.from), to: stateName(event.to) });
    const direction = progressDirections.find((known) => known === event.to);
    return direction ? t.historyOf.progress[direction] : "";
  };
}
