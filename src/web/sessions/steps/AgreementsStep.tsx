import { Plus, Trash2 } from "lucide-react";
import { useTexts } from "../../i18n/LocaleProvider.tsx";
import { Button } from "../../ui/Button.tsx";
import { sessionsTexts } from "../texts.ts";
import { type DraftAgreement, emptyAgreement } from "../visitDraft.ts";
import { AgreementFields } from "./AgreementFields.tsx";
import type { StepProps } from "./stepProps.ts";

/** Agreements become tasks. */
export function AgreementsStep({ draft, update, preparation }: StepProps) {
  const t = useTexts(sessionsTexts).record;
  const { agreements } = draft;
  const change = (taskId: string, some: Partial<DraftAgreement>) =>
    update((before) => ({
      ...before,
      agreements: before.agreements.map((one) => (one.taskId === taskId ? { ...one, ...some } : one)),
    }));
  const remove = (taskId: string) =>
    update((before) => ({ ...before, agreements: before.agreements.filter((one) => one.taskId !== taskId) }));
  const add = () => update((before) => ({ ...before, agreements: [...before.agreements, emptyAgreement()] }));
  return (
    <>
      <p>{t.agreementsIntro}</p>
      {agreements.map((agreement, index) => (
        <fieldset key={agreement.taskId} className="grid gap-4 border-t border-line pt-4">
          <legend className="float-left font-bold">{t.agreement({ n: index + 1 })}</legend>
          <AgreementFields
            place={String(index)}
            dueField={`dueOn-${index}`}
            today={preparation.today}
            agreement={agreement}
            onChange={(some) => change(agreement.taskId, some)}
          />
          <div>
            <Button tone="quiet" size="small" icon={Trash2} onPress={() => remove(agreement.taskId)}>
              {t.removeAgreement({ n: index + 1 })}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button icon={Plus} onPress={add}>
          {t.addAgreement}
        </Button>
      </div>
    </>
  );
}
