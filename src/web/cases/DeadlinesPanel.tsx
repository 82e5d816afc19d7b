import type { FamilyPanelProps } from "../households/panels.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { usePack } from "../packs/usePack.ts";
import { Panel as Frame } from "../ui/Card.tsx";
import { DueDate } from "../ui/DueDate.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { casesTexts } from "./texts.ts";

/** The clocks of the programme that run for this family, and those that are over. */
export function Panel({ file }: FamilyPanelProps) {
  const t = useTexts(casesTexts).deadlines;
  const { date } = useFormats();
  const words = usePack(file.case?.packVersionId ?? null);
  const running = file.deadlines.filter(({ state }) => state === "running");
  const over = file.deadlines.filter(({ state }) => state !== "running");
  return (
    <Frame title={t.title}>
      {running.length === 0 && <p className="text-ink-soft">{t.none}</p>}
      <ul className="grid gap-2">
        {running.map((deadline) => (
          <li key={deadline.id} className="grid gap-0.5">
            <DueDate date={deadline.dueOn} label={words.say(`deadline.${deadline.deadlineId}`)} legal />
            <span className="text-sm text-ink-soft">{t.started({ day: date(deadline.startedOn) })}</span>
          </li>
        ))}
      </ul>
      {over.length > 0 && (
        <div className="grid gap-2">
          <h3>{t.past}</h3>
          <ul className="grid gap-1">
            {over.map((deadline) => (
              <li key={deadline.id} className="flex flex-wrap items-center gap-3">
                <span>{words.say(`deadline.${deadline.deadlineId}`)}</span>
                <StatusTag>{deadline.state === "met" ? t.met : t.stopped}</StatusTag>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Frame>
  );
}
