import { DoorClosed, DoorOpen, KeyRound } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { type Account, closeAccount, reopenAccount, resetAccount } from "../../contracts/accounts.ts";
import type { OperationContract } from "../../contracts/contract.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { ErrorSummary } from "../ui/ErrorSummary.tsx";
import { useToast } from "../ui/Toast.tsx";
import { FirstPassword } from "./FirstPassword.tsx";
import { accountsTexts } from "./texts.ts";
import { newPassword, type SendingNow, useSendNow } from "./useSendNow.ts";

const ConfirmDialog = lazy(() => import("../ui/ConfirmDialog.tsx").then((file) => ({ default: file.ConfirmDialog })));

/** The way in of a person: a new password, closing, opening again. */
export function AccessPanel({ account }: { readonly account: Account }) {
  const t = useTexts(accountsTexts).access;
  return (
    <Panel title={t.title}>
      {account.closedOn === null ? (
        <>
          <Reset account={account} />
          <Close account={account} />
        </>
      ) : (
        <Reopen account={account} />
      )}
    </Panel>
  );
}

function Reset({ account: { userId, name, email } }: { readonly account: Account }) {
  const t = useTexts(accountsTexts);
  const [asked, setAsked] = useState(false);
  const [password, setPassword] = useState<string | null>(null);
  const sending = useSendNow(resetAccount);
  const reset = async () => {
    const sent = await sending.send({ userId }, () => ({ userId, password: newPassword() }));
    setAsked(false);
    if (sent) setPassword(sent.password);
  };
  if (password !== null) {
    return (
      <FirstPassword
        title={t.password.reset({ name })}
        email={email}
        password={password}
        actions={<Button onPress={() => setPassword(null)}>{t.password.done}</Button>}
      />
    );
  }
  return (
    <Deed text={t.access.resetText} sending={sending}>
      <Button icon={KeyRound} onPress={() => setAsked(true)}>
        {t.access.reset}
      </Button>
      {asked && (
        <ConfirmDialog
          open
          title={t.access.resetTitle}
          confirm={t.access.reset}
          busy={sending.pending}
          onConfirm={() => void reset()}
          onClose={() => setAsked(false)}
        >
          <p>{t.access.resetConfirm({ name })}</p>
        </ConfirmDialog>
      )}
    </Deed>
  );
}

function Close({ account: { userId, name } }: { readonly account: Account }) {
  const t = useTexts(accountsTexts).access;
  const toast = useToast();
  const [asked, setAsked] = useState(false);
  const sending = useSendNow(closeAccount);
  const close = async () => {
    const sent = await sending.send({ userId }, () => ({ userId }));
    setAsked(false);
    if (sent) toast({ text: t.closedNow, tone: "good" });
  };
  return (
    <Deed text={t.closeText} sending={sending}>
      <Button icon={DoorClosed} onPress={() => setAsked(true)}>
        {t.close}
      </Button>
      {asked && (
        <ConfirmDialog
          open
          danger
          title={t.closeTitle}
          confirm={t.close}
          busy={sending.pending}
          onConfirm={() => void close()}
          onClose={() => setAsked(false)}
        >
          <p>{t.closeConfirm({ name })}</p>
        </ConfirmDialog>
      )}
    </Deed>
  );
}

function Reopen({ account: { userId } }: { readonly account: Account }) {
  const t = useTexts(accountsTexts).access;
  const toast = useToast();
  const sending = useSendNow(reopenAccount);
  const reopen = async () => {
    const sent = await sending.send({ userId }, () => ({ userId }));
    if (sent) toast({ text: t.reopened, tone: "good" });
  };
  return (
    <Deed text={t.reopenText} sending={sending}>
      <Button tone="primary" icon={DoorOpen} busy={sending.pending} onPress={() => void reopen()}>
        {t.reopen}
      </Button>
    </Deed>
  );
}

interface DeedProps {
  readonly text: string;
  readonly sending: Pick<SendingNow<OperationContract>, "errors">;
  readonly children: ReactNode;
}

/** What a button does, said before it, and why it was refused. */
function Deed({ text, sending, children }: DeedProps) {
  return (
    <div className="grid justify-items-start gap-3 py-2">
      {sending.errors.length > 0 && <ErrorSummary errors={sending.errors} />}
      <p className="max-w-prose">{text}</p>
      <Suspense>{children}</Suspense>
    </div>
  );
}
