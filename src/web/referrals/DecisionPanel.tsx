import { useState } from "react";
import { decideReferral } from "../../contracts/referrals.ts";
import { ConflictNotice } from "../app/ConflictNotice.tsx";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import type { PackWords } from "../packs/usePack.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { CheckboxGroup } from "../ui/CheckboxGroup.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useToast } from "../ui/Toast.tsx";
import type { ReferralShown } from "./Intake.tsx";
import { referralsTexts } from "./texts.ts";

interface DecisionPanelProps {
  readonly shown: ReferralShown;
  readonly words: PackWords;
  /** True while answers of the intake are not saved: a decision stands on what is saved. */
  readonly changed: boolean;
}

/** What was decided and why; or the form to decide it. */
export function DecisionPanel({ shown, words, changed }: DecisionPanelProps) {
  const t = useTexts(referralsTexts);
  const open = shown.state === "received" || shown.state === "screened";
  return (
    <Panel title={t.decision.title}>
      {shown.decision && <Taken decision={shown.decision} words={words} waiting={open} />}
      {open && !shown.mayDecide && <p className="text-ink-soft">{t.decision.notYours}</p>}
      {open && shown.mayDecide && shown.state === "received" && <p className="text-ink-soft">{t.decision.first}</p>}
      {open && shown.mayDecide && shown.state === "screened" && (
        <DecisionForm shown={shown} words={words} changed={changed} />
      )}
    </Panel>
  );
}

interface TakenProps {
  readonly decision: NonNullable<ReferralShown["decision"]>;
  readonly words: PackWords;
  readonly waiting: boolean;
}

function Taken({ decision, words, waiting }: TakenProps) {
  const t = useTexts(referralsTexts);
  const { date } = useFormats();
  return (
    <div className="grid gap-2">
      <p className="font-bold">{words.say(`outcome.${decision.outcome}`)}</p>
      {decision.reasons.length > 0 && (
        <ul className="list-disc pl-6">
          {decision.reasons.map((reason) => (
            <li key={reason}>{words.say(`reason.${reason}`)}</li>
          ))}
        </ul>
      )}
      {decision.explanation && <p className="max-w-prose whitespace-pre-wrap">{decision.explanation}</p>}
      {decision.redirectedTo && (
        <p>
          {t.decision.redirectedTo}: <strong>{decision.redirectedTo}</strong>
        </p>
      )}
      <p className="text-sm text-ink-soft">
        {t.decision.by({ name: decision.decidedBy ?? "—", day: date(decision.decidedOn) })}
      </p>
      {waiting && <Banner tone="soon">{t.decision.waiting}</Banner>}
    </div>
  );
}

interface Choice {
  readonly outcome: string;
  readonly reasons: readonly string[];
  readonly explanation: string;
  readonly redirectedTo: string;
}

function DecisionForm({ shown, words, changed }: DecisionPanelProps) {
  const t = useTexts(referralsTexts);
  const toast = useToast();
  const saving = useSaving(decideReferral, { reasons_missing: "reasons", destination_missing: "redirectedTo" });
  const [choice, setChoice] = useState<Choice>({ outcome: "", reasons: [], explanation: "", redirectedTo: "" });
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const outcomes = words.pack?.entry.outcomes ?? [];
  const outcome = outcomes.find(({ id }) => id === choice.outcome);
  const proposed = shown.screening?.proposed ?? null;
  const save = async () => {
    const found = changed
      ? [{ field: "", message: t.decision.changed }]
      : problems(choice, { outcome, proposed }, t.decision);
    setMissing(found);
    if (found.length > 0) return;
    const { redirectedTo, reasons, ...rest } = choice;
    const input = { ...rest, referralId: shown.id, baseVersion: shown.version, reasons: [...reasons] };
    const destination = outcome?.kind === "redirect" ? { redirectedTo } : {};
    await saving.save({ ...input, ...destination }, () => toast({ text: t.decision.saved, tone: "good" }));
  };
  return (
    <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={() => void save()}>
      <p className="max-w-prose text-ink-soft">{t.decision.intro}</p>
      {saving.conflict && <ConflictNotice conflict={saving.conflict} labels={{}} actions={null} />}
      <RadioGroup
        name="outcome"
        label={t.decision.outcome}
        value={choice.outcome}
        options={outcomes.map(({ id }) => ({
          value: id,
          label: words.say(`outcome.${id}`),
          ...(id === proposed && { hint: t.decision.proposed }),
        }))}
        onChange={(id) => setChoice({ ...choice, outcome: id, reasons: [] })}
      />
      {outcome && <Reasoning {...{ choice, setChoice, outcome, proposed, words }} />}
      <div>
        <Button tone={changed ? "secondary" : "primary"} type="submit" busy={saving.pending} wide>
          {t.decision.save}
        </Button>
      </div>
    </Form>
  );
}

type Outcome = NonNullable<PackWords["pack"]>["entry"]["outcomes"][number];
interface ReasoningProps {
  readonly choice: Choice;
  readonly setChoice: (choice: Choice) => void;
  readonly outcome: Outcome;
  readonly proposed: string | null;
  readonly words: PackWords;
}

function Reasoning({ choice, setChoice, outcome, proposed, words }: ReasoningProps) {
  const t = useTexts(referralsTexts);
  const other = outcome.id !== proposed;
  return (
    <>
      {outcome.reasons.length > 0 && (
        <CheckboxGroup
          name="reasons"
          label={t.decision.reasons}
          options={outcome.reasons.map((reason) => ({ value: reason, label: words.say(`reason.${reason}`) }))}
          value={choice.reasons}
          onChange={(reasons) => setChoice({ ...choice, reasons })}
        />
      )}
      {outcome.kind === "redirect" && (
        <TextField
          name="redirectedTo"
          label={t.decision.redirectedTo}
          value={choice.redirectedTo}
          maxLength={200}
          onChange={(redirectedTo) => setChoice({ ...choice, redirectedTo })}
        />
      )}
      <TextArea
        name="explanation"
        label={t.decision.explanation}
        hint={other ? t.decision.explanationNeeded : undefined}
        optional={!other}
        value={choice.explanation}
        maxLength={2000}
        onChange={(explanation) => setChoice({ ...choice, explanation })}
      />
    </>
  );
}

type Words = Readonly<
  Record<"missingOutcome" | "missingReasons" | "missingExplanation" | "missingDestination", string>
>;

function problems(
  choice: Choice,
  { outcome, proposed }: { readonly outcome: Outcome | undefined; readonly proposed: string | null },
  words: Words,
): readonly FieldError[] {
  if (!outcome) return [{ field: "outcome", message: words.missingOutcome }];
  const silent = choice.explanation.trim() === "";
  if (outcome.id !== proposed && silent) return [{ field: "explanation", message: words.missingExplanation }];
  const found: FieldError[] = [];
  if (outcome.reasons.length > 0 && choice.reasons.length === 0 && silent) {
    found.push({ field: "reasons", message: words.missingReasons });
  }
  if (outcome.kind === "redirect" && choice.redirectedTo.trim() === "") {
    found.push({ field: "redirectedTo", message: words.missingDestination });
  }
  return found;
}
