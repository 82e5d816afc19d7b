import { useState } from "react";
import { changePassword } from "../../contracts/passwords.ts";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { TextField } from "../ui/TextField.tsx";
import { accountTexts } from "./texts.ts";
import { useCall } from "./useCall.ts";

/** The password one has, and the one that takes its place. */
export function PasswordChange({ onChanged }: { readonly onChanged: () => void }) {
  const t = useTexts(accountTexts);
  const app = useTexts(appTexts);
  const call = useCall();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const submit = async () => {
    const missing: FieldError[] = [];
    if (current === "") missing.push({ field: "current", message: app.signIn.missingPassword });
    if (next === "") missing.push({ field: "next", message: app.signIn.missingPassword });
    setErrors(missing);
    if (missing.length > 0) return;
    const message = await call(changePassword.url, { current, next });
    setErrors(message ? [{ field: "next", message }] : []);
    if (message) return;
    setCurrent("");
    setNext("");
    onChanged();
  };
  return (
    <Form errors={errors} onSubmit={() => void submit()}>
      <TextField
        name="current"
        label={t.current}
        type="password"
        autoComplete="current-password"
        width="half"
        value={current}
        onChange={setCurrent}
      />
      <TextField
        name="next"
        label={t.next}
        hint={t.nextHint}
        type="password"
        autoComplete="new-password"
        width="half"
        value={next}
        onChange={setNext}
      />
      <p>
        <Button type="submit">{t.changePassword}</Button>
      </p>
    </Form>
  );
}
