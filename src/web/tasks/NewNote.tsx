import { useState } from "react";
import { addNote } from "../../contracts/tasks.ts";
import { useParameter } from "../app/address.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { useDraft } from "../outbox/drafts.ts";
import { Anchor, useNavigate } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { Loading } from "../ui/Loading.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { useToast } from "../ui/Toast.tsx";
import { tasksTexts } from "./texts.ts";

/** A short note in the family's file. */
export function Screen() {
  const householdId = useParameter("householdId");
  const t = useTexts(tasksTexts);
  const [initial] = useState(() => ({ noteId: newId(), text: "" }));
  const { value, update, clear, ready } = useDraft(`note/${householdId}`, initial);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const saving = useSaving(addNote);
  const toast = useToast();
  const navigate = useNavigate();
  const submit = () => {
    const found = value.text.trim() === "" ? [{ field: "text", message: t.note.missing }] : [];
    setErrors(found);
    if (found.length > 0) return;
    void saving.save({ ...value, householdId }, (output) => {
      void clear();
      if (output) toast({ text: t.note.saved });
      navigate(`/familias/${householdId}/plan`);
    });
  };
  if (!ready) return <Loading />;
  return (
    <section className="grid max-w-2xl gap-6">
      <header>
        <Anchor href={`/familias/${householdId}`}>{t.back}</Anchor>
        <h1>{t.note.title}</h1>
      </header>
      <Form errors={errors.length > 0 ? errors : saving.errors} onSubmit={submit}>
        <TextArea
          name="text"
          label={t.note.text}
          hint={t.note.hint}
          rows={6}
          maxLength={4000}
          value={value.text}
          onChange={(text) => update({ text })}
        />
        <div>
          <Button type="submit" tone="primary" wide busy={saving.pending}>
            {t.note.save}
          </Button>
        </div>
      </Form>
    </section>
  );
}
