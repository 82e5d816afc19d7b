import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  confirmSecondFactor,
  mySignIns,
  setFamilyModePin,
  setLanguage,
  signOutEverywhere,
} from "../../contracts/auth.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import { CodeForm } from "../app/CodeForm.tsx";
import { request } from "../app/request.ts";
import { SESSION_KEY, useSession } from "../app/session.tsx";
import { appTexts } from "../app/texts.ts";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useToast } from "../ui/Toast.tsx";
import { PasswordChange } from "./PasswordChange.tsx";
import { SecondFactorEnrolment } from "./SecondFactorEnrolment.tsx";
import { accountTexts } from "./texts.ts";
import { useCall } from "./useCall.ts";

/** Language, password, second factor, family-mode code, and where one is signed in. */
export function Screen() {
  const t = useTexts(accountTexts);
  return (
    <>
      <h1>{t.title}</h1>
      <LanguagePanel />
      <PinPanel />
      <SecondFactorPanel />
      <PasswordPanel />
      <SignInsPanel />
    </>
  );
}

function LanguagePanel() {
  const t = useTexts(accountTexts);
  const app = useTexts(appTexts);
  const locale = useLocale();
  const call = useCall();
  const other = locale.language === "es" ? "en" : "es";
  const change = () => {
    locale.setLanguage(other);
    void call(setLanguage.url, { language: other });
  };
  return (
    <Panel title={t.languageTitle}>
      <p>{t.languageText}</p>
      <p>
        <Button onPress={change} lang={other}>
          {app.language}
        </Button>
      </p>
    </Panel>
  );
}

function PinPanel() {
  const t = useTexts(accountTexts);
  const call = useCall();
  const notify = useToast();
  const client = useQueryClient();
  const [pin, setPin] = useState("");
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const submit = async () => {
    const message = pin === "" ? t.pinMissing : await call(setFamilyModePin.url, { pin });
    setErrors(message ? [{ field: "pin", message }] : []);
    if (message) return;
    setPin("");
    notify({ text: t.pinSaved });
    await client.invalidateQueries({ queryKey: SESSION_KEY });
  };
  return (
    <Panel title={t.pinTitle}>
      <Form errors={errors} onSubmit={() => void submit()}>
        <TextField
          name="pin"
          label={t.pin}
          hint={t.pinIntro}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          width="short"
          value={pin}
          onChange={setPin}
        />
        <p>
          <Button type="submit">{t.savePin}</Button>
        </p>
      </Form>
    </Panel>
  );
}

function SecondFactorPanel() {
  const t = useTexts(accountTexts);
  const session = useSession();
  return (
    <Panel title={t.secondFactorTitle}>
      {session.secondFactorConfirmed ? (
        <p>{t.secondFactorOn}</p>
      ) : (
        <>
          <p>{t.secondFactorOff}</p>
          <SecondFactorEnrolment confirm={<CodeForm url={confirmSecondFactor.url} />} />
        </>
      )}
    </Panel>
  );
}

function PasswordPanel() {
  const t = useTexts(accountTexts);
  const notify = useToast();
  return (
    <Panel title={t.passwordTitle}>
      <PasswordChange onChanged={() => notify({ text: t.passwordChanged })} />
    </Panel>
  );
}

function SignInsPanel() {
  const t = useTexts(accountTexts);
  const { language } = useLocale();
  const { instant } = useFormats();
  const call = useCall();
  const client = useQueryClient();
  const open = useQuery({
    queryKey: ["mySignIns", language],
    queryFn: () => request<OutputOf<typeof mySignIns>>({ method: "GET", url: mySignIns.url, language }),
  });
  const endAll = async () => {
    await call(signOutEverywhere.url, {});
    client.setQueryData(SESSION_KEY, null);
  };
  return (
    <Panel title={t.signInsTitle}>
      <ul className="grid gap-2">
        {(open.data?.signIns ?? []).map((signIn) => (
          <li key={signIn.id}>
            <strong>{signIn.current ? t.thisBrowser : t.otherBrowser}</strong> · {t.lastSeen}:{" "}
            {instant(signIn.lastSeenAt)}
          </li>
        ))}
      </ul>
      <p>
        <Button onPress={() => void endAll()}>{t.endAll}</Button>
      </p>
    </Panel>
  );
}
