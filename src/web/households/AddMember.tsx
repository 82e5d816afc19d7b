import { useState } from "react";
import type { HouseholdFile } from "../../contracts/families.ts";
import { addMember, addRelationship } from "../../contracts/households.ts";
import { useOperation } from "../app/api.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { useDraft } from "../outbox/drafts.ts";
import { useNavigate } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { DateField } from "../ui/DateField.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { Loading } from "../ui/Loading.tsx";
import { useToast } from "../ui/Toast.tsx";
import { DuplicateWarning } from "./DuplicateWarning.tsx";
import { FamilyPage } from "./FamilyPage.tsx";
import { blankMember, type MemberDraft, memberInput, memberProblems, tieInput } from "./memberDraft.ts";
import { ContactFields, DocumentFields, NameFields, TieField } from "./PersonFields.tsx";
import { sectionAddress } from "./panels.ts";
import { personTexts } from "./texts.person.ts";
import { householdsTexts } from "./texts.ts";

/** Somebody comes to live in the household. */
export function Screen() {
  const t = useTexts(personTexts).add;
  return (
    <FamilyPage title={t.title} section="familia">
      {(file) => <AddMemberForm file={file} />}
    </FamilyPage>
  );
}

interface AddDraft {
  readonly member: MemberDraft;
  readonly since: string;
}

function AddMemberForm({ file }: { readonly file: HouseholdFile }) {
  const t = useTexts(personTexts);
  const restored = useTexts(householdsTexts).draft;
  const [blank] = useState<AddDraft>(() => ({ member: blankMember(newId, ""), since: file.today }));
  const draft = useDraft(`member/${file.household.id}`, blank);
  const { save, errors, pending } = useAdding(file, draft);
  const reference = file.members.find(({ role, to }) => role === "reference" && to === null);
  const change = (part: Partial<MemberDraft>) =>
    draft.update((before) => ({ ...before, member: { ...before.member, ...part } }));
  if (!draft.ready) return <Loading />;
  const { member, since } = draft.value;
  const fields = { value: member, onChange: change };
  return (
    <Form errors={errors} onSubmit={() => void save()}>
      {draft.restored && <Banner>{restored}</Banner>}
      <TieField {...fields} of={reference?.givenNames ?? ""} />
      <NameFields {...fields} />
      <DateField
        name="since"
        label={t.add.since}
        value={since}
        onChange={(day) => draft.update((before) => ({ ...before, since: day }))}
      />
      <DocumentFields {...fields} />
      <ContactFields {...fields} />
      <DuplicateWarning draft={member} />
      <div>
        <Button tone="primary" type="submit" busy={pending} wide>
          {t.add.save}
        </Button>
      </div>
    </Form>
  );
}

/** Adds the person, and then the tie with the person of reference that the form asked for. */
function useAdding(file: HouseholdFile, draft: ReturnType<typeof useDraft<AddDraft>>) {
  const t = useTexts(personTexts);
  const toast = useToast();
  const navigate = useNavigate();
  const saving = useSaving(addMember, { day_in_future: "since", two_references: "tie" });
  const tying = useOperation(addRelationship);
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const save = async () => {
    const { member, since } = draft.value;
    const householdId = file.household.id;
    const found = [
      ...memberProblems({ draft: member, prefix: "", who: member.givenNames, today: file.today }, t.missing),
    ];
    if (since === "" || since > file.today) found.push({ field: "since", message: t.missing.since });
    setMissing(found);
    if (found.length > 0) return;
    await saving.save({ householdId, member: memberInput(member, since) }, async () => {
      const reference = file.members.find(({ role, to }) => role === "reference" && to === null);
      const tie = reference && tieInput(member, reference.personId, newId());
      if (tie) await tying.send({ ...tie, householdId, from: since }).catch(() => undefined);
      await draft.clear();
      toast({ text: t.add.saved, tone: "good" });
      navigate(sectionAddress(householdId, "familia"));
    });
  };
  return { save, errors: missing.length > 0 ? missing : saving.errors, pending: saving.pending };
}
