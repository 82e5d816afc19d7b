import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { families } from "../../contracts/families.ts";
import { linkReferral } from "../../contracts/referrals.ts";
import { request, withParameters } from "../app/request.ts";
import { useSaving } from "../app/useSaving.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { useNavigate } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { Combobox, type ComboboxOption } from "../ui/Combobox.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { useToast } from "../ui/Toast.tsx";
import type { ReferralShown } from "./Intake.tsx";
import { referralsTexts } from "./texts.ts";

/** Joins the referral with a file that exists. Its search box is heavy, so it is loaded when it is opened. */
export function LinkToFile({ shown }: { readonly shown: ReferralShown }) {
  const t = useTexts(referralsTexts);
  const toast = useToast();
  const navigate = useNavigate();
  const [family, setFamily] = useState<ComboboxOption | null>(null);
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(linkReferral);
  const load = useFamilySearch();
  const save = async () => {
    setMissing(family ? [] : [{ field: "family", message: t.after.missing }]);
    if (!family) return;
    const input = { referralId: shown.id, baseVersion: shown.version, householdId: family.id };
    await saving.save(input, () => {
      toast({ text: t.after.linked, tone: "good" });
      navigate(`/familias/${family.id}`);
    });
  };
  return (
    <Form
      errors={missing.length > 0 ? missing : saving.errors}
      onSubmit={() => void save()}
      className="mt-4 grid gap-4"
    >
      <p className="max-w-prose text-ink-soft">{t.after.alreadyText}</p>
      <Combobox name="family" label={t.after.search} value={family} onChange={setFamily} load={load} />
      <div>
        <Button type="submit" busy={saving.pending}>
          {t.after.link}
        </Button>
      </div>
    </Form>
  );
}

/** Families by name or code, for a box that suggests while one types. */
function useFamilySearch() {
  const { language } = useLocale();
  const client = useQueryClient();
  return useCallback(
    async (search: string): Promise<readonly ComboboxOption[]> => {
      const url = withParameters(families.url, { search });
      const answer = await client.fetchQuery({
        queryKey: [families.name, { search }, language],
        queryFn: () => request<OutputOf<typeof families>>({ method: "GET", url, language }),
      });
      return answer.items.map(({ id, name, code, territoryName }) => ({
        id,
        label: name,
        detail: `${code} · ${territoryName}`,
      }));
    },
    [client, language],
  );
}
