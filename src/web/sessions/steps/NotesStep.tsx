import { useTexts } from "../../i18n/LocaleProvider.tsx";
import { TextArea } from "../../ui/TextArea.tsx";
import { sessionsTexts } from "../texts.ts";
import type { StepProps } from "./stepProps.ts";

/** What the family tells and the worker sees. */
export function NotesStep({ draft, update }: StepProps) {
  const t = useTexts(sessionsTexts).record;
  return (
    <TextArea
      name="notes"
      label={t.notes}
      hint={t.notesHint}
      optional
      rows={10}
      maxLength={20_000}
      value={draft.notes}
      onChange={(notes) => update({ notes })}
    />
  );
}
