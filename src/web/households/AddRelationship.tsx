import { useState } from "react";
import type { InputOf } from "../../contracts/contract.ts";
import type { HouseholdFile } from "../../contracts/families.ts";
import { addRelationship } from "../../contracts/households.ts";
import { fullName } from "../../core/people/names.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { useNavigate } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { DateField } from "../ui/DateField.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { useToast } from "../ui/Toast.tsx";
import { FamilyPage } from "./FamilyPage.tsx";
import { sectionAddress } from "./panels.ts";
import { householdsTexts } from "./texts.ts";

type Input = InputOf<typeof addRelationship>;

/** A tie as the family tells it. */
export function Screen() {
  const t = useTexts(householdsTexts).ties.form;
  return (
    <FamilyPage title={t.title} section="familia">
      {(file) => <TieForm file={file} />}
    </FamilyPage>
  );
}

interface TieDraft {
  readonly fromPersonId: string;
  readonly toPersonId: string;
  readonly kind: Input["kind"] | "";
  readonly strength: Input["strength"];
  readonly from: string;
}

function TieForm({ file }: { readonly file: HouseholdFile }) {
  const t = useTexts(householdsTexts).ties;
  const toast = useToast();
  const navigate = useNavigate();
  const [id] = useState(newId);
  const [tie, setTie] = useState<TieDraft>({
    fromPersonId: "",
    toPersonId: "",
    kind: "",
    strength: "unknown",
    from: file.today,
  });
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(addRelationship, {
    same_person: "toPersonId",
    already_related: "kind",
    not_a_member: "toPersonId",
    day_in_future: "from",
  });
  const people = file.members.map((member) => ({ value: member.personId, label: fullName(member) }));
  const options = <Key extends string>(words: Readonly<Record<Key, string>>) =>
    (Object.entries(words) as [Key, string][]).map(([value, label]) => ({ value, label }));
  const save = async () => {
    const { kind } = tie;
    const found = problems(tie, t.form);
    setMissing(found);
    if (found.length > 0 || kind === "") return;
    await saving.save({ ...tie, kind, id, householdId: file.household.id }, () => {
      toast({ text: t.form.saved, tone: "good" });
      navigate(sectionAddress(file.household.id, "familia"));
    });
  };
  return (
    <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={() => void save()}>
      <SelectField
        name="fromPersonId"
        label={t.form.from}
        value={tie.fromPersonId}
        options={people}
        onChange={(fromPersonId) => setTie({ ...tie, fromPersonId })}
      />
      <SelectField
        name="kind"
        label={t.form.kind}
        value={tie.kind}
        options={options(t.kindNames)}
        onChange={(kind) => setTie({ ...tie, kind: kind as TieDraft["kind"] })}
      />
      <SelectField
        name="toPersonId"
        label={t.form.to}
        value={tie.toPersonId}
        options={people}
        onChange={(toPersonId) => setTie({ ...tie, toPersonId })}
      />
      <RadioGroup
        name="strength"
        label={t.strength}
        layout="inline"
        value={tie.strength}
        options={options(t.strengths)}
        onChange={(strength) => setTie({ ...tie, strength: strength as TieDraft["strength"] })}
      />
      <DateField name="from" label={t.form.since} value={tie.from} onChange={(from) => setTie({ ...tie, from })} />
      <div>
        <Button tone="primary" type="submit" busy={saving.pending} wide>
          {t.form.save}
        </Button>
      </div>
    </Form>
  );
}

interface Words {
  readonly missing: { readonly from: string; readonly kind: string; readonly to: string };
  readonly same: string;
}

function problems(tie: TieDraft, words: Words): readonly FieldError[] {
  const checks: readonly (readonly [boolean, string, string])[] = [
    [tie.fromPersonId === "", "fromPersonId", words.missing.from],
    [tie.kind === "", "kind", words.missing.kind],
    [tie.toPersonId === "", "toPersonId", words.missing.to],
    [tie.toPersonId !== "" && tie.toPersonId === tie.fromPersonId, "toPersonId", words.same],
  ];
  return checks.flatMap(([wrong, field, message]) => (wrong ? [{ field, message }] : []));
}
