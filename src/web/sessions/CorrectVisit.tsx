import { useState } from "react";
import { session as contract, correctSession, type SessionShown } from "../../contracts/sessions.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { ConflictNotice } from "../app/ConflictNotice.tsx";
import { newId } from "../app/ids.ts";
import { FailurePage } from "../app/pages.tsx";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { useDraft } from "../outbox/drafts.ts";
import { useNavigate } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { DatePicker } from "../ui/DatePicker.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { IdentityBar } from "../ui/IdentityBar.tsx";
import { Loading } from "../ui/Loading.tsx";
import { NumberField } from "../ui/NumberField.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { useToast } from "../ui/Toast.tsx";
import { sessionsTexts } from "./texts.ts";

/** Writes a new text of a visit beside the old one. */
export function Screen() {
  const sessionId = useParameter("sessionId");
  const t = useTexts(sessionsTexts);
  const visit = useRead(contract, { sessionId });
  if (visit.isPending) return <Loading />;
  if (visit.isError) return <FailurePage error={visit.error} onRetry={() => void visit.refetch()} />;
  const { familyName, familyCode, session } = visit.data;
  return (
    <>
      <IdentityBar name={familyName} code={familyCode} back={{ href: `/visitas/${session.id}`, label: t.visit }} />
      <section aria-label={t.correct.title} className="grid max-w-2xl gap-6">
        <div>
          <h2>{t.correct.title}</h2>
          <p className="text-ink-soft">{t.correct.intro}</p>
        </div>
        <CorrectForm session={session} onReload={() => void visit.refetch()} />
      </section>
    </>
  );
}

interface Correction {
  readonly correctionId: string;
  readonly heldOn: string;
  readonly minutes: number | null;
  readonly notes: string;
  readonly reason: string;
}

interface CorrectFormProps {
  readonly session: SessionShown;
  readonly onReload: () => void;
}

function useCorrection({ session, onReload }: CorrectFormProps) {
  const t = useTexts(sessionsTexts);
  const latest = session.texts.at(-1)?.id ?? session.id;
  const [initial] = useState<Correction>(() => ({
    correctionId: newId(),
    heldOn: session.heldOn ?? "",
    minutes: session.minutes,
    notes: session.notes,
    reason: "",
  }));
  const draft = useDraft(`correction/${session.id}`, initial);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const places = {
    day_in_future: "heldOn",
    day_before_opening: "heldOn",
    day_after_closing: "heldOn",
    nothing_changed: "notes",
  };
  const saving = useSaving(correctSession, places);
  const toast = useToast();
  const navigate = useNavigate();
  const { value } = draft;
  const submit = () => {
    const found = value.reason.trim() === "" ? [{ field: "reason", message: t.correct.missingReason }] : [];
    setErrors(found);
    if (found.length > 0) return;
    void saving.save({ ...value, sessionId: latest }, (output) => {
      void draft.clear();
      if (output) toast({ text: t.correct.saved });
      navigate(`/visitas/${session.id}`);
    });
  };
  const takeLatest = () => {
    onReload();
    saving.forget();
  };
  return { draft, submit, takeLatest, saving, errors: errors.length > 0 ? errors : saving.errors };
}

function CorrectForm(props: CorrectFormProps) {
  const t = useTexts(sessionsTexts);
  const { draft, submit, takeLatest, saving, errors } = useCorrection(props);
  const { value, update } = draft;
  if (!draft.ready) return <Loading />;
  return (
    <Form errors={errors} onSubmit={submit}>
      {saving.conflict && (
        <ConflictNotice
          conflict={saving.conflict}
          labels={t.correct.fields}
          actions={<Button onPress={takeLatest}>{t.correct.reload}</Button>}
        />
      )}
      <DatePicker name="heldOn" label={t.day} value={value.heldOn} onChange={(heldOn) => update({ heldOn })} />
      <NumberField
        name="minutes"
        label={t.record.minutes}
        suffix={t.record.minutesSuffix}
        optional
        whole
        value={value.minutes}
        onChange={(minutes) => update({ minutes })}
      />
      <TextArea
        name="notes"
        label={t.correct.notes}
        rows={8}
        maxLength={20_000}
        value={value.notes}
        onChange={(notes) => update({ notes })}
      />
      <TextArea
        name="reason"
        label={t.correct.reason}
        rows={2}
        maxLength={500}
        value={value.reason}
        onChange={(reason) => update({ reason })}
      />
      <div>
        <Button type="submit" tone="primary" wide busy={saving.pending}>
          {t.correct.save}
        </Button>
      </div>
    </Form>
  );
}
