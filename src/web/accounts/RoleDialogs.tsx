import { type ReactNode, useState } from "react";
import { type Account, endGrant, grantChoices, grantRole, type RoleHeld } from "../../contracts/accounts.ts";
import { useRead } from "../app/api.ts";
import { newId } from "../app/ids.ts";
import { FailurePage } from "../app/pages.tsx";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { DateField } from "../ui/DateField.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { Loading } from "../ui/Loading.tsx";
import { useToast } from "../ui/Toast.tsx";
import { type Choices, emptyRole, RoleFields, readRole } from "./RoleFields.tsx";
import { accountsTexts } from "./texts.ts";
import { useSendNow } from "./useSendNow.ts";

interface GiveRoleProps {
  readonly account: Account;
  readonly onClose: () => void;
}

/** One more role for a person, from today on. */
export function GiveRole(props: GiveRoleProps) {
  const t = useTexts(accountsTexts).roles;
  const choices = useRead(grantChoices, {});
  return (
    <Dialog open onClose={props.onClose} title={t.addTitle}>
      {choices.isPending && <Loading />}
      {choices.isError && <FailurePage error={choices.error} onRetry={() => void choices.refetch()} />}
      {choices.data && <GiveRoleForm {...props} choices={choices.data} />}
    </Dialog>
  );
}

function GiveRoleForm({ account, onClose, choices }: GiveRoleProps & { readonly choices: Choices }) {
  const t = useTexts(accountsTexts);
  const toast = useToast();
  const [draft, setDraft] = useState(() => emptyRole(choices));
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const sending = useSendNow(grantRole, { already_granted: "role" });
  const save = async () => {
    const chosen = readRole(draft, t.form.missing);
    setMissing("role" in chosen ? [] : chosen);
    if (!("role" in chosen)) return;
    const asked = { userId: account.userId, ...chosen };
    if (!(await sending.send(asked, () => ({ ...asked, grantId: newId() })))) return;
    toast({ text: t.roles.added, tone: "good" });
    onClose();
  };
  return (
    <Form errors={missing.length > 0 ? missing : sending.errors} onSubmit={() => void save()}>
      <p>{t.roles.addIntro}</p>
      <RoleFields choices={choices} draft={draft} onChange={setDraft} />
      <Buttons busy={sending.pending} onBack={onClose}>
        {t.roles.addSave}
      </Buttons>
    </Form>
  );
}

interface EndRoleProps {
  readonly role: RoleHeld;
  readonly today: string;
  readonly onClose: () => void;
}

/** The last day of a role. */
export function EndRole({ role, today, onClose }: EndRoleProps) {
  const t = useTexts(accountsTexts);
  const names = useTexts(appTexts).roles;
  const toast = useToast();
  const [lastDay, setLastDay] = useState(role.lastDay ?? today);
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const sending = useSendNow(endGrant, { day_is_over: "lastDay", before_it_started: "lastDay" });
  const save = async () => {
    setMissing(lastDay === "" ? [{ field: "lastDay", message: t.form.missing.day }] : []);
    if (lastDay === "") return;
    const asked = { grantId: role.grantId, lastDay };
    if (!(await sending.send(asked, () => asked))) return;
    toast({ text: t.roles.ended, tone: "good" });
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title={t.roles.endTitle}>
      <Form errors={missing.length > 0 ? missing : sending.errors} onSubmit={() => void save()}>
        <p className="font-bold">{t.roles.endIntro({ role: names[role.role], place: role.place })}</p>
        <DateField
          name="lastDay"
          label={t.roles.lastDay}
          hint={t.roles.lastDayHint}
          value={lastDay}
          onChange={setLastDay}
        />
        <Buttons busy={sending.pending} onBack={onClose}>
          {t.roles.endSave}
        </Buttons>
      </Form>
    </Dialog>
  );
}

interface ButtonsProps {
  readonly children: ReactNode;
  readonly busy: boolean;
  readonly onBack: () => void;
}

function Buttons({ children, busy, onBack }: ButtonsProps) {
  const t = useTexts(accountsTexts).roles;
  return (
    <div className="flex flex-col gap-2 md:flex-row">
      <Button type="submit" tone="primary" wide busy={busy}>
        {children}
      </Button>
      <Button wide onPress={onBack}>
        {t.cancel}
      </Button>
    </div>
  );
}
