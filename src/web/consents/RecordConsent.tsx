import { useState } from "react";
import { recordConsent } from "../../contracts/consents.ts";
import type { InputOf } from "../../contracts/contract.ts";
import type { HouseholdFile } from "../../contracts/families.ts";
import { fullName } from "../../core/people/names.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { FamilyPage } from "../households/FamilyPage.tsx";
import { sectionAddress } from "../households/panels.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { useNavigate } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { DateField } from "../ui/DateField.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { useToast } from "../ui/Toast.tsx";
import { consentsTexts } from "./texts.ts";
import { usePurposes } from "./usePurposes.ts";

type Manner = InputOf<typeof recordConsent>["manner"];

/** Somebody of the family agrees to something. */
export function Screen() {
  const t = useTexts(consentsTexts).form;
  return (
    <FamilyPage title={t.title} section="acompanamiento">
      {(file) => <ConsentForm file={file} />}
    </FamilyPage>
  );
}

interface ConsentDraft {
  readonly purpose: string;
  readonly personId: string;
  readonly manner: Manner | "";
  readonly givenOn: string;
  readonly validTo: string;
}

function ConsentForm({ file }: { readonly file: HouseholdFile }) {
  const t = useTexts(consentsTexts);
  const toast = useToast();
  const navigate = useNavigate();
  const { purposes, name, hasProgramme } = usePurposes(file);
  const [id] = useState(newId);
  const [draft, setDraft] = useState<ConsentDraft>({
    purpose: "",
    personId: "",
    manner: "",
    givenOn: file.today,
    validTo: "",
  });
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(recordConsent, {
    day_in_future: "givenOn",
    unknown_purpose: "purpose",
    not_a_member: "personId",
    ends_before_it_starts: "validTo",
    already_given: "purpose",
  });
  const present = file.members.filter((member) => member.to === null || member.to > file.today);
  const save = async () => {
    const { manner, validTo, ...rest } = draft;
    const found = (["purpose", "personId", "manner", "givenOn"] as const)
      .filter((field) => draft[field] === "")
      .map((field) => ({ field, message: field === "personId" ? t.form.missing.person : t.form.missing[field] }));
    setMissing(found);
    if (found.length > 0 || manner === "") return;
    const input = { ...rest, id, manner, householdId: file.household.id, ...(validTo && { validTo }) };
    await saving.save(input, () => {
      toast({ text: t.form.saved, tone: "good" });
      navigate(sectionAddress(file.household.id, "acompanamiento"));
    });
  };
  const change = (part: Partial<ConsentDraft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={() => void save()}>
      <p className="max-w-prose text-ink-soft">{t.form.intro}</p>
      <RadioGroup
        name="purpose"
        label={t.form.purpose}
        hint={hasProgramme ? undefined : t.form.noProgramme}
        value={draft.purpose}
        options={purposes.map((purpose) => ({ value: purpose, label: name(purpose) }))}
        onChange={(purpose) => change({ purpose })}
      />
      <RadioGroup
        name="personId"
        label={t.form.person}
        value={draft.personId}
        options={present.map((member) => ({ value: member.personId, label: fullName(member) }))}
        onChange={(personId) => change({ personId })}
      />
      <RadioGroup
        name="manner"
        label={t.form.manner}
        layout="inline"
        value={draft.manner}
        options={(["signed", "verbal", "digital"] as const).map((manner) => ({
          value: manner,
          label: t.manners[manner],
        }))}
        onChange={(manner) => change({ manner: manner as Manner })}
      />
      <DateField
        name="givenOn"
        label={t.form.givenOn}
        value={draft.givenOn}
        onChange={(givenOn) => change({ givenOn })}
      />
      <DateField
        name="validTo"
        label={t.form.validTo}
        hint={t.form.validToHint}
        optional
        value={draft.validTo}
        onChange={(validTo) => change({ validTo })}
      />
      <div>
        <Button tone="primary" type="submit" busy={saving.pending} wide>
          {t.form.save}
        </Button>
      </div>
    </Form>
  );
}
