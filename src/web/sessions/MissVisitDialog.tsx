import { useState } from "react";
import { missSession } from "../../contracts/sessions.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { useToast } from "../ui/Toast.tsx";
import { sessionsTexts } from "./texts.ts";

interface MissVisitDialogProps {
  readonly sessionId: string;
  readonly outcome: "missed" | "cancelled";
  readonly onClose: () => void;
}

/** Why a planned visit was not held, or is called off. */
export function MissVisitDialog({ sessionId, outcome, onClose }: MissVisitDialogProps) {
  const t = useTexts(sessionsTexts).miss;
  const [reason, setReason] = useState("");
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const saving = useSaving(missSession);
  const toast = useToast();
  const submit = () => {
    const found = reason.trim() === "" ? [{ field: "reason", message: t.missing }] : [];
    setErrors(found);
    if (found.length > 0) return;
    void saving.save({ sessionId, outcome, reason }, (output) => {
      if (output) toast({ text: t.saved });
      onClose();
    });
  };
  return (
    <Dialog open onClose={onClose} title={outcome === "missed" ? t.missedTitle : t.cancelledTitle}>
      <Form errors={errors.length > 0 ? errors : saving.errors} onSubmit={submit}>
        <TextArea
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
        <div className="flex flex-col gap-2 md:flex-row">
          <Button type="submit" tone="primary" wide busy={saving.pending}>
            {outcome === "missed" ? t.missedSave : t.cancelledSave}
          </Button>
          <Button wide onPress={onClose}>
            {t.back}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
