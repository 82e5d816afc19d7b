import { useQueryClient } from "@tanstack/react-query";
import { HandHeart, Pause } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { assessment } from "../../contracts/assessments.ts";
import { leaveFamilyMode } from "../../contracts/auth.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { ApiFailure, request } from "../app/request.ts";
import { SESSION_KEY, useOwner, useSession } from "../app/session.tsx";
import { appTexts } from "../app/texts.ts";
import { AddressProvider, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { compiledDefinition } from "../instruments/compiledDefinition.ts";
import { instrumentsTexts } from "../instruments/texts.ts";
import { retryOutbox } from "../outbox/outbox.ts";
import { useNavigate } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { ErrorPanel } from "../ui/ErrorPanel.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Mark } from "../ui/Mark.tsx";
import { PinPad } from "../ui/PinPad.tsx";
import { AnswerForm } from "./AnswerForm.tsx";
import { FamilyIntro } from "./FamilyIntro.tsx";
import type { StepProps } from "./stepProps.ts";
import { assessmentsTexts } from "./texts.ts";
import { useAnswering } from "./useAnswering.ts";

const LONGEST_PIN = 8;

/** The screen in the family's hands: its questions and nothing else. */
export function Screen() {
  const id = useParameter("id");
  const session = useSession();
  const navigate = useNavigate();
  const lent = session.familyMode?.assessmentId === id;
  const shown = useRead(assessment, { assessmentId: id }, { enabled: lent });
  useEffect(() => {
    if (!lent) navigate(`/valoraciones/${id}`);
  }, [lent, navigate, id]);
  if (!lent || shown.isPending) return <Loading />;
  if (shown.isError) {
    return (
      <>
        <FailurePage error={shown.error} onRetry={() => void shown.refetch()} />
        <GiveBack assessmentId={id} />
      </>
    );
  }
  return (
    <AddressProvider address={shown.data.addressForm}>
      <Lent shown={shown.data} />
    </AddressProvider>
  );
}

function Lent({ shown }: Pick<StepProps, "shown">) {
  const compiled = compiledDefinition(shown.definition);
  const broken = useTexts(instrumentsTexts).one;
  const { language } = useLocale();
  if (!compiled) return <ErrorPanel title={broken.broken}>{broken.brokenHint}</ErrorPanel>;
  const { title } = compiled.definition;
  return (
    <div className="grid gap-6 pb-16">
      <header className="grid gap-3">
        <Mark className="size-8 text-teal" />
        <h1>{title[language] ?? title.es}</h1>
      </header>
      {shown.state === "family_answering" ? (
        <Answers shown={shown} compiled={compiled} />
      ) : (
        <Thanks assessmentId={shown.assessmentId} />
      )}
    </div>
  );
}

function Answers({ shown, compiled }: StepProps) {
  const t = useTexts(assessmentsTexts).lent;
  const answering = useAnswering(shown, compiled, "family");
  const [aside, setAside] = useState<"paused" | "leaving" | null>(null);
  const put = (where: "paused" | "leaving") => () => {
    answering.savePage();
    setAside(where);
  };
  if (aside === "paused") {
    return (
      <Still title={t.paused} text={t.pausedText}>
        <Button tone="primary" size="large" wide onPress={() => setAside(null)}>
          {t.goOn}
        </Button>
        <Button size="large" wide icon={HandHeart} onPress={() => setAside("leaving")}>
          {t.giveBack}
        </Button>
      </Still>
    );
  }
  if (aside === "leaving") return <GiveBack assessmentId={shown.assessmentId} onStay={() => setAside(null)} />;
  return (
    <AnswerForm
      compiled={compiled}
      answering={answering}
      finishLabel={t.finish}
      withPriorities
      intro={<FamilyIntro compiled={compiled} />}
      tools={
        <>
          <Button size="small" icon={Pause} onPress={put("paused")}>
            {t.pause}
          </Button>
          <Button size="small" tone="quiet" icon={HandHeart} onPress={put("leaving")}>
            {t.giveBack}
          </Button>
        </>
      }
    />
  );
}

function Thanks({ assessmentId }: { readonly assessmentId: string }) {
  const t = useTexts(assessmentsTexts).lent;
  return (
    <Still title={t.thanks} text={t.thanksText}>
      <GiveBack assessmentId={assessmentId} />
    </Still>
  );
}

interface StillProps {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

/** A quiet page with no answer on it. */
function Still({ title, text, children }: StillProps) {
  return (
    <section className="grid gap-6">
      <div className="grid gap-2" role="status">
        <h2>{title}</h2>
        <p className="text-lg">{text}</p>
      </div>
      <div className="flex flex-col gap-2">{children}</div>
    </section>
  );
}

/** Only the worker's code leads out. What the family wrote is sent first, while its key is still here. */
function GiveBack({ assessmentId, onStay }: { readonly assessmentId: string; readonly onStay?: () => void }) {
  const t = useTexts(assessmentsTexts).lent;
  const app = useTexts(appTexts);
  const { displayName } = useSession();
  const owner = useOwner();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { language } = useLocale();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const leave = async (pin: string) => {
    if (pin === "") return;
    setBusy(true);
    setError(undefined);
    try {
      await retryOutbox(owner);
      await request({ method: "POST", url: leaveFamilyMode.url, body: { pin }, language });
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
      navigate(`/valoraciones/${assessmentId}`);
      await client.invalidateQueries({ queryKey: SESSION_KEY });
    } catch (refused) {
      setError(refused instanceof ApiFailure ? refused.message : app.signIn.notReached);
    }
    setBusy(false);
  };
  return (
    <section aria-label={t.giveBackTitle} className="grid justify-items-center gap-4">
      <h2>{t.giveBackTitle}</h2>
      <PinPad
        label={t.code}
        hint={t.giveBackText({ name: displayName })}
        length={LONGEST_PIN}
        confirm={t.giveBackNow}
        busy={busy}
        onComplete={(pin) => void leave(pin)}
        {...(error ? { error } : {})}
      />
      {onStay && (
        <Button tone="quiet" onPress={onStay}>
          {t.notYet}
        </Button>
      )}
    </section>
  );
}
