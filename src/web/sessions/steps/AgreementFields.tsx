import { useTexts } from "../../i18n/LocaleProvider.tsx";
import { Checkbox } from "../../ui/CheckboxGroup.tsx";
import { DatePicker } from "../../ui/DatePicker.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { sessionsTexts } from "../texts.ts";
import type { DraftAgreement } from "../visitDraft.ts";

interface AgreementFieldsProps {
  /** Ends the names of the fields, so that each message finds its own. */
  readonly place: string;
  readonly dueField: string;
  readonly today: string;
  readonly agreement: DraftAgreement;
  readonly onChange: (change: Partial<DraftAgreement>) => void;
}

/** Who does what, and by when. */
export function AgreementFields({ place, dueField, today, agreement, onChange }: AgreementFieldsProps) {
  const t = useTexts(sessionsTexts).record;
  return (
    <>
      <TextField
        name={`title-${place}`}
        label={t.what}
        maxLength={300}
        value={agreement.title}
        onChange={(title) => onChange({ title })}
      />
      <TextField
        name={`who-${place}`}
        label={t.whoDoes}
        width="half"
        maxLength={120}
        value={agreement.who}
        onChange={(who) => onChange({ who })}
      />
      <Checkbox name={`mine-${place}`} label={t.mine} value={agreement.mine} onChange={(mine) => onChange({ mine })} />
      <DatePicker
        name={dueField}
        label={t.dueOn}
        min={today}
        value={agreement.dueOn}
        onChange={(dueOn) => onChange({ dueOn })}
      />
    </>
  );
}
