import { useState } from "react";
import { abandonStudy } from "../../contracts/studies.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { useToast } from "../ui/Toast.tsx";
import type { StudyData } from "./contents.ts";
import { studiesTexts } from "./texts.ts";

/** Leaves a study undone, with the reason in sight for good. */
export function AbandonPanel({ data }: { readonly data: StudyData }) {
  const t = useTexts(studiesTexts).abandon;
  const toast = useToast();
  const [why, setWhy] = useState("");
  const [asking, setAsking] = useState(false);
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(abandonStudy, { already_ended: "why" });
  const ask = () => {
    const found = why.trim() === "" ? [{ field: "why", message: t.missing }] : [];
    setMissing(found);
    setAsking(found.length === 0);
  };
  const abandon = () => {
    const input = { studyId: data.id, baseVersion: data.version, why: why.trim() };
    void saving.save(input, (output) => output && toast({ text: t.done })).finally(() => setAsking(false));
  };
  return (
    <details className="rounded-md border border-line">
      <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-bold text-teal">{t.title}</summary>
      <div className="grid gap-4 px-4 pb-4">
        <p>{t.text}</p>
        <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={ask} label={t.title}>
          <TextArea name="why" label={t.why} rows={2} maxLength={1000} value={why} onChange={setWhy} />
          <div>
            <Button type="submit" wide>
              {t.submit}
            </Button>
          </div>
        </Form>
        <ConfirmDialog
          open={asking}
          title={t.title}
          confirm={t.submit}
          danger
          busy={saving.pending}
          onConfirm={abandon}
          onClose={() => setAsking(false)}
        >
          <p>{t.confirm}</p>
        </ConfirmDialog>
      </div>
    </details>
  );
}
