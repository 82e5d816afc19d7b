import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, HandHeart, Users } from "lucide-react";
import { useState } from "react";
import { enterFamilyMode, setFamilyModePin } from "../../contracts/auth.ts";
import { ApiFailure, request } from "../app/request.ts";
import { SESSION_KEY, useOwner, useSession } from "../app/session.tsx";
import { appTexts } from "../app/texts.ts";
import { AddressProvider, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { retryOutbox } from "../outbox/outbox.ts";
import { useNavigate } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { TextField } from "../ui/TextField.tsx";
import { AnswerForm } from "./AnswerForm.tsx";
import { FamilyIntro } from "./FamilyIntro.tsx";
import { isJoint, type StepProps } from "./stepProps.ts";
import { assessmentsTexts } from "./texts.ts";
import { useAnswering } from "./useAnswering.ts";

/** The family answers first: alone with the screen, or together with the worker. */
export function FamilyStep({ shown, compiled }: StepProps) {
  const t = useTexts(assessmentsTexts);
  const [together, setTogether] = useState(false);
  if (together) {
    return (
      <section aria-label={t.state.family_answering} className="grid gap-6">
        <p>
          <Button size="small" tone="quiet" icon={ArrowLeft} onPress={() => setTogether(false)}>
            {t.family.back}
          </Button>
        </p>
        <AddressProvider address={shown.addressForm}>
          <Together shown={shown} compiled={compiled} />
        </AddressProvider>
      </section>
    );
  }
  const joint = isJoint(compiled);
  const saved = Object.keys(shown.familyAnswers ?? {}).length;
  return (
    <section aria-labelledby="family-step" className="grid gap-6">
      <div className="grid gap-2">
        <h3 id="family-step">{joint ? t.family.title : t.family.aloneTitle}</h3>
        <p>{joint ? t.family.text : t.family.aloneText}</p>
        {saved > 0 && <p className="text-ink-soft">{t.family.begun({ n: saved })}</p>}
      </div>
      <Lend shown={shown} />
      <div className="grid gap-3 border-t border-line pt-6">
        <p className="text-ink-soft">{t.family.togetherText}</p>
        <p>
          <Button icon={Users} wide onPress={() => setTogether(true)}>
            {t.family.together}
          </Button>
        </p>
      </div>
    </section>
  );
}

function Together({ shown, compiled }: StepProps) {
  const t = useTexts(assessmentsTexts);
  const answering = useAnswering(shown, compiled, "family");
  return (
    <AnswerForm
      compiled={compiled}
      answering={answering}
      finishLabel={isJoint(compiled) ? t.finishFamily : t.finishAlone}
      withPriorities
      intro={<FamilyIntro compiled={compiled} />}
    />
  );
}

/** Hands the screen over. What the worker has read so far leaves the page's memory first. */
function useLending({ assessmentId, householdId }: StepProps["shown"]) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const owner = useOwner();
  const { language } = useLocale();
  return async () => {
    await retryOutbox(owner);
    await request({ method: "POST", url: enterFamilyMode.url, body: { householdId, assessmentId }, language });
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
    await client.invalidateQueries({ queryKey: SESSION_KEY });
    navigate(`/valoraciones/${assessmentId}/familia`);
  };
}

function Lend({ shown }: Pick<StepProps, "shown">) {
  const t = useTexts(assessmentsTexts);
  const app = useTexts(appTexts);
  const session = useSession();
  const lend = useLending(shown);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  const press = async () => {
    if (!session.familyModePinSet) return setAsking(true);
    setBusy(true);
    await lend().catch((error) => setFailure(error instanceof ApiFailure ? error.message : app.signIn.notReached));
    setBusy(false);
  };
  if (asking) return <NewPin onSaved={lend} onCancel={() => setAsking(false)} />;
  return (
    <div className="grid gap-3">
      <p className="text-ink-soft">{t.family.lendText}</p>
      {failure && (
        <div role="alert">
          <Banner tone="soon">{failure}</Banner>
        </div>
      )}
      <p>
        <Button tone="primary" size="large" icon={HandHeart} wide busy={busy} onPress={() => void press()}>
          {t.family.lend}
        </Button>
      </p>
    </div>
  );
}

/** The code is chosen once, before the first time the screen is lent. */
function NewPin({ onSaved, onCancel }: { readonly onSaved: () => Promise<void>; readonly onCancel: () => void }) {
  const t = useTexts(assessmentsTexts).pin;
  const app = useTexts(appTexts);
  const { language } = useLocale();
  const [pin, setPin] = useState("");
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const save = async () => {
    if (pin === "") return setErrors([{ field: "pin", message: t.missing }]);
    setBusy(true);
    try {
      await request({ method: "POST", url: setFamilyModePin.url, body: { pin }, language });
      await onSaved();
    } catch (error) {
      setErrors([{ field: "pin", message: error instanceof ApiFailure ? error.message : app.signIn.notReached }]);
    }
    setBusy(false);
  };
  return (
    <Form errors={errors} onSubmit={() => void save()} label={t.title}>
      <div className="grid gap-2">
        <h3>{t.title}</h3>
        <p className="text-ink-soft">{t.text}</p>
      </div>
      <TextField
        name="pin"
        label={t.label}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        width="short"
        value={pin}
        onChange={setPin}
      />
      <div className="flex flex-col gap-2 md:flex-row">
        <Button type="submit" tone="primary" wide busy={busy}>
          {t.save}
        </Button>
        <Button wide onPress={onCancel}>
          {t.cancel}
        </Button>
      </div>
    </Form>
  );
}
