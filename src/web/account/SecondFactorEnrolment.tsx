import { type ReactNode, useState } from "react";
import { startSecondFactor } from "../../contracts/auth.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import { ApiFailure, request } from "../app/request.ts";
import { appTexts } from "../app/texts.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { TextField } from "../ui/TextField.tsx";
import { accountTexts } from "./texts.ts";

/** Sets up the second factor: password once more, the secret for the code application, then the first code. */
export function SecondFactorEnrolment({ confirm }: { readonly confirm: ReactNode }) {
  const t = useTexts(accountTexts);
  const app = useTexts(appTexts);
  const { language } = useLocale();
  const [password, setPassword] = useState("");
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [secret, setSecret] = useState<OutputOf<typeof startSecondFactor>>();
  const submit = async () => {
    if (password === "") return setErrors([{ field: "password", message: app.signIn.missingPassword }]);
    try {
      setSecret(await request({ method: "POST", url: startSecondFactor.url, body: { password }, language }));
      setErrors([]);
    } catch (error) {
      const message = error instanceof ApiFailure ? error.message : app.signIn.notReached;
      setErrors([{ field: "password", message }]);
    }
  };
  if (secret) {
    return (
      <div className="grid gap-4">
        <p>{t.secretIntro}</p>
        <p className="rounded-md bg-sunken p-3 font-mono text-lg break-all select-all">{secret.secret}</p>
        <p>
          <a href={secret.address}>{t.openApplication}</a>
        </p>
        {confirm}
      </div>
    );
  }
  return (
    <Form errors={errors} onSubmit={() => void submit()}>
      <p>{t.enrolIntro}</p>
      <TextField
        name="password"
        label={app.signIn.password}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <Button type="submit" tone="primary" wide>
        {t.enrol}
      </Button>
    </Form>
  );
}
