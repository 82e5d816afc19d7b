import { useTexts } from "../../i18n/LocaleProvider.tsx";
import { InterruptionCard } from "../../ui/InterruptionCard.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { TextArea } from "../../ui/TextArea.tsx";
import { sessionsTexts } from "../texts.ts";
import { AgreementFields } from "./AgreementFields.tsx";
import type { StepProps } from "./stepProps.ts";

/** Something worrying stops the visit's form: what to do first, what was seen, and who does what by when. */
export function SafetyStep({ draft, update, preparation }: StepProps) {
  const t = useTexts(sessionsTexts).record;
  const { followUp, worrying } = draft;
  return (
    <>
      <RadioGroup
        name="worrying"
        label={t.worrying}
        value={worrying === "" ? null : worrying}
        options={[
          { value: "no", label: t.worryingNo },
          { value: "yes", label: t.worryingYes },
        ]}
        onChange={(value) => update({ worrying: value === "yes" ? "yes" : "no" })}
      />
      {worrying === "yes" && (
        <InterruptionCard title={t.stop} actions={null}>
          <ol className="grid list-decimal gap-2 pl-6">
            <li>{t.stopSteps.first}</li>
            <li>{t.stopSteps.second}</li>
            <li>{t.stopSteps.third}</li>
            <li>{t.stopSteps.fourth}</li>
          </ol>
          <div className="grid gap-4 text-base">
            <TextArea
              name="concern"
              label={t.concern}
              hint={t.concernHint}
              maxLength={4000}
              value={draft.concern}
              onChange={(concern) => update({ concern })}
            />
            <h3 className="text-base">{t.followUp}</h3>
            <AgreementFields
              place="followUp"
              dueField="followUp"
              today={preparation.today}
              agreement={followUp}
              onChange={(some) => update((before) => ({ ...before, followUp: { ...before.followUp, ...some } }))}
            />
          </div>
        </InterruptionCard>
      )}
    </>
  );
}
