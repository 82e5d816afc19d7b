import { useState } from "react";
import { recordStudyDeviation } from "../../contracts/studyRuns.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { useDraft } from "../outbox/drafts.ts";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { useToast } from "../ui/Toast.tsx";
import type { StudyData } from "./contents.ts";
import { studiesTexts } from "./texts.ts";

/** What was done otherwise than in the registered plan, and a way to add to it. */
export function DeviationsPanel({ data }: { readonly data: StudyData }) {
  const t = useTexts(studiesTexts).deviations;
  const frozen = data.frozen !== null;
  return (
    <Panel title={t.title}>
      {data.deviations.length === 0 ? (
        <p className="text-ink-soft">{frozen ? t.none : t.onlyFrozen}</p>
      ) : (
        <DeviationList deviations={data.deviations} />
      )}
      {frozen && data.mayWrite && data.state !== "abandoned" && (
        // Each one noted begins a new form.
        <AddDeviation key={data.deviations.length} studyId={data.id} />
      )}
    </Panel>
  );
}

/** The deviations, the oldest first. */
export function DeviationList({ deviations }: Pick<StudyData, "deviations">) {
  const t = useTexts(studiesTexts).deviations;
  const { instant } = useFormats();
  return (
    <ul className="grid gap-3">
      {deviations.map(({ at, by, what, why }) => (
        <li key={`${at} ${what}`} className="grid gap-0.5">
          <span className="font-bold [overflow-wrap:anywhere]">{what}</span>
          <span className="[overflow-wrap:anywhere]">{t.because({ why })}</span>
          <span className="text-sm text-ink-soft">{t.by({ when: instant(at), by })}</span>
        </li>
      ))}
    </ul>
  );
}

function AddDeviation({ studyId }: { readonly studyId: string }) {
  const t = useTexts(studiesTexts).deviations;
  const toast = useToast();
  const [initial] = useState(() => ({ deviationId: newId(), what: "", why: "" }));
  const { value, update, clear, ready } = useDraft(`study/${studyId}/deviation`, initial);
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(recordStudyDeviation);
  const submit = () => {
    const found: FieldError[] = [
      ...(value.what.trim() === "" ? [{ field: "what", message: t.missingWhat }] : []),
      ...(value.why.trim() === "" ? [{ field: "why", message: t.missingWhy }] : []),
    ];
    setMissing(found);
    if (found.length > 0) return;
    void saving.save({ studyId, ...value, what: value.what.trim(), why: value.why.trim() }, (output) => {
      void clear();
      if (output) toast({ text: t.saved, tone: "good" });
    });
  };
  if (!ready) return null;
  return (
    <details className="rounded-md border border-line" {...(value.what !== "" && { open: true })}>
      <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-bold text-teal">{t.add}</summary>
      <div className="px-4 pb-4">
        <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={submit} label={t.add}>
          <TextArea
            name="what"
            label={t.what}
            rows={2}
            maxLength={1000}
            value={value.what}
            onChange={(what) => update({ what })}
          />
          <TextArea
            name="why"
            label={t.why}
            rows={2}
            maxLength={1000}
            value={value.why}
            onChange={(why) => update({ why })}
          />
          <div>
            <Button type="submit" wide busy={saving.pending}>
              {t.submit}
            </Button>
          </div>
        </Form>
      </div>
    </details>
  );
}
