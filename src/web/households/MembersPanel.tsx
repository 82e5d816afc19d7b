import { UserRoundPlus } from "lucide-react";
import type { HouseholdFile } from "../../contracts/families.ts";
import type { MemberShown } from "../../contracts/people.ts";
import { fullName } from "../../core/people/names.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Panel as Frame } from "../ui/Card.tsx";
import { type Column, DataTable } from "../ui/DataTable.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { ageInWords } from "./ages.ts";
import type { FamilyPanelProps } from "./panels.ts";
import { householdsTexts } from "./texts.ts";

/** Who lives at home, and who lived there. */
export function Panel({ file }: FamilyPanelProps) {
  const t = useTexts(householdsTexts).members;
  const present = file.members.filter((member) => member.to === null || member.to > file.today);
  const former = file.members.filter((member) => member.to !== null && member.to <= file.today);
  const columns = useColumns(file);
  const add = file.mayDo.includes("household.write") && (
    <LinkButton href={`/familias/${file.household.id}/persona`} icon={UserRoundPlus} size="small">
      {t.add}
    </LinkButton>
  );
  return (
    <Frame title={t.title} actions={add}>
      <DataTable caption={t.title} hideCaption columns={columns} rows={present} rowKey={(row) => row.membershipId} />
      {former.length > 0 && <Former members={former} />}
    </Frame>
  );
}

function useColumns(file: HouseholdFile): readonly Column<MemberShown>[] {
  const t = useTexts(householdsTexts);
  const mayWrite = file.mayDo.includes("household.write");
  return [
    {
      id: "name",
      header: t.members.columns.name,
      rowHeader: true,
      cell: (member) =>
        mayWrite ? (
          <Anchor
            href={`/familias/${file.household.id}/personas/${member.personId}`}
            aria-label={t.members.open({ name: fullName(member) })}
          >
            {fullName(member)}
          </Anchor>
        ) : (
          fullName(member)
        ),
    },
    { id: "role", header: t.members.columns.role, cell: (member) => t.members.roles[member.role] },
    {
      id: "age",
      header: t.members.columns.age,
      cell: (member) => ageInWords(member.birth, file.today, t.file) ?? t.members.unknownBirth,
    },
    { id: "contact", header: t.members.columns.contact, cell: (member) => <Contacts member={member} /> },
  ];
}

function Contacts({ member }: { readonly member: MemberShown }) {
  const t = useTexts(householdsTexts).members;
  if (member.contacts.length === 0) return "—";
  return (
    <ul className="grid gap-1">
      {member.contacts.map((contact) => (
        <li key={contact.id} className="flex flex-wrap items-center gap-2">
          <span className="numeric">{contact.value}</span>
          <StatusTag tone={contact.safe ? "good" : "soon"}>{contact.safe ? t.safe : t.notSafe}</StatusTag>
        </li>
      ))}
    </ul>
  );
}

function Former({ members }: { readonly members: readonly MemberShown[] }) {
  const t = useTexts(householdsTexts).members;
  const { date } = useFormats();
  return (
    <div className="grid gap-2">
      <h3>{t.former}</h3>
      <ul className="grid gap-1">
        {members.map((member) => (
          <li key={member.membershipId}>
            {fullName(member)}{" "}
            <span className="text-ink-soft">
              {t.until({ from: date(member.from), to: date(member.to ?? member.from) })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
