import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LogIn } from "lucide-react";
import { useState } from "react";
import { confirmSecondFactor, demoSignIns, giveSecondFactor, signIn } from "../../contracts/auth.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import { PasswordChange } from "../account/PasswordChange.tsx";
import { SecondFactorEnrolment } from "../account/SecondFactorEnrolment.tsx";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { Mark } from "../ui/Mark.tsx";
import { TextField } from "../ui/TextField.tsx";
import { CodeForm } from "./CodeForm.tsx";
import { ApiFailure, request } from "./request.ts";
import { SESSION_KEY } from "./session.tsx";
import { appTexts } from "./texts.ts";

type Stage = "open" | "second_factor" | "enrolment" | "new_password" | null;

/** The door: password, then the code where the account has one; in demo mode the fictional people in one click. */
export function SignInPage({ stage }: { readonly stage: Stage }) {
  const t = useTexts(appTexts);
  const { language, setLanguage } = useLocale();
  return (
    <div className="min-h-dvh">
      <header className="flex items-center justify-between gap-3 px-4 py-3 md:px-8">
        <span className="flex items-center gap-2.5 font-bold">
          <Mark className="size-8 text-teal" />
          {t.name}
        </span>
        <Button
          tone="quiet"
          onPress={() => setLanguage(language === "es" ? "en" : "es")}
          lang={language === "es" ? "en" : "es"}
        >
          {t.language}
        </Button>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto grid max-w-md gap-8 px-4 pt-6 pb-16 outline-none">
        <div className="grid gap-2">
          <h1>{t.signIn.title}</h1>
          <p className="text-ink-soft">{t.signIn.intro}</p>
        </div>
        {stage === "second_factor" && <CodeForm url={giveSecondFactor.url} />}
        {stage === "enrolment" && <SecondFactorEnrolment confirm={<CodeForm url={confirmSecondFactor.url} />} />}
        {stage === "new_password" && <OwnPassword />}
        {stage === null && (
          <>
            <PasswordForm />
            <DemoSignIns />
          </>
        )}
      </main>
    </div>
  );
}

/** What to show for a failed try: the server's own words, or that it was not reached. */
function useSentence() {
  const t = useTexts(appTexts);
  return (error: unknown): string => (error instanceof ApiFailure ? error.message : t.signIn.notReached);
}

function useEnter() {
  const client = useQueryClient();
  const { language } = useLocale();
  return async (email: string, password: string) => {
    await request({ method: "POST", url: signIn.url, body: { email: email.trim().toLowerCase(), password }, language });
    await client.invalidateQueries({ queryKey: SESSION_KEY });
  };
}

function PasswordForm() {
  const t = useTexts(appTexts);
  const enter = useEnter();
  const sentence = useSentence();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    const missing: FieldError[] = [];
    if (email.trim() === "") missing.push({ field: "email", message: t.signIn.missingEmail });
    if (password === "") missing.push({ field: "password", message: t.signIn.missingPassword });
    setErrors(missing);
    if (missing.length > 0) return;
    setBusy(true);
    await enter(email, password).catch((error) => setErrors([{ field: "password", message: sentence(error) }]));
    setBusy(false);
  };
  return (
    <Form errors={errors} onSubmit={() => void submit()}>
      <TextField
        name="email"
        label={t.signIn.email}
        type="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
      />
      <TextField
        name="password"
        label={t.signIn.password}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <Button type="submit" tone="primary" icon={LogIn} busy={busy} wide>
        {t.signIn.submit}
      </Button>
    </Form>
  );
}

/** Somebody else gave the password: nothing opens before there is another. */
function OwnPassword() {
  const t = useTexts(appTexts);
  const client = useQueryClient();
  return (
    <section aria-labelledby="own-password" className="grid gap-3">
      <h2 id="own-password">{t.signIn.ownPasswordTitle}</h2>
      <p>{t.signIn.ownPasswordText}</p>
      <PasswordChange onChanged={() => void client.invalidateQueries({ queryKey: SESSION_KEY })} />
    </section>
  );
}

function DemoSignIns() {
  const t = useTexts(appTexts);
  const enter = useEnter();
  const { language } = useLocale();
  const demo = useQuery({
    queryKey: ["demoSignIns"],
    queryFn: () => request<OutputOf<typeof demoSignIns>>({ method: "GET", url: demoSignIns.url, language }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const people = demo.data?.signIns ?? [];
  if (people.length === 0) return null;
  return (
    <section aria-labelledby="demo" className="grid gap-3 border-t border-line pt-6">
      <h2 id="demo">{t.signIn.demoTitle}</h2>
      <p className="text-ink-soft">{t.signIn.demoIntro}</p>
      <ul className="grid gap-2">
        {people.map((person) => (
          <li key={person.email} className="grid">
            <Button onPress={() => void enter(person.email, person.password)}>
              {t.signIn.demoEnter({ role: t.roles[person.role] })} · {person.name}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
