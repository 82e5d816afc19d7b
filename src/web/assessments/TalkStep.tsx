import { Lock } from "lucide-react";
import { useMemo, useState } from "react";
import { closeAssessment } from "../../contracts/assessments.ts";
import type { Answers } from "../../core/instruments/answers.ts";
import type { CompiledInstrument } from "../../core/instruments/compiled.ts";
import { snapshotAsShown } from "../../core/instruments/snapshot.ts";
import { ConflictNotice } from "../app/ConflictNotice.tsx";
import { useSaving } from "../app/useSaving.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { answerWords } from "../instruments/answerWords.ts";
import { canBePriority } from "../instruments/PriorityStar.tsx";
import { Numbered } from "../instruments/questionLabel.tsx";
import { useDraft } from "../outbox/drafts.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { CheckboxGroup } from "../ui/CheckboxGroup.tsx";
import { DateField } from "../ui/DateField.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { ShownAnswers } from "./ShownAnswers.tsx";
import { isJoint, type StepProps } from "./stepProps.ts";
import { assessmentsTexts } from "./texts.ts";
import type { Shown } from "./useAnswering.ts";

interface Talk {
  readonly notes: Readonly<Record<string, string>>;
  readonly priorities: readonly string[];
  readonly closedOn: string;
}

/** «Hablemos de esto»: both looks on each question that divides them, a word on each, and what matters most. */
export function TalkStep({ shown, compiled }: StepProps) {
  const t = useTexts(assessmentsTexts).talk;
  const { language } = useLocale();
  const draft = useDraft<Talk>(`assessment/${shown.assessmentId}/talk`, {
    notes: Object.fromEntries(shown.discussions.map(({ item, note }) => [item, note])),
    priorities: shown.priorities,
    closedOn: shown.today,
  });
  const {
    save,
    pending,
    errors: refused,
    conflict,
    forget,
  } = useSaving(closeAssessment, {
    wrong_priorities: "priorities",
    future_day: "closedOn",
    before_opening: "closedOn",
  });
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  if (!draft.ready) return <Loading />;
  const { notes, priorities, closedOn } = draft.value;
  const most = compiled.definition.priorities?.max ?? 0;
  const joint = isJoint(compiled);
  const close = async () => {
    const found = whatIsMissing(shown, draft.value, {
      most,
      note: (item) => t.noteMissing({ question: questionWords(compiled, item, language) }),
      many: t.tooMany({ max: most }),
      day: joint ? t.closedOnMissing : t.closedOnAloneMissing,
    });
    setMissing(found);
    if (found.length > 0) return;
    const discussions = shown.differences.map(({ item }) => ({ item, note: (notes[item] ?? "").trim() }));
    const { assessmentId, version: baseVersion } = shown;
    const input = { assessmentId, baseVersion, discussions, priorities: [...priorities], closedOn };
    await save(input, (output) => {
      if (output) void draft.clear();
    });
  };
  return (
    <Form errors={missing.length > 0 ? missing : refused} onSubmit={() => void close()} className="grid gap-8">
      {conflict && (
        <ConflictNotice
          conflict={conflict}
          labels={{ priorities: t.priorities }}
          actions={<Button onPress={forget}>{t.close}</Button>}
        />
      )}
      <Opening shown={shown} compiled={compiled} />
      {shown.differences.map(({ item }) => (
        <Difference
          key={item}
          item={item}
          shown={shown}
          compiled={compiled}
          note={notes[item] ?? ""}
          onNote={(note) => draft.update((before) => ({ ...before, notes: { ...before.notes, [item]: note } }))}
        />
      ))}
      {most > 0 && (
        <PriorityChoice
          compiled={compiled}
          most={most}
          chosen={priorities}
          onChange={(next) => draft.update({ priorities: next })}
        />
      )}
      <DateField
        name="closedOn"
        label={joint ? t.closedOn : t.closedOnAlone}
        value={closedOn}
        onChange={(day) => draft.update({ closedOn: day })}
      />
      <div className="grid gap-2 border-t border-line pt-6">
        <p className="text-sm text-ink-soft">{t.closeHint}</p>
        <p>
          <Button type="submit" tone="primary" size="large" icon={Lock} wide busy={pending}>
            {t.close}
          </Button>
        </p>
      </div>
    </Form>
  );
}

function whatIsMissing(
  shown: Shown,
  { notes, priorities, closedOn }: Talk,
  words: {
    readonly most: number;
    readonly note: (item: string) => string;
    readonly many: string;
    readonly day: string;
  },
): readonly FieldError[] {
  const silent = shown.differences.filter(({ item }) => (notes[item] ?? "").trim() === "");
  return [
    ...silent.map(({ item }) => ({ field: item, message: words.note(item) })),
    ...(priorities.length > words.most ? [{ field: "priorities", message: words.many }] : []),
    ...(closedOn === "" ? [{ field: "closedOn", message: words.day }] : []),
  ];
}

/** What the only side answered, as closing will keep it. */
function AsItStands({ shown, compiled }: StepProps) {
  const { language } = useLocale();
  const { today, familyAnswers, teamAnswers } = shown;
  const snapshots = useMemo(() => {
    const rater = compiled.definition.raters.includes("family") ? "family" : "team";
    const answers = ((rater === "family" ? familyAnswers : teamAnswers) ?? {}) as Answers;
    return [snapshotAsShown(compiled, answers, { today, rater, language })];
  }, [compiled, familyAnswers, teamAnswers, today, language]);
  return <ShownAnswers snapshots={snapshots} within="section" />;
}

function Opening({ shown, compiled }: StepProps) {
  const t = useTexts(assessmentsTexts).talk;
  if (!isJoint(compiled)) {
    return (
      <>
        <Banner tone="neutral" title={t.oneRater}>
          {t.oneRaterText}
        </Banner>
        <AsItStands shown={shown} compiled={compiled} />
      </>
    );
  }
  if (shown.differences.length === 0) {
    return (
      <Banner tone="good" title={t.none}>
        {t.noneText}
      </Banner>
    );
  }
  return (
    <div className="grid gap-2">
      <h3>{t.title}</h3>
      <p>{t.text}</p>
    </div>
  );
}

/** The words of a question for the team, in the language of the screen. */
export function questionWords(compiled: CompiledInstrument, item: string, language: string): string {
  const label = compiled.byName.get(item)?.label;
  return label ? (label[language] ?? label.es) : item;
}

interface DifferenceProps extends StepProps {
  readonly item: string;
  readonly note: string;
  readonly onNote: (note: string) => void;
}

function Difference({ item, shown, compiled, note, onNote }: DifferenceProps) {
  const t = useTexts(assessmentsTexts).talk;
  const { language } = useLocale();
  const node = compiled.byName.get(item);
  const words = (side: "family" | "team") => {
    const answers = side === "family" ? shown.familyAnswers : shown.teamAnswers;
    return answerWords(node, answers?.[item], { today: shown.today, rater: side, language }) ?? "";
  };
  const question = questionWords(compiled, item, language);
  return (
    <section aria-label={question} className="grid gap-4 rounded-lg border border-line bg-surface p-4 md:p-6">
      <h3>
        <Numbered number={node?.number}>{question}</Numbered>
      </h3>
      <dl className="grid gap-3 sm:grid-cols-2">
        {(["family", "team"] as const).map((side) => (
          <div
            key={side}
            className={`grid gap-0.5 border-l-4 pl-3 ${side === "family" ? "border-teal" : "border-plum"}`}
          >
            <dt className="text-sm text-ink-soft">{t[side]}</dt>
            <dd className="text-lg font-bold">{words(side)}</dd>
          </div>
        ))}
      </dl>
      <TextArea name={item} label={t.note} hint={t.noteHint} rows={2} maxLength={2000} value={note} onChange={onNote} />
    </section>
  );
}

interface PriorityChoiceProps {
  readonly compiled: CompiledInstrument;
  readonly most: number;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** The family's marks, with the way to take one away or add another. */
function PriorityChoice({ compiled, most, chosen, onChange }: PriorityChoiceProps) {
  const t = useTexts(assessmentsTexts).talk;
  const { language } = useLocale();
  const [known, setKnown] = useState(chosen);
  const option = (name: string) => ({ value: name, label: questionWords(compiled, name, language) });
  const others = compiled.nodes.filter((node) => canBePriority(node) && !known.includes(node.name));
  return (
    <div className="grid gap-3">
      <CheckboxGroup
        name="priorities"
        label={t.priorities}
        hint={t.prioritiesHint({ max: most })}
        options={known.map(option)}
        value={chosen}
        onChange={onChange}
      />
      {others.length > 0 && (
        <SelectField
          name="another-priority"
          label={t.more}
          options={others.map(({ name }) => option(name))}
          value=""
          onChange={(name) => {
            if (name === "") return;
            setKnown([...known, name]);
            onChange([...chosen, name]);
          }}
        />
      )}
    </div>
  );
}
