import { useState } from "react";
import { createStudy } from "../../contracts/studies.ts";
import { go } from "../app/address.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { useDraft } from "../outbox/drafts.ts";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { TextField } from "../ui/TextField.tsx";
import { studiesTexts } from "./texts.ts";

interface NewStudyProps {
  readonly places: readonly { readonly id: string; readonly name: string }[];
  readonly onCancel: () => void;
}

/** A name and a place; everything else is the study's tasks. */
export function NewStudy({ places, onCancel }: NewStudyProps) {
  const t = useTexts(studiesTexts).start;
  const only = places.length === 1 ? (places[0]?.id ?? "") : "";
  const [initial] = useState(() => ({ studyId: newId(), title: "", territoryId: only }));
  const { value, update, clear, ready } = useDraft("study/new", initial);
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(createStudy);
  const submit = () => {
    const found: FieldError[] = [
      ...(value.title.trim() === "" ? [{ field: "title", message: t.missingName }] : []),
      ...(value.territoryId === "" ? [{ field: "territoryId", message: t.missingPlace }] : []),
    ];
    setMissing(found);
    if (found.length > 0) return;
    void saving.save({ ...value, title: value.title.trim() }, (output) => {
      void clear();
      go(output ? `/estudios/${output.studyId}` : "/estudios");
    });
  };
  if (!ready) return <Loading />;
  return (
    <Panel title={t.title} className="max-w-2xl">
      <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={submit} label={t.title}>
        <TextField
          name="title"
          label={t.name}
          hint={t.nameHint}
          maxLength={160}
          value={value.title}
          onChange={(title) => update({ title })}
        />
        <SelectField
          name="territoryId"
          label={t.place}
          hint={t.placeHint}
          options={places.map(({ id, name }) => ({ value: id, label: name }))}
          value={value.territoryId}
          onChange={(territoryId) => update({ territoryId })}
        />
        <div className="flex flex-col gap-2 md:flex-row">
          <Button type="submit" tone="primary" wide busy={saving.pending}>
            {t.submit}
          </Button>
          <Button wide onPress={onCancel}>
            {t.cancel}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
