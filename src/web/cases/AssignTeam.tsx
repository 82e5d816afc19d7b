import { useState } from "react";
import { assignTeam } from "../../contracts/cases.ts";
import type { InputOf } from "../../contracts/contract.ts";
import type { HouseholdFile } from "../../contracts/families.ts";
import { colleagues } from "../../contracts/team.ts";
import { useRead } from "../app/api.ts";
import { newId } from "../app/ids.ts";
import { FailurePage } from "../app/pages.tsx";
import { useSaving } from "../app/useSaving.ts";
import { FamilyPage } from "../households/FamilyPage.tsx";
import { sectionAddress } from "../households/panels.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { useNavigate } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { DateField } from "../ui/DateField.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { Loading } from "../ui/Loading.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { useToast } from "../ui/Toast.tsx";
import { casesTexts } from "./texts.ts";

type Role = InputOf<typeof assignTeam>["role"];
const ROLES = ["lead", "member", "peer"] as const;

/** A supervisor entrusts the family to somebody. */
export function Screen() {
  const t = useTexts(casesTexts).team.form;
  return (
    <FamilyPage title={t.title} section="acompanamiento">
      {(file) => <AssignForm file={file} />}
    </FamilyPage>
  );
}

function AssignForm({ file }: { readonly file: HouseholdFile }) {
  const t = useTexts(casesTexts).team;
  const toast = useToast();
  const navigate = useNavigate();
  const people = useRead(colleagues, {});
  const [id] = useState(newId);
  const [draft, setDraft] = useState<{ userId: string; role: Role | ""; from: string }>({
    userId: "",
    role: "",
    from: file.today,
  });
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(assignTeam, { unknown_colleague: "userId", already_in_team: "userId", excluded: "userId" });
  const save = async () => {
    const { userId, role, from } = draft;
    const found: FieldError[] = [];
    if (userId === "") found.push({ field: "userId", message: t.form.missing.person });
    if (role === "") found.push({ field: "role", message: t.form.missing.role });
    if (from === "") found.push({ field: "from", message: t.form.missing.from });
    setMissing(found);
    if (found.length > 0 || role === "") return;
    await saving.save({ id, householdId: file.household.id, userId, role, from }, () => {
      toast({ text: t.form.saved, tone: "good" });
      navigate(sectionAddress(file.household.id, "acompanamiento"));
    });
  };
  if (people.isPending) return <Loading />;
  if (people.isError) return <FailurePage error={people.error} onRetry={() => void people.refetch()} />;
  const options = people.data.items.map(({ userId, name, families }) => ({
    value: userId,
    label: `${name} (${t.form.load({ n: families })})`,
  }));
  return (
    <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={() => void save()}>
      <SelectField
        name="userId"
        label={t.form.person}
        value={draft.userId}
        options={options}
        onChange={(userId) => setDraft({ ...draft, userId })}
      />
      <RadioGroup
        name="role"
        label={t.form.role}
        value={draft.role}
        options={ROLES.map((role) => ({ value: role, label: t.roles[role] }))}
        onChange={(role) => setDraft({ ...draft, role: role as Role })}
      />
      <DateField name="from" label={t.form.from} value={draft.from} onChange={(from) => setDraft({ ...draft, from })} />
      <div>
        <Button tone="primary" type="submit" busy={saving.pending} wide>
          {t.form.save}
        </Button>
      </div>
    </Form>
  );
}
