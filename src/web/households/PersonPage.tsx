import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { HouseholdFile } from "../../contracts/families.ts";
import { correctPerson, endMembership } from "../../contracts/households.ts";
import type { MemberShown, PersonFacts } from "../../contracts/people.ts";
import { useParameter } from "../app/address.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { DateField } from "../ui/DateField.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { useToast } from "../ui/Toast.tsx";
import { ChooseValues } from "./ChooseValues.tsx";
import { FamilyPage } from "./FamilyPage.tsx";
import { blankMember, type MemberDraft, memberProblems } from "./memberDraft.ts";
import { NameFields } from "./PersonFields.tsx";
import { PersonContacts, PersonDocuments } from "./PersonPapers.tsx";
import { personTexts } from "./texts.person.ts";

/** Everything kept of one person of the family, to correct it. */
export function Screen() {
  const t = useTexts(personTexts).person;
  const personId = useParameter("personId");
  return (
    <FamilyPage title={t.title} section="familia">
      {(file) => {
        const member = file.members.find((one) => one.personId === personId);
        if (!member) return <EmptyState title={t.title}>{t.gone}</EmptyState>;
        return (
          <>
            <CorrectForm key={member.personId} file={file} member={member} />
            <PersonDocuments file={file} member={member} />
            <PersonContacts file={file} member={member} />
            {member.to === null && <LeaveForm member={member} />}
          </>
        );
      }}
    </FamilyPage>
  );
}

interface PartProps {
  readonly file: HouseholdFile;
  readonly member: MemberShown;
}

function factsOf(member: MemberShown): PersonFacts {
  const { givenNames, firstSurname, secondSurname, birth, sex, languages } = member;
  return { givenNames, firstSurname, secondSurname, birth, sex, languages };
}

function CorrectForm({ file, member }: PartProps) {
  const t = useTexts(personTexts);
  const toast = useToast();
  const saving = useSaving(correctPerson);
  const [person, setPerson] = useState<PersonFacts>(() => factsOf(member));
  const [birthProblem, setBirthProblem] = useState(false);
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  // Kept from when the form was opened: a newer version read meanwhile must not hide that somebody else changed it.
  const [baseVersion, setBaseVersion] = useState(member.personVersion);
  const send = (next: PersonFacts, version: number) =>
    saving.save(
      { householdId: file.household.id, personId: member.personId, baseVersion: version, person: next },
      (output) => {
        setBaseVersion(output?.version ?? version);
        toast({ text: t.person.saved, tone: "good" });
      },
    );
  const save = async () => {
    const draft: MemberDraft = {
      ...blankMember(() => "", "none"),
      ...person,
      birth: person.birth ?? "",
      birthProblem,
    };
    const found = memberProblems({ draft, prefix: "", who: person.givenNames, today: file.today }, t.missing);
    setMissing(found);
    if (found.length === 0) await send(person, baseVersion);
  };
  const client = useQueryClient();
  const { conflict } = saving;
  // What somebody else saved is read again, so that the choice is made on it.
  useEffect(() => {
    if (conflict) void client.invalidateQueries({ queryKey: ["householdFile"] });
  }, [conflict, client]);
  const resolve = (chosen: Partial<PersonFacts>) => {
    const next = { ...factsOf(member), ...chosen };
    setPerson(next);
    void send(next, member.personVersion);
  };
  const discard = () => {
    setPerson(factsOf(member));
    setBaseVersion(member.personVersion);
    saving.forget();
  };
  if (conflict) return <ChooseValues conflict={conflict} onChoose={resolve} onDiscard={discard} />;
  return (
    <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={() => void save()}>
      <NameFields
        value={{ ...person, birth: person.birth ?? "" }}
        onChange={({ birth, birthProblem: problem, ...part }) => {
          if (problem !== undefined) setBirthProblem(problem);
          const { givenNames, firstSurname, secondSurname, sex } = part;
          setPerson((before) => ({
            ...before,
            ...(givenNames !== undefined && { givenNames }),
            ...(firstSurname !== undefined && { firstSurname }),
            ...(secondSurname !== undefined && { secondSurname }),
            ...(sex !== undefined && sex !== "" && { sex }),
            ...(birth !== undefined && { birth: birth || null }),
          }));
        }}
      />
      <div>
        <Button tone="primary" type="submit" busy={saving.pending} wide>
          {t.person.save}
        </Button>
      </div>
    </Form>
  );
}

function LeaveForm({ member }: { readonly member: MemberShown }) {
  const t = useTexts(personTexts).person;
  const toast = useToast();
  const [endedOn, setEndedOn] = useState("");
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(endMembership, { before_it_started: "endedOn", day_in_future: "endedOn" });
  const save = async () => {
    const found = endedOn === "" ? [{ field: "endedOn", message: t.leaveMissing }] : [];
    setMissing(found);
    if (found.length > 0) return;
    const input = { membershipId: member.membershipId, baseVersion: member.membershipVersion, endedOn };
    await saving.save(input, () => toast({ text: t.left, tone: "good" }));
  };
  return (
    <Panel title={t.leave}>
      <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={() => void save()} className="grid gap-4">
        <p className="max-w-prose text-ink-soft">{t.leaveText}</p>
        <DateField name="endedOn" label={t.leaveOn} value={endedOn} onChange={setEndedOn} />
        <div>
          <Button type="submit" busy={saving.pending}>
            {t.leaveSave}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
