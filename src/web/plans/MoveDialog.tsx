import { useState } from "react";
import type { GoalShown } from "../../contracts/plans.ts";
import type { GoalState } from "../../core/plans/goal.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Form } from "../ui/Form.tsx";
import { TextArea } from "../ui/TextArea.tsx";
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
  const all = useTexts(plansTexts);
  const t = all.move;
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
        <div className="flex flex-col gap-2 md:flex-row">
          <Button type="submit" tone="primary" wide busy={busy}>
            {to === "achieved" ? t.achievedSave : t.droppedSave}
          </Button>
          <Button wide onPress={onClose}>
            {all.goBack}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
