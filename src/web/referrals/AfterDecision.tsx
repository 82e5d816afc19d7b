import { lazy, Suspense, useState } from "react";
import { useMay } from "../app/session.tsx";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import type { ReferralShown } from "./Intake.tsx";
import { referralsTexts } from "./texts.ts";

const LinkToFile = lazy(async () => ({ default: (await import("./LinkToFile.tsx")).LinkToFile }));

/** What comes after a family is accepted: its file, new or already there. */
export function AfterDecision({ shown }: { readonly shown: ReferralShown }) {
  const t = useTexts(referralsTexts);
  const mayRegister = useMay("household.register");
  const [linking, setLinking] = useState(false);
  if (shown.household) {
    return (
      <Panel title={t.after.title}>
        <div>
          <LinkButton href={`/familias/${shown.household.id}`} tone="primary">
            {t.after.file}
          </LinkButton>
        </div>
      </Panel>
    );
  }
  if (!mayRegister) return null;
  return (
    <Panel title={t.after.title}>
      <p className="text-ink-soft">{t.after.openFileText}</p>
      <div>
        <LinkButton href={`/derivaciones/${shown.id}/familia`} tone="primary">
          {t.after.openFile}
        </LinkButton>
      </div>
      {linking ? (
        <Suspense fallback={<Loading />}>
          <LinkToFile shown={shown} />
        </Suspense>
      ) : (
        <div>
          <Button onPress={() => setLinking(true)}>{t.after.already}</Button>
        </div>
      )}
    </Panel>
  );
}
