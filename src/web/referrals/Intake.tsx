import type { OutputOf } from "../../contracts/contract.ts";
import { referral } from "../../contracts/referrals.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useMay } from "../app/session.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { usePack } from "../packs/usePack.ts";
import { Anchor } from "../ui/Anchor.tsx";
import { Panel } from "../ui/Card.tsx";
import { IdentityBar } from "../ui/IdentityBar.tsx";
import { Loading } from "../ui/Loading.tsx";
import { AfterDecision } from "./AfterDecision.tsx";
import { DecisionPanel } from "./DecisionPanel.tsx";
import { IntakeForm } from "./IntakeForm.tsx";
import { ReferralStateTag } from "./ReferralStateTag.tsx";
import { RulesPanel } from "./RulesPanel.tsx";
import { referralsTexts } from "./texts.ts";
import { useIntake } from "./useIntake.ts";

export type ReferralShown = OutputOf<typeof referral>;

/** A referral on its way to a decision: what is known, what the programme asks, what its rules say, what is decided. */
export function Screen() {
  const id = useParameter("id");
  const shown = useRead(referral, { referralId: id });
  if (shown.isPending) return <Loading />;
  if (shown.isError) return <FailurePage error={shown.error} onRetry={() => void shown.refetch()} />;
  return <Intake key={shown.data.id} shown={shown.data} />;
}

function Intake({ shown }: { readonly shown: ReferralShown }) {
  const t = useTexts(referralsTexts);
  const words = usePack(shown.packVersionId);
  const intake = useIntake(shown, words.pack);
  const mayWrite = useMay("referral.write");
  if (!words.pack || !intake.ready) return <Loading />;
  const open = shown.state === "received" || shown.state === "screened";
  return (
    <>
      <IdentityBar
        name={shown.familyName}
        code={shown.code}
        tags={<ReferralStateTag state={shown.state} />}
        back={{ href: "/derivaciones", label: t.intake.back }}
      />
      {shown.state === "accepted" && <AfterDecision shown={shown} />}
      <Known shown={shown} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        {open && mayWrite && <IntakeForm intake={intake} words={words} shown={shown} />}
        <div className="lg:sticky lg:top-32">
          <RulesPanel evaluation={intake.evaluation} words={words} />
        </div>
      </div>
      <DecisionPanel shown={shown} words={words} changed={intake.changed} />
    </>
  );
}

function Known({ shown }: { readonly shown: ReferralShown }) {
  const t = useTexts(referralsTexts);
  const { date } = useFormats();
  const facts: readonly (readonly [string, string])[] = [
    [t.intake.source, t.sources[shown.source]],
    [t.intake.receivedOn, date(shown.receivedOn)],
    [t.intake.place, shown.territory.name],
    [t.intake.contact, shown.contact || t.intake.noContact],
    [t.intake.registeredBy, shown.registeredBy ?? "—"],
  ];
  return (
    <Panel title={t.intake.known}>
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt className="text-sm text-ink-soft">{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div>
        <h3 className="text-sm font-normal text-ink-soft">{t.intake.reason}</h3>
        <p className="max-w-prose whitespace-pre-wrap">{shown.reason}</p>
      </div>
      {shown.household && (
        <p>
          <Anchor href={`/familias/${shown.household.id}`}>
            {shown.household.name} <span className="numeric">{shown.household.code}</span>
          </Anchor>
        </p>
      )}
    </Panel>
  );
}
