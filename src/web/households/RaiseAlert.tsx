import { useState } from "react";
import type { HouseholdFile } from "../../contracts/families.ts";
import { raiseAlert } from "../../contracts/households.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { useDraft } from "../outbox/drafts.ts";
import { useNavigate } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { DatePicker } from "../ui/DatePicker.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { Loading } from "../ui/Loading.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { useToast } from "../ui/Toast.tsx";
import { FamilyPage } from "./FamilyPage.tsx";
import { householdsTexts } from "./texts.ts";

/** A warning that will stand above the whole file until its review says otherwise. */
export function Screen() {
  const t = useTexts(householdsTexts).alerts;
  return (
    <FamilyPage title={t.title} section="resumen">
      {(file) => <AlertForm file={file} />}
    </FamilyPage>
  );
}

function AlertForm({ file }: { readonly file: HouseholdFile }) {
  const t = useTexts(householdsTexts).alerts;
  const toast = useToast();
  const navigate = useNavigate();
  const [blank] = useState(() => ({ id: newId(), text: "", reviewOn: "" }));
  const draft = useDraft(`alert/${file.household.id}`, blank);
  const saving = useSaving(raiseAlert, { day_in_past: "reviewOn" });
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  if (!draft.ready) return <Loading />;
  const { value, update } = draft;
  const save = async () => {
    const found: FieldError[] = [];
    if (value.text.trim() === "") found.push({ field: "text", message: t.missing.text });
    if (value.reviewOn === "") found.push({ field: "reviewOn", message: t.missing.reviewOn });
    setMissing(found);
    if (found.length > 0) return;
    await saving.save({ ...value, householdId: file.household.id }, async () => {
      await draft.clear();
      toast({ text: t.saved, tone: "good" });
      navigate(`/familias/${file.household.id}`);
    });
  };
  return (
    <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={() => void save()}>
      <p className="max-w-prose text-ink-soft">{t.intro}</p>
      <TextArea
        name="text"
        label={t.text}
        value={value.text}
        maxLength={300}
        rows={3}
        onChange={(text) => update({ text })}
      />
      <DatePicker
        name="reviewOn"
        label={t.reviewOn}
        value={value.reviewOn}
        min={file.today}
        onChange={(reviewOn) => update({ reviewOn })}
      />
      <div>
        <Button tone="primary" type="submit" busy={saving.pending} wide>
          {t.save}
        </Button>
      </div>
    </Form>
  );
}
