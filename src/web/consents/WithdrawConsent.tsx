import { useState } from "react";
import { withdrawConsent } from "../../contracts/consents.ts";
import type { HouseholdFile } from "../../contracts/families.ts";
import { useParameter } from "../app/address.ts";
import { useSaving } from "../app/useSaving.ts";
import { FamilyPage } from "../households/FamilyPage.tsx";
import { sectionAddress } from "../households/panels.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { useNavigate } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { DateField } from "../ui/DateField.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { useToast } from "../ui/Toast.tsx";
import { consentsTexts } from "./texts.ts";
import { usePurposes } from "./usePurposes.ts";

type Consent = HouseholdFile["consents"][number];

/** Somebody takes a consent back. */
export function Screen() {
  const t = useTexts(consentsTexts).withdrawal;
  const consentId = useParameter("consentId");
  return (
    <FamilyPage title={t.title} section="acompanamiento">
      {(file) => {
        const consent = file.consents.find(({ id, withdrawnOn }) => id === consentId && withdrawnOn === null);
        if (!consent) return <EmptyState title={t.title}>{t.gone}</EmptyState>;
        return <WithdrawalForm file={file} consent={consent} />;
      }}
    </FamilyPage>
  );
}

function WithdrawalForm({ file, consent }: { readonly file: HouseholdFile; readonly consent: Consent }) {
  const t = useTexts(consentsTexts);
  const toast = useToast();
  const navigate = useNavigate();
  const { name: purposeName } = usePurposes(file);
  const [withdrawnOn, setWithdrawnOn] = useState(file.today);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(withdrawConsent, { day_in_future: "withdrawnOn", before_it_was_given: "withdrawnOn" });
  const member = file.members.find(({ personId }) => personId === consent.personId);
  const save = async () => {
    const found: FieldError[] = [];
    if (withdrawnOn === "") found.push({ field: "withdrawnOn", message: t.withdrawal.missing.withdrawnOn });
    if (reason.trim() === "") found.push({ field: "reason", message: t.withdrawal.missing.reason });
    setMissing(found);
    if (found.length > 0) return;
    await saving.save({ consentId: consent.id, baseVersion: consent.version, withdrawnOn, reason }, () => {
      toast({ text: t.withdrawal.saved, tone: "good" });
      navigate(sectionAddress(file.household.id, "acompanamiento"));
    });
  };
  return (
    <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={() => void save()}>
      <p className="font-bold">
        {t.withdrawOf({ purpose: purposeName(consent.purpose), name: member?.givenNames ?? "—" })}
      </p>
      <p className="max-w-prose text-ink-soft">{t.withdrawal.intro}</p>
      <DateField
        name="withdrawnOn"
        label={t.withdrawal.withdrawnOn}
        value={withdrawnOn}
        onChange={(day) => setWithdrawnOn(day)}
      />
      <TextArea
        name="reason"
        label={t.withdrawal.reason}
        value={reason}
        maxLength={500}
        rows={3}
        onChange={setReason}
      />
      <div>
        <Button tone="primary" type="submit" busy={saving.pending} wide>
          {t.withdrawal.save}
        </Button>
      </div>
    </Form>
  );
}
