import { Plus } from "lucide-react";
import { useState } from "react";
import { addEvidence, type Evidence } from "../../contracts/evidence.ts";
import { EVIDENCE_DESIGNS } from "../../core/evidence/record.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useToast } from "../ui/Toast.tsx";
import { CorrectionFields, FindingFields, RatingFields } from "./ListFields.tsx";
import { type Draft, draftOf, evidenceOf, missingIn } from "./recordDraft.ts";
import { evidenceTexts } from "./texts.ts";

interface RecordFormProps {
  readonly evidenceId: string;
  /** The one this goes on from; 0 of a record that nothing was written of here. */
  readonly version: number;
  readonly content?: Evidence;
  /** Whether there is something to correct, so that a reason is due. */
  readonly corrects?: boolean;
  readonly title: string;
  readonly onClose: () => void;
}

/** A record of a study of others: what the source does not say stays empty. */
export function RecordForm({ evidenceId, version, content, corrects = false, title, onClose }: RecordFormProps) {
  const t = useTexts(evidenceTexts);
  const toast = useToast();
  const saving = useSaving(addEvidence, { reason_missing: "why" });
  const [draft, setDraft] = useState<Draft>(() => draftOf(content));
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const [versionId] = useState(newId);
  const update = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const submit = () => {
    const found = missingIn(draft, corrects).map(({ field, what }) => ({ field, message: t.form[what] }));
    setMissing(found);
    if (found.length > 0) return;
    const input = {
      evidenceId,
      versionId,
      baseVersion: version,
      content: evidenceOf(draft),
      why: draft.why.trim() || null,
    };
    void saving.save(input, (output) => {
      if (output) toast({ text: t.form.saved, tone: "good" });
      onClose();
    });
  };
  return (
    <Panel title={title} className="max-w-3xl">
      <p className="text-ink-soft">{t.form.unknownHint}</p>
      <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={submit} label={title}>
        <TextFields draft={draft} update={update} />
        <SelectField
          name="content.design"
          label={t.fields.design}
          optional
          options={EVIDENCE_DESIGNS.map((design) => ({ value: design, label: t.designs[design] }))}
          placeholder={t.unknown}
          value={draft.design}
          onChange={(design) => update({ design: design as Draft["design"] })}
        />
        <FindingFields rows={draft.findings} onChange={(findings) => update({ findings })} />
        <RatingFields rows={draft.ratings} onChange={(ratings) => update({ ratings })} />
        <CorrectionFields rows={draft.corrections} onChange={(corrections) => update({ corrections })} />
        <TextArea
          name="content.source"
          label={t.fields.source}
          rows={2}
          maxLength={600}
          value={draft.source}
          onChange={(source) => update({ source })}
        />
        {corrects && (
          <TextArea
            name="why"
            label={t.fields.why}
            rows={2}
            maxLength={600}
            value={draft.why}
            onChange={(why) => update({ why })}
          />
        )}
        <div className="flex flex-col gap-2 md:flex-row">
          <Button type="submit" tone="primary" wide busy={saving.pending} icon={Plus}>
            {t.form.save}
          </Button>
          <Button wide onPress={onClose}>
            {t.form.cancel}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}

const TEXTS = ["programme", "study", "studied", "where", "participants"] as const;
const LENGTHS = { programme: 200, study: 200, studied: 400, where: 300, participants: 300 } as const;

interface TextFieldsProps {
  readonly draft: Draft;
  readonly update: (change: Partial<Draft>) => void;
}

function TextFields({ draft, update }: TextFieldsProps) {
  const t = useTexts(evidenceTexts).fields;
  return TEXTS.map((field) => (
    <TextField
      key={field}
      name={`content.${field}`}
      label={t[field]}
      optional={field !== "programme" && field !== "study"}
      maxLength={LENGTHS[field]}
      value={draft[field]}
      onChange={(value) => update({ [field]: value })}
    />
  ));
}
