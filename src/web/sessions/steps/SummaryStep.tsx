import { useFormats, useLocale, useTexts } from "../../i18n/LocaleProvider.tsx";
import { Checkbox } from "../../ui/CheckboxGroup.tsx";
import { sessionsTexts } from "../texts.ts";
import { goalsTalkedAbout, peoplePresent, type VisitDraft } from "../visitDraft.ts";
import type { StepProps } from "./stepProps.ts";

/** The summary read aloud: what the family hears is what is kept. What worries the worker is not in it. */
export function SummaryStep({ draft, update, preparation }: StepProps) {
  const t = useTexts(sessionsTexts).record;
  const { tag } = useLocale();
  const names = peoplePresent(draft, preparation).map(({ name }) => name);
  const list = new Intl.ListFormat(tag, { type: "conjunction" }).format(names);
  return (
    <>
      <p>{t.summaryIntro}</p>
      <div className="card grid max-w-prose gap-3 p-5 text-lg">
        <p>{t.summaryPresent({ names: list })}</p>
        <GoalsRead draft={draft} preparation={preparation} update={update} />
        <AgreementsRead draft={draft} />
      </div>
      <Checkbox
        name="confirmed"
        label={t.confirmed}
        hint={t.confirmedHint}
        value={draft.confirmed}
        onChange={(confirmed) => update({ confirmed })}
      />
    </>
  );
}

function GoalsRead({ draft, preparation }: StepProps) {
  const t = useTexts(sessionsTexts);
  const told = goalsTalkedAbout(draft, preparation);
  if (told.length === 0) return <p>{t.record.summaryNoGoals}</p>;
  return (
    <ul className="grid gap-2">
      {told.map(({ goalId, goal, direction, words }) => (
        <li key={goalId}>
          {t.record.summaryGoal({ goal, direction: t.directions[direction].toLowerCase() })}
          {words.trim() !== "" && (
            <>
              {". "}
              <q>{words}</q>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function AgreementsRead({ draft }: { readonly draft: VisitDraft }) {
  const t = useTexts(sessionsTexts).record;
  const { longDate } = useFormats();
  const made = draft.agreements.filter(({ title }) => title.trim() !== "");
  if (made.length === 0) return <p>{t.summaryNoAgreements}</p>;
  return (
    <ul className="grid gap-2">
      {made.map(({ taskId, who, title, dueOn }) => (
        <li key={taskId}>
          {t.summaryAgreement({ who, what: title })}
          {dueOn !== "" && `, ${t.summaryBy({ day: longDate(dueOn) })}`}
        </li>
      ))}
    </ul>
  );
}
