import { useState } from "react";
import { openCase } from "../../contracts/cases.ts";
import type { HouseholdFile } from "../../contracts/families.ts";
import { hasOpeningConsent } from "../../core/cases/case.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { FamilyPage } from "../households/FamilyPage.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { usePack, usePacks } from "../packs/usePack.ts";
import { useNavigate } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Form } from "../ui/Form.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { useToast } from "../ui/Toast.tsx";
import { casesTexts } from "./texts.ts";

/** An accepted family that has consented begins to be accompanied. */
export function Screen() {
  const t = useTexts(casesTexts).open;
  return (
    <FamilyPage title={t.title} section="acompanamiento">
      {(file) =>
        file.acceptedReferrals.length > 0 ? (
          <OpenForm file={file} />
        ) : (
          <EmptyState title={t.title} action={<LinkButton href="/derivaciones">{t.toReferrals}</LinkButton>}>
            {t.none}
          </EmptyState>
        )
      }
    </FamilyPage>
  );
}

function OpenForm({ file }: { readonly file: HouseholdFile }) {
  const t = useTexts(casesTexts).open;
  const { date } = useFormats();
  const toast = useToast();
  const navigate = useNavigate();
  const [id] = useState(newId);
  const [referralId, setReferralId] = useState(file.acceptedReferrals[0]?.id ?? "");
  const saving = useSaving(openCase);
  const chosen = file.acceptedReferrals.find((referral) => referral.id === referralId);
  const { pack } = usePack(chosen?.packVersionId ?? null);
  const wordsOf = usePacks(file.acceptedReferrals.map(({ packVersionId }) => packVersionId));
  const mayConsent = file.members
    .filter((member) => member.role !== "child" && (member.to === null || member.to > file.today))
    .map(({ personId }) => personId);
  const consented = !pack || hasOpeningConsent({ pack, consents: file.consents, mayConsent, today: file.today });
  const save = () =>
    saving.save({ id, householdId: file.household.id, referralId }, () => {
      toast({ text: t.saved, tone: "good" });
      navigate(`/familias/${file.household.id}`);
    });
  return (
    <Form errors={saving.errors} onSubmit={() => void save()}>
      <p className="max-w-prose text-ink-soft">{t.intro}</p>
      <RadioGroup
        name="referralId"
        label={t.referral}
        value={referralId}
        options={file.acceptedReferrals.map((referral) => ({
          value: referral.id,
          label: t.referralLine({ code: referral.code, day: date(referral.receivedOn) }),
          hint: wordsOf(referral.packVersionId).say("pack.name"),
        }))}
        onChange={setReferralId}
      />
      {!consented && (
        <Banner
          tone="soon"
          actions={<LinkButton href={`/familias/${file.household.id}/consentimiento`}>{t.toConsent}</LinkButton>}
        >
          {t.consentNeeded}
        </Banner>
      )}
      <div>
        <Button tone="primary" type="submit" busy={saving.pending} wide>
          {t.save}
        </Button>
      </div>
    </Form>
  );
}
