import { UserRoundPlus } from "lucide-react";
import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { registerHousehold } from "../../contracts/households.ts";
import { referral } from "../../contracts/referrals.ts";
import { suggestedName } from "../../core/households/household.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { newId } from "../app/ids.ts";
import { FailurePage } from "../app/pages.tsx";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { useDraft } from "../outbox/drafts.ts";
import { useNavigate } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useToast } from "../ui/Toast.tsx";
import { DuplicateWarning } from "./DuplicateWarning.tsx";
import { blankMember, type MemberDraft, memberInput, memberProblems, tieInput } from "./memberDraft.ts";
import { ContactFields, DocumentFields, NameFields, TieField } from "./PersonFields.tsx";
import { personTexts } from "./texts.person.ts";
import { householdsTexts } from "./texts.ts";

interface HouseholdDraft {
  readonly id: string;
  /** Empty while the offered name is good. */
  readonly name: string;
  readonly members: readonly MemberDraft[];
}
type Shown = OutputOf<typeof referral>;

/** The family file of an accepted referral: who they are, one person after another. */
export function Screen() {
  const t = useTexts(personTexts).register;
  const id = useParameter("id");
  const shown = useRead(referral, { referralId: id });
  const [blank] = useState<HouseholdDraft>(() => ({
    id: newId(),
    name: "",
    members: [blankMember(newId, "reference")],
  }));
  const draft = useDraft(`household/${id}`, blank);
  if (shown.isPending || !draft.ready) return <Loading />;
  if (shown.isError) return <FailurePage error={shown.error} onRetry={() => void shown.refetch()} />;
  if (shown.data.state !== "accepted" || shown.data.household) {
    return (
      <EmptyState title={t.title} action={<LinkButton href={`/derivaciones/${id}`}>{t.toReferral}</LinkButton>}>
        {t.notAccepted}
      </EmptyState>
    );
  }
  return <HouseholdForm shown={shown.data} draft={draft} />;
}

interface HouseholdFormProps {
  readonly shown: Shown;
  readonly draft: ReturnType<typeof useDraft<HouseholdDraft>>;
}

function HouseholdForm({ shown, draft }: HouseholdFormProps) {
  const t = useTexts(personTexts);
  const restored = useTexts(householdsTexts).draft;
  const { value, update } = draft;
  const { save, errors, pending } = useRegistration(shown, draft);
  const inputs = value.members.map((member) => memberInput(member, shown.receivedOn));
  const change = (personId: string, part: Partial<MemberDraft>) =>
    update((before) => ({
      ...before,
      members: before.members.map((member) => (member.personId === personId ? { ...member, ...part } : member)),
    }));
  const remove = (personId: string) =>
    update((before) => ({ ...before, members: before.members.filter((member) => member.personId !== personId) }));
  return (
    <section className="grid max-w-3xl gap-6">
      <header>
        <h1>{t.register.title}</h1>
        <p className="max-w-prose text-ink-soft">{t.register.intro}</p>
      </header>
      {draft.restored && <Banner>{restored}</Banner>}
      <Form errors={errors} onSubmit={() => void save()}>
        {value.members.map((member, index) => (
          <MemberPart
            key={member.personId}
            draft={member}
            index={index}
            reference={value.members[0]?.givenNames ?? ""}
            onChange={(part) => change(member.personId, part)}
            onRemove={() => remove(member.personId)}
          />
        ))}
        <div>
          <Button
            icon={UserRoundPlus}
            onPress={() => update((before) => ({ ...before, members: [...before.members, blankMember(newId, "")] }))}
          >
            {t.register.addMember}
          </Button>
        </div>
        <TextField
          name="name"
          label={t.register.name}
          hint={t.register.nameHint}
          value={value.name || suggestedName(inputs)}
          maxLength={200}
          autoComplete="off"
          onChange={(name) => update({ name })}
        />
        <div>
          <Button tone="primary" type="submit" busy={pending} wide>
            {t.register.save}
          </Button>
        </div>
      </Form>
    </section>
  );
}

/** Checks everything with the rules of the server, saves, and goes to the new file. */
function useRegistration(shown: Shown, draft: HouseholdFormProps["draft"]) {
  const t = useTexts(personTexts);
  const toast = useToast();
  const navigate = useNavigate();
  const saving = useSaving(registerHousehold);
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const save = async () => {
    const { id, members: drafts, name } = draft.value;
    const members = drafts.map((member) => memberInput(member, shown.receivedOn));
    const called = name.trim() || suggestedName(members);
    const found = drafts.flatMap((member, index) => {
      const who =
        member.givenNames.trim() || (index === 0 ? t.register.reference : t.register.member({ n: index + 1 }));
      return memberProblems({ draft: member, prefix: `m${index}.`, who, today: shown.today }, t.missing);
    });
    if (called === "") found.push({ field: "name", message: t.missing.familyName });
    setMissing(found);
    if (found.length > 0) return;
    const referenceId = drafts[0]?.personId ?? "";
    const relationships = drafts.flatMap((member) => tieInput(member, referenceId, newId()) ?? []);
    await saving.save({ id, referralId: shown.id, name: called, members, relationships }, async () => {
      await draft.clear();
      toast({ text: t.register.saved, tone: "good" });
      navigate(`/familias/${id}`);
    });
  };
  return { save, errors: missing.length > 0 ? missing : saving.errors, pending: saving.pending };
}

interface MemberPartProps {
  readonly draft: MemberDraft;
  readonly index: number;
  /** Given name of the person of reference. */
  readonly reference: string;
  readonly onChange: (part: Partial<MemberDraft>) => void;
  readonly onRemove: () => void;
}

function MemberPart({ draft, index, reference, onChange, onRemove }: MemberPartProps) {
  const t = useTexts(personTexts);
  const prefix = `m${index}.`;
  const title = index === 0 ? t.register.reference : t.register.member({ n: index + 1 });
  const fields = { value: draft, onChange, prefix };
  return (
    <fieldset className="grid gap-4 rounded-lg border border-line bg-surface p-4 md:p-6">
      <legend className="px-2 text-lg font-bold">{draft.givenNames.trim() || title}</legend>
      {index > 0 && <TieField {...fields} of={reference} />}
      <NameFields {...fields} />
      <DocumentFields {...fields} />
      <ContactFields {...fields} />
      <DuplicateWarning draft={draft} />
      {index > 0 && (
        <div>
          <Button tone="quiet" onPress={onRemove}>
            {t.register.remove({ name: draft.givenNames.trim() || title })}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
