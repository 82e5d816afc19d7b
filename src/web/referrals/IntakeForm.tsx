import { useState } from "react";
import { screenReferral } from "../../contracts/referrals.ts";
import type { Scalar } from "../../core/expressions/expression.ts";
import type { ProgrammePack } from "../../core/packs/pack.ts";
import { openQuestions } from "../../core/referrals/referral.ts";
import { ConflictNotice } from "../app/ConflictNotice.tsx";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import type { PackWords } from "../packs/usePack.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { DateField } from "../ui/DateField.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { NumberField } from "../ui/NumberField.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { useToast } from "../ui/Toast.tsx";
import type { ReferralShown } from "./Intake.tsx";
import { referralsTexts } from "./texts.ts";
import type { IntakeState } from "./useIntake.ts";

type Fact = ProgrammePack["entry"]["facts"][number];

interface IntakeFormProps {
  readonly intake: IntakeState;
  readonly words: PackWords;
  readonly shown: ReferralShown;
}

/** The questions of the programme, as its pack declares them. */
export function IntakeForm({ intake, words, shown }: IntakeFormProps) {
  const t = useTexts(referralsTexts);
  const toast = useToast();
  const saving = useSaving(screenReferral);
  const [unreadable, setUnreadable] = useState<Readonly<Record<string, string>>>({});
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const facts = words.pack?.entry.facts ?? [];
  const note = (fact: string, problem: string) => setUnreadable((before) => ({ ...before, [fact]: problem }));
  const save = async (baseVersion: number) => {
    const wrong = problems(unreadable, words, intake.facts, t.intake.missing);
    setMissing(wrong);
    if (wrong.length > 0) return;
    const input = { referralId: shown.id, baseVersion, facts: { ...intake.facts } };
    await saving.save(input, async () => {
      await intake.forget();
      toast({ text: t.intake.saved, tone: "good" });
    });
  };
  return (
    <Panel title={t.intake.questions}>
      <p className="max-w-prose text-ink-soft">{facts.length > 0 ? t.intake.questionsIntro : t.intake.noQuestions}</p>
      {intake.restored && intake.changed && <Banner>{t.intake.draft}</Banner>}
      {saving.conflict && (
        <ConflictNotice
          conflict={saving.conflict}
          labels={Object.fromEntries(facts.map(({ id }) => [id, words.say(`fact.${id}`)]))}
          actions={<Button onPress={() => void save(shown.version)}>{t.intake.save}</Button>}
        />
      )}
      <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={() => void save(shown.version)}>
        {facts.map((fact) => (
          <Question
            key={fact.id}
            fact={fact}
            words={words}
            value={intake.facts[fact.id] ?? null}
            onChange={(value, problem = "") => {
              note(fact.id, problem);
              intake.answer(fact.id, value);
            }}
          />
        ))}
        <div>
          <Button
            tone={intake.changed || shown.state === "received" ? "primary" : "secondary"}
            type="submit"
            busy={saving.pending}
            wide
          >
            {t.intake.save}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}

function problems(
  unreadable: Readonly<Record<string, string>>,
  words: PackWords,
  facts: IntakeState["facts"],
  missing: (values: { question: string }) => string,
): readonly FieldError[] {
  const wrong = Object.entries(unreadable).flatMap(([field, message]) => (message === "" ? [] : [{ field, message }]));
  const open = words.pack ? openQuestions(words.pack, facts) : [];
  const unanswered = open
    .filter((id) => !unreadable[id])
    .map((id) => ({ field: id, message: missing({ question: words.say(`fact.${id}`) }) }));
  return [...wrong, ...unanswered];
}

interface QuestionProps {
  readonly fact: Fact;
  readonly words: PackWords;
  readonly value: Scalar;
  readonly onChange: (value: Scalar, problem?: string) => void;
}

function Question({ fact, words, value, onChange }: QuestionProps) {
  const t = useTexts(referralsTexts);
  const common = { name: fact.id, label: words.say(`fact.${fact.id}`), optional: !fact.required };
  const unknown = { value: "", label: t.intake.notKnown, apart: true };
  switch (fact.type) {
    case "number":
      return (
        <NumberField
          {...common}
          value={typeof value === "number" ? value : null}
          onChange={(number, text) => onChange(number, number === null && text.trim() !== "" ? t.intake.badNumber : "")}
        />
      );
    case "date":
      return (
        <DateField
          {...common}
          value={typeof value === "string" ? value : ""}
          onChange={(day, problem) => onChange(day === "" ? null : day, problem === null ? "" : t.intake.badDate)}
        />
      );
    case "boolean":
      return (
        <RadioGroup
          {...common}
          layout="inline"
          value={value === true ? "yes" : value === false ? "no" : ""}
          options={[
            { value: "yes", label: t.intake.yes },
            { value: "no", label: t.intake.no },
            { value: "", label: t.intake.notKnown },
          ]}
          onChange={(chosen) => onChange(chosen === "" ? null : chosen === "yes")}
        />
      );
    case "choice":
      return (
        <RadioGroup
          {...common}
          value={typeof value === "string" ? value : ""}
          options={[
            ...fact.choices.map((choice) => ({ value: choice, label: words.say(`fact.${fact.id}.${choice}`) })),
            unknown,
          ]}
          onChange={(chosen) => onChange(chosen === "" ? null : chosen)}
        />
      );
  }
}
