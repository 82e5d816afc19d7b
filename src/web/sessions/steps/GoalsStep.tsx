import { progressDirections } from "../../../core/sessions/session.ts";
import { useTexts } from "../../i18n/LocaleProvider.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { TextArea } from "../../ui/TextArea.tsx";
import { DIRECTION_ICONS } from "../SessionBody.tsx";
import { sessionsTexts } from "../texts.ts";
import type { DraftProgress } from "../visitDraft.ts";
import type { StepProps } from "./stepProps.ts";

const NOTHING: DraftProgress = { direction: "", words: "" };
const NOT_TALKED = "none";

/** How each goal goes: forward, same or back, with the family's words. */
export function GoalsStep({ draft, update, preparation }: StepProps) {
  const t = useTexts(sessionsTexts).record;
  const { goals } = preparation;
  const tell = (goalId: string, change: Partial<DraftProgress>) =>
    update((before) => ({
      ...before,
      progress: { ...before.progress, [goalId]: { ...(before.progress[goalId] ?? NOTHING), ...change } },
    }));
  if (goals.length === 0) return <p className="text-ink-soft">{t.noGoals}</p>;
  return (
    <>
      <p>{t.goalsIntro}</p>
      {goals.map(({ id, words }) => (
        <Goal
          key={id}
          id={id}
          words={words}
          told={draft.progress[id] ?? NOTHING}
          onTell={(change) => tell(id, change)}
        />
      ))}
    </>
  );
}

interface GoalProps {
  readonly id: string;
  readonly words: string;
  readonly told: DraftProgress;
  readonly onTell: (change: Partial<DraftProgress>) => void;
}

function Goal({ id, words, told, onTell }: GoalProps) {
  const t = useTexts(sessionsTexts);
  const options = progressDirections.map((direction) => {
    const Icon = DIRECTION_ICONS[direction];
    return {
      value: direction,
      label: t.directions[direction],
      picture: <Icon aria-hidden="true" className="size-7 text-teal" />,
    };
  });
  const choose = (value: string) => {
    const direction = progressDirections.find((known) => known === value);
    onTell({ direction: direction ?? "" });
  };
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      <RadioGroup
        name={`direction-${id}`}
        label={t.record.direction({ goal: words })}
        layout="scale"
        value={told.direction === "" ? NOT_TALKED : told.direction}
        options={[...options, { value: NOT_TALKED, label: t.record.notTalked, apart: true }]}
        onChange={choose}
      />
      {told.direction !== "" && (
        <TextArea
          name={`words-${id}`}
          label={t.record.words}
          optional
          rows={2}
          maxLength={1000}
          value={told.words}
          onChange={(text) => onTell({ words: text })}
        />
      )}
    </div>
  );
}
