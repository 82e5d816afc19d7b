import { useState } from "react";
import type { InputOf } from "../../contracts/contract.ts";
import { planSession, visitPreparation } from "../../contracts/sessions.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { newId } from "../app/ids.ts";
import { FailurePage } from "../app/pages.tsx";
import { useSession } from "../app/session.tsx";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { useNavigate } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { DatePicker } from "../ui/DatePicker.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { IdentityBar } from "../ui/IdentityBar.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useToast } from "../ui/Toast.tsx";
import { KindFields } from "./KindFields.tsx";
import { sessionsTexts } from "./texts.ts";
import { readTime } from "./timeEntry.ts";
import type { Preparation } from "./visitDraft.ts";

/** Leaves a visit planned: day, time, kind and who goes. */
export function Screen() {
  const caseId = useParameter("caseId");
  const t = useTexts(sessionsTexts);
  const preparation = useRead(visitPreparation, { caseId });
  if (preparation.isPending) return <Loading />;
  if (preparation.isError) {
    return <FailurePage error={preparation.error} onRetry={() => void preparation.refetch()} />;
  }
  const { familyName, familyCode, householdId } = preparation.data;
  return (
    <>
      <IdentityBar name={familyName} code={familyCode} back={{ href: `/familias/${householdId}`, label: t.back }} />
      <section aria-label={t.plan.title} className="grid max-w-2xl gap-6">
        <h2>{t.plan.title}</h2>
        <PlanForm preparation={preparation.data} />
      </section>
    </>
  );
}

interface Planned {
  readonly kind: string;
  readonly level: string;
  readonly on: string;
  readonly at: string;
  readonly forUserId: string;
}

function useMissing(values: Planned): () => readonly FieldError[] {
  const t = useTexts(sessionsTexts).plan;
  return () => {
    const errors: FieldError[] = [];
    if (values.kind === "") errors.push({ field: "kind", message: t.missingKind });
    if (values.on === "") errors.push({ field: "on", message: t.missingDay });
    if (readTime(values.at) === undefined) errors.push({ field: "at", message: t.badTime });
    return errors;
  };
}

function usePlanForm(preparation: Preparation) {
  const t = useTexts(sessionsTexts);
  const { userId } = useSession();
  const { kinds, team, caseId, householdId } = preparation;
  const [first] = kinds;
  const [sessionId] = useState(newId);
  const [values, setValues] = useState<Planned>({
    kind: first?.id ?? "",
    level: first?.levels[0]?.id ?? "",
    on: "",
    at: "",
    forUserId: team.some((colleague) => colleague.userId === userId) ? userId : (team[0]?.userId ?? ""),
  });
  const change = (some: Partial<Planned>) => setValues((before) => ({ ...before, ...some }));
  const missing = useMissing(values);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const saving = useSaving(planSession, { day_in_past: "on", not_in_team: "forUserId", unknown_kind: "kind" });
  const toast = useToast();
  const navigate = useNavigate();
  const submit = () => {
    const found = missing();
    setErrors(found);
    const at = readTime(values.at);
    if (found.length > 0 || at === undefined) return;
    const { kind, on, forUserId } = values;
    const level = values.level as InputOf<typeof planSession>["level"];
    const input = { sessionId, caseId, kind, level, on, at, ...(forUserId !== "" && { forUserId }) };
    void saving.save(input, (output) => {
      if (output) toast({ text: t.plan.saved });
      navigate(output ? `/visitas/${sessionId}` : `/familias/${householdId}`);
    });
  };
  return { values, change, submit, errors: errors.length > 0 ? errors : saving.errors, pending: saving.pending };
}

function PlanForm({ preparation }: { readonly preparation: Preparation }) {
  const t = useTexts(sessionsTexts);
  const { kinds, team, today } = preparation;
  const { values, change, submit, errors, pending } = usePlanForm(preparation);
  return (
    <Form errors={errors} onSubmit={submit}>
      <KindFields kinds={kinds} kind={values.kind} level={values.level} onChange={change} />
      <DatePicker name="on" label={t.day} value={values.on} min={today} onChange={(on) => change({ on })} />
      <TextField
        name="at"
        label={t.time}
        hint={t.timeHint}
        width="short"
        autoComplete="off"
        maxLength={8}
        value={values.at}
        onChange={(at) => change({ at })}
      />
      {team.length > 1 && (
        <SelectField
          name="forUserId"
          label={t.who}
          placeholder={null}
          value={values.forUserId}
          options={team.map((colleague) => ({ value: colleague.userId, label: colleague.name }))}
          onChange={(forUserId) => change({ forUserId })}
        />
      )}
      <div>
        <Button type="submit" tone="primary" wide busy={pending}>
          {t.plan.save}
        </Button>
      </div>
    </Form>
  );
}
