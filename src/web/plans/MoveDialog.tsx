import { useState } from "react";
import type { GoalShown } from "../../contracts/plans.ts";
import type { GoalState } from "../../core/plans/goal.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Form } from "../ui/Form.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { SaveOrBack } from "./DialogParts.tsx";
import { plansTexts } from "./texts.ts";

interface MoveDialogProps {
  readonly goal: GoalShown;
  readonly to: Extract<GoalState, "achieved" | "dropped">;
  readonly busy: boolean;
  readonly onMove: (words: string) => void;
  readonly onClose: () => void;
}

/** An achievement and a goal that is left deserve the family's words; they may stay empty. */
export function MoveDialog({ goal, to, busy, onMove, onClose }: MoveDialogProps) {
  const t = useTexts(plansTexts).move;
  const [words, setWords] = useState("");
  return (
    <Dialog open onClose={onClose} title={to === "achieved" ? t.achievedTitle : t.droppedTitle}>
      <Form onSubmit={() => onMove(words)}>
        <p className="font-bold">{goal.words}</p>
        <TextArea
          name="words"
          label={to === "achieved" ? t.achievedWords : t.droppedWords}
          hint={t.hint}
          optional
          rows={3}
          maxLength={500}
          value={words}
          onChange={setWords}
        />
        <SaveOrBack save={to === "achieved" ? t.achievedSave : t.droppedSave} busy={busy} onBack={onClose} />
      </Form>
    </Dialog>
  );
}
