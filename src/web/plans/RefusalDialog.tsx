import { useState } from "react";
import { refusePlan } from "../../contracts/plans.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { DatePicker } from "../ui/DatePicker.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { useToast } from "../ui/Toast.tsx";
import { SaveOrBack } from "./DialogParts.tsx";
import type { PlanData, ShownPlan } from "./planTypes.ts";
import { plansTexts } from "./texts.ts";

interface RefusalDialogProps {
  readonly data: PlanData;
  readonly plan: ShownPlan;
  readonly onClose: () => void;
}

/** The family says no: what it says, and what the programme does then, before it is done. */
export function RefusalDialog({ data, plan, onClose }: RefusalDialogProps) {
  const all = useTexts(plansTexts);
  const t = all.refusal;
  const [reason, setReason] = useState("");
  const [refusedOn, setRefusedOn] = useState(data.today);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const saving = useSaving(refusePlan, { day_in_future: "refusedOn", day_before_opening: "refusedOn" });
  const toast = useToast();
  const submit = () => {
    const found: FieldError[] = [];
    if (reason.trim() === "") found.push({ field: "reason", message: t.missing });
    if (refusedOn === "") found.push({ field: "refusedOn", message: all.agreement.missingDay });
    setErrors(found);
    if (found.length > 0) return;
    void saving.save({ planId: plan.id, baseVersion: plan.version, refusedOn, reason }, (output) => {
      if (output) toast({ text: t.saved });
      onClose();
    });
  };
  return (
    <Dialog open onClose={onClose} title={t.title}>
      <Form errors={errors.length > 0 ? errors : saving.errors} onSubmit={submit}>
        <Banner tone={data.rules.refusalMoves ? "soon" : "info"} title={t.effect}>
          {data.rules.refusal}
        </Banner>
        <TextArea
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={setReason}
        />
        <DatePicker name="refusedOn" label={t.day} max={data.today} value={refusedOn} onChange={setRefusedOn} />
        <SaveOrBack save={t.save} busy={saving.pending} onBack={onClose} />
      </Form>
    </Dialog>
  );
}
