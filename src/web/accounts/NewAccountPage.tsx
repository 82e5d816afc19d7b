import { useState } from "react";
import { addAccount, grantChoices } from "../../contracts/accounts.ts";
import type { InputOf } from "../../contracts/contract.ts";
import { useRead } from "../app/api.ts";
import { newId } from "../app/ids.ts";
import { FailurePage } from "../app/pages.tsx";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { TextField } from "../ui/TextField.tsx";
import { FirstPassword } from "./FirstPassword.tsx";
import { type Choices, emptyRole, RoleFields, readRole } from "./RoleFields.tsx";
import { accountsTexts } from "./texts.ts";
import { newPassword, useSendNow } from "./useSendNow.ts";

type Added = InputOf<typeof addAccount>;

/** Adds a person with a first role, and shows the first password once. */
export function Screen() {
  const t = useTexts(accountsTexts);
  const choices = useRead(grantChoices, {});
  const [added, setAdded] = useState<Added | null>(null);
  if (choices.isPending) return <Loading />;
  if (choices.isError) return <FailurePage error={choices.error} onRetry={() => void choices.refetch()} />;
  return (
    <section className="grid gap-6">
      <header className="grid max-w-prose gap-1">
        <p>
          <Anchor href="/cuentas">{t.account.back}</Anchor>
        </p>
        <h1>{t.form.title}</h1>
        {!added && <p className="text-ink-soft">{t.form.intro}</p>}
      </header>
      {added ? (
        <FirstPassword
          title={t.password.added({ name: added.name })}
          email={added.email}
          password={added.password}
          actions={
            <>
              <LinkButton href={`/cuentas/${added.userId}`}>{t.password.see}</LinkButton>
              <Button onPress={() => setAdded(null)}>{t.password.another}</Button>
            </>
          }
        />
      ) : (
        <NewAccountForm choices={choices.data} onAdded={setAdded} />
      )}
    </section>
  );
}

interface NewAccountFormProps {
  readonly choices: Choices;
  readonly onAdded: (added: Added) => void;
}

function NewAccountForm({ choices, onAdded }: NewAccountFormProps) {
  const t = useTexts(accountsTexts).form;
  const [draft, setDraft] = useState({ name: "", email: "", language: "es" as Added["language"] });
  const [role, setRole] = useState(() => emptyRole(choices));
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const sending = useSendNow(addAccount, {
    email_taken: "email",
    email_not_valid: "email",
    outside_reach: "territoryId",
  });
  const save = async () => {
    const person = { ...draft, name: draft.name.trim(), email: draft.email.trim() };
    const chosen = readRole(role, t.missing);
    const found: FieldError[] = [];
    if (person.name === "") found.push({ field: "name", message: t.missing.name });
    if (person.email === "") found.push({ field: "email", message: t.missing.email });
    if (!("role" in chosen)) found.push(...chosen);
    setMissing(found);
    if (found.length > 0 || !("role" in chosen)) return;
    const asked = { ...person, ...chosen };
    const sent = await sending.send(asked, () => ({
      ...asked,
      userId: newId(),
      grantId: newId(),
      password: newPassword(),
    }));
    if (sent) onAdded(sent);
  };
  return (
    <Form errors={missing.length > 0 ? missing : sending.errors} onSubmit={() => void save()}>
      <TextField
        name="name"
        label={t.name}
        autoComplete="off"
        maxLength={120}
        width="half"
        value={draft.name}
        onChange={(name) => setDraft({ ...draft, name })}
      />
      <TextField
        name="email"
        label={t.email}
        hint={t.emailHint}
        type="email"
        autoComplete="off"
        maxLength={254}
        width="half"
        value={draft.email}
        onChange={(email) => setDraft({ ...draft, email })}
      />
      <RadioGroup
        name="language"
        label={t.language}
        layout="inline"
        value={draft.language}
        options={(["es", "en"] as const).map((value) => ({ value, label: t.languages[value] }))}
        onChange={(value) => setDraft({ ...draft, language: value === "en" ? "en" : "es" })}
      />
      <RoleFields choices={choices} draft={role} onChange={setRole} />
      <div>
        <Button tone="primary" type="submit" busy={sending.pending} wide>
          {t.save}
        </Button>
      </div>
    </Form>
  );
}
