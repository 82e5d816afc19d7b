import { Check, Copy } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { EmailText } from "./EmailText.tsx";
import { accountsTexts } from "./texts.ts";

interface FirstPasswordProps {
  readonly title: string;
  readonly email: string;
  readonly password: string;
  /** What to do once it was handed over. */
  readonly actions: ReactNode;
}

/** A first password, shown once, with how to hand it over. The reader is brought here as soon as it appears. */
export function FirstPassword({ title, email, password, actions }: FirstPasswordProps) {
  const t = useTexts(accountsTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  const [copied, setCopied] = useState<"yes" | "failed">();
  useEffect(() => heading.current?.focus(), []);
  const copy = () =>
    navigator.clipboard.writeText(password).then(
      () => setCopied("yes"),
      () => setCopied("failed"),
    );
  return (
    <section className="grid gap-4 rounded-lg border-2 border-teal p-4 md:p-6">
      <h2 ref={heading} tabIndex={-1} className="outline-none">
        {title}
      </h2>
      <dl className="grid gap-3">
        <div>
          <dt className="text-sm text-ink-soft">{t.columns.email}</dt>
          <dd>
            <EmailText email={email} />
          </dd>
        </div>
        <div>
          <dt className="text-sm text-ink-soft">{t.password.label}</dt>
          <dd className="flex flex-wrap items-center gap-3">
            <code className="rounded-md bg-sunken px-3 py-2 text-xl font-bold select-all">{password}</code>
            <Button icon={copied === "yes" ? Check : Copy} onPress={() => void copy()}>
              {copied === "yes" ? t.password.copied : t.password.copy}
            </Button>
          </dd>
        </div>
      </dl>
      <p role="status" className={copied === "failed" ? "font-bold" : "sr-only"}>
        {copied === "yes" ? t.password.copied : copied === "failed" ? t.password.copyByHand : ""}
      </p>
      <p className="max-w-prose font-bold">{t.password.once}</p>
      <div className="grid gap-2">
        <h3>{t.password.howTitle}</h3>
        <ol className="grid max-w-prose list-decimal gap-1 pl-6">
          <li>{t.password.how.hand}</li>
          <li>{t.password.how.change}</li>
          <li>{t.password.how.forget}</li>
        </ol>
      </div>
      <div className="flex flex-wrap gap-2">{actions}</div>
    </section>
  );
}
