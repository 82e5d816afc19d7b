import { Check, Trash2 } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { recordSession } from "../../contracts/sessions.ts";
import { useSession } from "../app/session.tsx";
import { useSaving } from "../app/useSaving.ts";
import { writeTime } from "../i18n/dates.ts";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { type Draft, useDraft } from "../outbox/drafts.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { Loading } from "../ui/Loading.tsx";
import { ProgressSteps, type StepState } from "../ui/ProgressSteps.tsx";
import { checkStep, firstUnfinished } from "./checkVisit.ts";
import { STEP_VIEWS } from "./steps/views.tsx";
import { sessionsTexts } from "./texts.ts";
import {
  emptyVisit,
  type Preparation,
  VISIT_STEPS,
  type VisitDraft,
  type VisitStep,
  visitInput,
} from "./visitDraft.ts";

const ConfirmDialog = lazy(() => import("../ui/ConfirmDialog.tsx").then((file) => ({ default: file.ConfirmDialog })));

interface VisitFormProps {
  readonly preparation: Preparation;
  readonly onSaved: (how: "sent" | "waiting") => void;
}

/** Where each refusal of the server belongs, so that the person is taken to that step. */
const STEP_OF_FIELD: Readonly<Record<string, VisitStep>> = {
  heldOn: "people",
  kind: "people",
  level: "people",
  presentIds: "people",
  followUp: "safety",
};
const PLACES = {
  day_in_future: "heldOn",
  day_before_opening: "heldOn",
  case_closed: "heldOn",
  unknown_kind: "kind",
  level_not_allowed: "level",
  nobody_present: "presentIds",
  not_a_member: "presentIds",
  concern_without_follow_up: "followUp",
} as const;

/** The six steps of a visit. Every stroke is kept on the device, with the step in hand. */
export function VisitForm({ preparation, onSaved }: VisitFormProps) {
  const t = useTexts(sessionsTexts).record;
  const { displayName } = useSession();
  const [initial] = useState(() => emptyVisit(preparation, { me: displayName, followUp: t.followUpWhat }));
  const place = preparation.planned ? `visit/${preparation.planned.id}` : `visit/new/${preparation.caseId}`;
  const draft = useDraft<VisitDraft>(place, initial);
  if (!draft.ready) return <Loading />;
  return (
    <section aria-label={t.title} className="grid max-w-3xl gap-6">
      <Steps draft={draft.value} />
      {draft.restored && draft.savedAt === undefined && <Restored draft={draft} />}
      <Fields preparation={preparation} draft={draft} onSaved={onSaved} />
      <Kept draft={draft} />
    </section>
  );
}

function Steps({ draft }: { readonly draft: VisitDraft }) {
  const t = useTexts(sessionsTexts).record;
  const at = VISIT_STEPS.indexOf(draft.step);
  const stateOf = (index: number): StepState => (index < at ? "done" : index === at ? "current" : "todo");
  const steps = VISIT_STEPS.map((step, index) => ({ id: step, label: t.steps[step], state: stateOf(index) }));
  return <ProgressSteps label={t.title} steps={steps} />;
}

function Kept({ draft }: { readonly draft: Draft<VisitDraft> }) {
  const t = useTexts(sessionsTexts).record;
  const { tag, timeZone } = useLocale();
  const { savedAt } = draft;
  return (
    <p className="flex items-center gap-2 text-sm text-ink-soft">
      <Check className="size-4 shrink-0" />
      {savedAt ? t.keptAt({ time: writeTime(savedAt.toISOString(), { tag, timeZone }) }) : t.keeping}
    </p>
  );
}

function Restored({ draft }: { readonly draft: Draft<VisitDraft> }) {
  const t = useTexts(sessionsTexts).record;
  const [asking, setAsking] = useState(false);
  const discard = () => void draft.clear().then(() => window.location.reload());
  return (
    <Banner
      live
      actions={
        <Button size="small" icon={Trash2} onPress={() => setAsking(true)}>
          {t.discard}
        </Button>
      }
    >
      {t.restored}
      {asking && (
        <Suspense>
          <ConfirmDialog
            open
            title={t.discardTitle}
            confirm={t.discard}
            danger
            onConfirm={discard}
            onClose={() => setAsking(false)}
          >
            {t.discardText}
          </ConfirmDialog>
        </Suspense>
      )}
    </Banner>
  );
}

interface FieldsProps extends VisitFormProps {
  readonly draft: Draft<VisitDraft>;
}

function useVisitSteps({ preparation, draft, onSaved }: FieldsProps) {
  const words = useTexts(sessionsTexts).record.errors;
  const { date } = useFormats();
  const { value, update, clear } = draft;
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const saving = useSaving(recordSession, PLACES);
  const checked = { draft: value, preparation, words, writeDay: date };
  const go = (step: VisitStep) => {
    setErrors([]);
    saving.forget();
    update({ step });
  };
  const save = () => {
    const unfinished = firstUnfinished(checked);
    if (unfinished) {
      update({ step: unfinished.step });
      setErrors(unfinished.errors);
      return;
    }
    setErrors([]);
    void saving.save(visitInput(value, preparation), (output) => {
      void clear();
      onSaved(output ? "sent" : "waiting");
    });
  };
  const next = () => {
    const missing = checkStep(value.step, checked);
    const following = VISIT_STEPS[VISIT_STEPS.indexOf(value.step) + 1];
    if (missing.length > 0) setErrors(missing);
    else if (following) go(following);
    else save();
  };
  const refusedAt = STEP_OF_FIELD[saving.errors[0]?.field ?? ""];
  useEffect(() => {
    if (refusedAt) update({ step: refusedAt });
  }, [refusedAt, update]);
  return { next, go, errors: errors.length > 0 ? errors : saving.errors, pending: saving.pending };
}

function Fields(props: FieldsProps) {
  const t = useTexts(sessionsTexts).record;
  const { preparation, draft } = props;
  const { step } = draft.value;
  const { next, go, errors, pending } = useVisitSteps(props);
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step moves the reader to its heading
  useEffect(() => {
    if (moved.current) heading.current?.focus();
    moved.current = true;
  }, [step]);
  const at = VISIT_STEPS.indexOf(step);
  const previous = VISIT_STEPS[at - 1];
  const View = STEP_VIEWS[step];
  const last = step === "summary";
  return (
    <Form errors={errors} onSubmit={next} label={t.steps[step]}>
      <h2 ref={heading} tabIndex={-1} className="outline-none">
        {t.steps[step]}
      </h2>
      <View draft={draft.value} update={draft.update} preparation={preparation} />
      <div className="flex flex-col gap-2 md:flex-row-reverse md:justify-end">
        <Button type="submit" tone="primary" size="large" wide busy={pending}>
          {last ? t.save : t.next}
        </Button>
        {previous && (
          <Button size="large" wide onPress={() => go(previous)}>
            {t.previous}
          </Button>
        )}
      </div>
    </Form>
  );
}
