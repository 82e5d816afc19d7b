import { useState } from "react";
import { agreePlan, plan as contract } from "../../contracts/plans.ts";
import { isOpenGoal } from "../../core/plans/goal.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { ConflictNotice } from "../app/ConflictNotice.tsx";
import { FailurePage } from "../app/pages.tsx";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { useNavigate } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { CheckboxGroup } from "../ui/CheckboxGroup.tsx";
import { DatePicker } from "../ui/DatePicker.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { IdentityBar } from "../ui/IdentityBar.tsx";
import { Loading } from "../ui/Loading.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { useToast } from "../ui/Toast.tsx";
import type { PlanData, ShownPlan } from "./planTypes.ts";
import { plansTexts } from "./texts.ts";

/** The agreement: goals read aloud, how, who and when. */
export function Screen() {
  const caseId = useParameter("caseId");
  const t = useTexts(plansTexts);
  const plan = useRead(contract, { caseId });
  if (plan.isPending) return <Loading />;
  if (plan.isError) return <FailurePage error={plan.error} onRetry={() => void plan.refetch()} />;
  const { familyName, familyCode } = plan.data;
  return (
    <>
      <IdentityBar name={familyName} code={familyCode} back={{ href: `/plan/${caseId}`, label: t.title }} />
      <section aria-label={t.agreement.title} className="grid max-w-2xl gap-6">
        <h2>{t.agreement.title}</h2>
        {plan.data.plan?.state === "draft" ? (
          <AgreementForm data={plan.data} plan={plan.data.plan} />
        ) : (
          <Banner>{t.states[plan.data.plan?.state ?? "draft"]}</Banner>
        )}
      </section>
    </>
  );
}

function GoalsToRead({ plan }: { readonly plan: ShownPlan }) {
  const t = useTexts(plansTexts).agreement;
  const { longDate } = useFormats();
  const goals = plan.goals.filter(({ state }) => isOpenGoal(state));
  const without = goals.filter(({ actions }) => actions.length === 0).length;
  return (
    <>
      <p>{goals.length === 0 ? t.noGoals : t.intro}</p>
      <ol className="card grid list-decimal gap-4 py-5 pr-5 pl-10 text-lg">
        {goals.map((goal) => (
          <li key={goal.id}>
            <span className="font-bold">{goal.words}</span>
            <ul className="grid gap-1 text-base text-ink-soft">
              {goal.actions.map(({ id, who, what, dueOn }) => (
                <li key={id}>
                  {who}: {what}
                  {dueOn && `, ${longDate(dueOn)}`}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {without > 0 && <Banner tone="soon">{t.withoutActions({ n: without })}</Banner>}
    </>
  );
}

interface AgreementFormProps {
  readonly data: PlanData;
  readonly plan: ShownPlan;
}

const PLACES = {
  unknown_agreement: "kind",
  nobody_agrees: "personIds",
  not_a_member: "personIds",
  day_in_future: "agreedOn",
  day_before_opening: "agreedOn",
} as const;

function useAgreement({ data, plan }: AgreementFormProps) {
  const t = useTexts(plansTexts).agreement;
  const [values, setValues] = useState({
    kind: data.rules.agreements.length === 1 ? (data.rules.agreements[0]?.id ?? "") : "",
    personIds: [] as readonly string[],
    agreedOn: data.today,
    note: "",
  });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const saving = useSaving(agreePlan, PLACES);
  const toast = useToast();
  const navigate = useNavigate();
  const submit = () => {
    const found: FieldError[] = [];
    if (values.kind === "") found.push({ field: "kind", message: t.missingKind });
    if (values.personIds.length === 0) found.push({ field: "personIds", message: t.missingWho });
    if (values.agreedOn === "") found.push({ field: "agreedOn", message: t.missingDay });
    setErrors(found);
    if (found.length > 0) return;
    const goals = plan.goals.filter(({ state }) => isOpenGoal(state)).map(({ id, words }) => ({ goalId: id, words }));
    const input = { ...values, personIds: [...values.personIds], planId: plan.id, baseVersion: plan.version, goals };
    void saving.save(input, (output) => {
      if (output) toast({ text: t.saved });
      navigate(`/plan/${data.caseId}`);
    });
  };
  const change = (some: Partial<typeof values>) => setValues((before) => ({ ...before, ...some }));
  return { values, change, submit, saving, errors: errors.length > 0 ? errors : saving.errors };
}

function AgreementForm({ data, plan }: AgreementFormProps) {
  const t = useTexts(plansTexts).agreement;
  const { values, change, submit, saving, errors } = useAgreement({ data, plan });
  return (
    <Form errors={errors} onSubmit={submit}>
      {saving.conflict && (
        <ConflictNotice
          conflict={saving.conflict}
          labels={t.fields}
          actions={<Button onPress={saving.forget}>{t.readAgain}</Button>}
        />
      )}
      <GoalsToRead plan={plan} />
      <RadioGroup
        name="kind"
        label={t.kind}
        value={values.kind === "" ? null : values.kind}
        options={data.rules.agreements.map(({ id, label }) => ({ value: id, label }))}
        onChange={(kind) => change({ kind })}
      />
      <CheckboxGroup
        name="personIds"
        label={t.who}
        value={values.personIds}
        options={data.members.map(({ personId, name }) => ({ value: personId, label: name }))}
        onChange={(personIds) => change({ personIds })}
      />
      <DatePicker
        name="agreedOn"
        label={t.day}
        max={data.today}
        value={values.agreedOn}
        onChange={(agreedOn) => change({ agreedOn })}
      />
      <TextArea
        name="note"
        label={t.note}
        optional
        rows={2}
        maxLength={1000}
        value={values.note}
        onChange={(note) => change({ note })}
      />
      <div>
        <Button type="submit" tone="primary" size="large" wide busy={saving.pending}>
          {t.save}
        </Button>
      </div>
    </Form>
  );
}
