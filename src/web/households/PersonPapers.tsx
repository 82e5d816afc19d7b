import { useState } from "react";
import type { HouseholdFile } from "../../contracts/families.ts";
import { addContact, addDocument } from "../../contracts/households.ts";
import type { MemberShown } from "../../contracts/people.ts";
import { readDocument } from "../../core/people/documents.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { useToast } from "../ui/Toast.tsx";
import { blankMember, type MemberDraft, memberInput } from "./memberDraft.ts";
import { ContactFields, DocumentFields } from "./PersonFields.tsx";
import { personTexts } from "./texts.person.ts";
import { householdsTexts } from "./texts.ts";

interface PartProps {
  readonly file: HouseholdFile;
  readonly member: MemberShown;
}
type Document = Pick<MemberDraft, "documentKind" | "documentNumber">;

/** Identity documents of a person, and a form to add one. */
export function PersonDocuments({ file, member }: PartProps) {
  const t = useTexts(personTexts);
  const names = useTexts(householdsTexts).members.documents;
  const toast = useToast();
  const [document, setDocument] = useState<Document>({ documentKind: "", documentNumber: "" });
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(addDocument, { bad_document: "documentNumber" });
  const save = async () => {
    const { documentKind: kind, documentNumber: number } = document;
    const found = documentProblems(document, t.missing);
    setMissing(found);
    if (found.length > 0 || kind === "") return;
    const input = {
      householdId: file.household.id,
      personId: member.personId,
      document: { id: newId(), kind, number },
    };
    await saving.save(input, () => {
      setDocument({ documentKind: "", documentNumber: "" });
      toast({ text: t.person.documentSaved, tone: "good" });
    });
  };
  return (
    <Panel title={t.person.documents}>
      {member.documents.length === 0 && <p className="text-ink-soft">{t.person.noDocuments}</p>}
      <ul className="grid gap-1">
        {member.documents.map(({ id, kind, number }) => (
          <li key={id}>
            {names[kind]}: <span className="numeric">{number}</span>
          </li>
        ))}
      </ul>
      <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={() => void save()} className="grid gap-4">
        <DocumentFields value={document} onChange={(part) => setDocument((before) => ({ ...before, ...part }))} />
        <div>
          <Button type="submit" busy={saving.pending}>
            {t.person.addDocument}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}

interface DocumentWords {
  readonly document: (values: { number: string }) => string;
  readonly documentKind: (values: { who: string }) => string;
}

function documentProblems({ documentKind, documentNumber }: Document, words: DocumentWords): readonly FieldError[] {
  if (documentKind === "") return [{ field: "documentKind", message: words.documentKind({ who: "" }) }];
  if (readDocument(documentKind, documentNumber).ok) return [];
  return [{ field: "documentNumber", message: words.document({ number: documentNumber }) }];
}

/** Ways to reach a person, each with whether it is safe; a way that stops being safe is noted, not erased. */
export function PersonContacts({ file, member }: PartProps) {
  const t = useTexts(personTexts).person;
  const safety = useTexts(householdsTexts).members;
  const toast = useToast();
  const [contact, setContact] = useState({ contact: "", safe: false });
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(addContact);
  const note = (kind: "phone" | "email" | "other", value: string, safe: boolean) => {
    const input = { householdId: file.household.id, personId: member.personId };
    return saving.save({ ...input, contact: { id: newId(), kind, value, safe } }, () => {
      setContact({ contact: "", safe: false });
      toast({ text: t.contactSaved, tone: "good" });
    });
  };
  const save = async () => {
    const [read] = memberInput({ ...blankMember(newId, "none"), ...contact }, file.today).contacts;
    setMissing(read ? [] : [{ field: "contact", message: t.missingContact }]);
    if (read) await note(read.kind, read.value, read.safe);
  };
  return (
    <Panel title={t.contacts}>
      {member.contacts.length === 0 && <p className="text-ink-soft">{t.noContacts}</p>}
      <ul className="grid gap-2">
        {member.contacts.map(({ id, kind, value, safe }) => (
          <li key={id} className="flex flex-wrap items-center gap-3">
            <span className="numeric">{value}</span>
            <StatusTag tone={safe ? "good" : "soon"}>{safe ? safety.safe : safety.notSafe}</StatusTag>
            <Button size="small" tone="quiet" onPress={() => void note(kind, value, !safe)}>
              {safe ? t.markUnsafe : t.markSafe}
            </Button>
          </li>
        ))}
      </ul>
      <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={() => void save()} className="grid gap-4">
        <ContactFields value={contact} onChange={(part) => setContact((before) => ({ ...before, ...part }))} />
        <div>
          <Button type="submit" busy={saving.pending}>
            {t.addContact}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
