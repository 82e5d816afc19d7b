import { Signature } from "lucide-react";
import type { HouseholdFile } from "../../contracts/families.ts";
import { isInForce } from "../../core/consents/consent.ts";
import { fullName } from "../../core/people/names.ts";
import type { FamilyPanelProps } from "../households/panels.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel as Frame } from "../ui/Card.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { consentsTexts } from "./texts.ts";
import { usePurposes } from "./usePurposes.ts";

type Consent = HouseholdFile["consents"][number];

/** What was agreed to, by whom, until when; and what was taken back. */
export function Panel({ file }: FamilyPanelProps) {
  const t = useTexts(consentsTexts);
  const mayWrite = file.mayDo.includes("consent.write");
  const add = mayWrite && (
    <LinkButton href={`/familias/${file.household.id}/consentimiento`} icon={Signature} size="small">
      {t.add}
    </LinkButton>
  );
  return (
    <Frame title={t.title} actions={add}>
      {file.consents.length === 0 && <p className="text-ink-soft">{t.none}</p>}
      <ul className="grid gap-3">
        {file.consents.map((consent) => (
          <ConsentLine key={consent.id} consent={consent} file={file} />
        ))}
      </ul>
    </Frame>
  );
}

function ConsentLine({ consent, file }: { readonly consent: Consent; readonly file: HouseholdFile }) {
  const t = useTexts(consentsTexts);
  const { date } = useFormats();
  const { name: purposeName } = usePurposes(file);
  const member = file.members.find(({ personId }) => personId === consent.personId);
  const name = member ? fullName(member) : "—";
  const purpose = purposeName(consent.purpose);
  const holds = isInForce(consent, file.today);
  const mayWithdraw = consent.withdrawnOn === null && holds && file.mayDo.includes("consent.write");
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line pb-3">
      <span>
        <strong>{purpose}</strong>
        <br />
        <span className="text-sm text-ink-soft">
          {t.given({ name, how: t.manners[consent.manner].toLowerCase(), day: date(consent.givenOn) })}
          {consent.validTo && ` · ${t.until({ day: date(consent.validTo) })}`}
        </span>
        {consent.withdrawalReason && <p className="max-w-prose">«{consent.withdrawalReason}»</p>}
      </span>
      <span className="flex flex-wrap items-center gap-3">
        <StatusTag tone={holds ? "good" : "neutral"}>{standing(consent, holds, t, date)}</StatusTag>
        {mayWithdraw && (
          <LinkButton
            href={`/familias/${file.household.id}/consentimiento/${consent.id}`}
            size="small"
            tone="quiet"
            aria-label={t.withdrawOf({ purpose, name })}
          >
            {t.withdraw}
          </LinkButton>
        )}
      </span>
    </li>
  );
}

interface Words {
  readonly inForce: string;
  readonly over: string;
  readonly withdrawn: (values: { day: string }) => string;
}

function standing(consent: Consent, holds: boolean, words: Words, date: (day: string) => string): string {
  if (consent.withdrawnOn) return words.withdrawn({ day: date(consent.withdrawnOn) });
  return holds ? words.inForce : words.over;
}
