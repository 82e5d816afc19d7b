import { type Account, account } from "../../contracts/accounts.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Loading } from "../ui/Loading.tsx";
import { AccessPanel } from "./AccessPanel.tsx";
import { EmailText } from "./EmailText.tsx";
import { RolesPanel } from "./RolesPanel.tsx";
import { accountsTexts } from "./texts.ts";

/** One account: what the person may do and where, and the way in. */
export function Screen() {
  const t = useTexts(accountsTexts);
  const userId = useParameter("userId");
  const found = useRead(account, { userId });
  if (found.isPending) return <Loading />;
  if (found.isError) return <FailurePage error={found.error} onRetry={() => void found.refetch()} />;
  const { account: person, today } = found.data;
  return (
    <section className="grid gap-6">
      <header className="grid gap-1">
        <p>
          <Anchor href="/cuentas">{t.account.back}</Anchor>
        </p>
        <h1>{person.name}</h1>
        <p className="text-ink-soft">
          <EmailText email={person.email} />
        </p>
      </header>
      <Notice account={person} />
      <Facts account={person} />
      <RolesPanel account={person} today={today} />
      {person.manageable && <AccessPanel account={person} />}
    </section>
  );
}

function Notice({ account: person }: { readonly account: Account }) {
  const t = useTexts(accountsTexts).account;
  const { longDate } = useFormats();
  return (
    <>
      {person.closedOn && (
        <Banner tone="neutral" title={t.closedOn({ day: longDate(person.closedOn) })}>
          {t.closedText}
        </Banner>
      )}
      {person.own && <Banner title={t.own}>{t.ownText}</Banner>}
      {!person.own && !person.manageable && <Banner title={t.beyond}>{t.beyondText}</Banner>}
    </>
  );
}

function Facts({ account: person }: { readonly account: Account }) {
  const t = useTexts(accountsTexts);
  const { date, longDate } = useFormats();
  const facts = [
    [t.columns.lastSignIn, person.lastSignInOn ? date(person.lastSignInOn) : t.never],
    [t.columns.secondFactor, person.secondFactor ? t.yes : t.no],
    [t.account.addedOn, longDate(person.addedOn)],
    [t.account.language, t.form.languages[person.language]],
  ] as const;
  return (
    <dl className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt className="text-sm text-ink-soft">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
