import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { TextField } from "../ui/TextField.tsx";
import { ApiFailure, request } from "./request.ts";
import { SESSION_KEY } from "./session.tsx";
import { appTexts } from "./texts.ts";

/** The six digits of the second factor. */
export function CodeForm({ url }: { readonly url: string }) {
  const t = useTexts(appTexts);
  const client = useQueryClient();
  const { language } = useLocale();
  const [code, setCode] = useState("");
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const submit = async () => {
    const digits = code.replace(/\s/g, "");
    if (!/^\d{6}$/.test(digits)) return setErrors([{ field: "code", message: t.signIn.missingCode }]);
    try {
      await request({ method: "POST", url, body: { code: digits }, language });
      await client.invalidateQueries({ queryKey: SESSION_KEY });
    } catch (error) {
      setErrors([{ field: "code", message: error instanceof ApiFailure ? error.message : t.signIn.notReached }]);
    }
  };
  return (
    <Form errors={errors} onSubmit={() => void submit()}>
      <TextField
        name="code"
        label={t.signIn.code}
        hint={t.signIn.codeHint}
        inputMode="numeric"
        autoComplete="one-time-code"
        width="short"
        value={code}
        onChange={setCode}
      />
      <Button type="submit" tone="primary" wide>
        {t.signIn.confirm}
      </Button>
    </Form>
  );
}
