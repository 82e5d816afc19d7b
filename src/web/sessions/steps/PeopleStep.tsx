import { useTexts } from "../../i18n/LocaleProvider.tsx";
import { Checkbox, CheckboxGroup } from "../../ui/CheckboxGroup.tsx";
import { DatePicker } from "../../ui/DatePicker.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { KindFields } from "../KindFields.tsx";
import { sessionsTexts } from "../texts.ts";
import type { StepProps } from "./stepProps.ts";

/** Who is there, what kind of meeting it is, and the reminder that the family may say no. */
export function PeopleStep({ draft, update, preparation }: StepProps) {
  const t = useTexts(sessionsTexts).record;
  const { members, kinds, consents, today } = preparation;
  const list = consents.map(({ purpose, person }) => `${purpose} (${person})`).join("; ");
  return (
    <>
      <CheckboxGroup
        name="presentIds"
        label={t.present}
        hint={t.presentHint}
        value={draft.presentIds}
        options={members.map(({ personId, name }) => ({ value: personId, label: name }))}
        onChange={(presentIds) => update({ presentIds })}
      />
      <TextField
        name="others"
        label={t.others}
        hint={t.othersHint}
        optional
        maxLength={600}
        value={draft.others}
        onChange={(others) => update({ others })}
      />
      <Checkbox
        name="consentReminded"
        label={t.consentReminded}
        {...(list !== "" && { hint: t.consentInForce({ list }) })}
        value={draft.consentReminded}
        onChange={(consentReminded) => update({ consentReminded })}
      />
      <KindFields kinds={kinds} kind={draft.kind} level={draft.level} onChange={update} />
      <WhenFields draft={draft} update={update} today={today} />
    </>
  );
}

function WhenFields({ draft, update, today }: Pick<StepProps, "draft" | "update"> & { readonly today: string }) {
  const t = useTexts(sessionsTexts).record;
  return (
    <>
      <DatePicker
        name="heldOn"
        label={t.heldOn}
        max={today}
        value={draft.heldOn}
        onChange={(heldOn) => update({ heldOn })}
      />
      <TextField
        name="minutes"
        label={t.minutes}
        suffix={t.minutesSuffix}
        optional
        width="short"
        inputMode="numeric"
        maxLength={4}
        value={draft.minutes}
        onChange={(minutes) => update({ minutes })}
      />
    </>
  );
}
