import { DoorOpen } from "lucide-react";
import type { HouseholdFile } from "../../contracts/families.ts";
import type { FamilyPanelProps } from "../households/panels.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { usePack, usePacks } from "../packs/usePack.ts";
import { Panel as Frame } from "../ui/Card.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { Moves } from "./Moves.tsx";
import { casesTexts } from "./texts.ts";

type Case = NonNullable<HouseholdFile["case"]>;

/** Where the accompaniment stands and the steps the programme allows from there. */
export function Panel({ file }: FamilyPanelProps) {
  const t = useTexts(casesTexts);
  const mayOpen = file.mayDo.includes("case.open") && file.acceptedReferrals.length > 0;
  const open = mayOpen && (file.case === null || file.case.closedOn !== null) && (
    <div>
      <LinkButton href={`/familias/${file.household.id}/abrir`} tone="primary" icon={DoorOpen}>
        {t.open.action}
      </LinkButton>
    </div>
  );
  return (
    <Frame title={t.title}>
      {file.case ? <Standing shown={file.case} /> : <p className="text-ink-soft">{t.noCase}</p>}
      {open}
      {file.case?.closedOn === null && file.mayDo.includes("household.write") && (
        <Moves file={file} caseId={file.case.id} />
      )}
      {file.earlierCases.length > 0 && <Earlier cases={file.earlierCases} />}
    </Frame>
  );
}

function Standing({ shown }: { readonly shown: Case }) {
  const t = useTexts(casesTexts);
  const { date } = useFormats();
  const words = usePack(shown.packVersionId);
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-center gap-3">
        <strong>{words.say("pack.name")}</strong>
        <StatusTag tone={shown.closedOn ? "neutral" : "info"}>{words.say(`stage.${shown.stage}`)}</StatusTag>
        <span className="text-sm text-ink-soft">{t.since({ day: date(shown.stageSince) })}</span>
      </p>
      <p className="text-ink-soft">{t.opened({ day: date(shown.openedOn), n: shown.sessionsHeld })}</p>
      {shown.closedOn && (
        <div className="grid gap-1 rounded-md bg-sunken p-4">
          <p className="font-bold">
            {t.closedOn({ day: date(shown.closedOn) })}
            {shown.closingReason && `: ${words.say(`closing.${shown.closingReason}`)}`}
          </p>
          {shown.result && <p className="max-w-prose whitespace-pre-wrap">{shown.result}</p>}
        </div>
      )}
    </div>
  );
}

function Earlier({ cases }: { readonly cases: readonly Case[] }) {
  const t = useTexts(casesTexts);
  const { date } = useFormats();
  const wordsOf = usePacks(cases.map((one) => one.packVersionId));
  return (
    <div className="grid gap-2">
      <h3>{t.earlier}</h3>
      <ul className="grid gap-1">
        {cases.map((one) => {
          const { say } = wordsOf(one.packVersionId);
          return (
            <li key={one.id}>
              {say("pack.name")} · {t.range({ from: date(one.openedOn), to: date(one.closedOn ?? one.openedOn) })}
              {one.closingReason && ` · ${say(`closing.${one.closingReason}`)}`}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
