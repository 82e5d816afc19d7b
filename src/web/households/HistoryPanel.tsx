import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel as Frame } from "../ui/Card.tsx";
import { Timeline } from "../ui/Timeline.tsx";
import type { FamilyPanelProps } from "./panels.ts";
import { householdsTexts } from "./texts.ts";
import { useEvents } from "./useEvents.ts";

/** Everything that has happened with the family, newest first. */
export function Panel({ file }: FamilyPanelProps) {
  const t = useTexts(householdsTexts);
  const events = useEvents(file, file.timeline.length);
  return (
    <Frame title={t.history.title}>
      <p className="text-ink-soft">{t.history.intro}</p>
      {events.length === 0 ? (
        <p className="text-ink-soft">{t.summary.noHistory}</p>
      ) : (
        <Timeline label={t.history.title} entries={events} />
      )}
    </Frame>
  );
}
