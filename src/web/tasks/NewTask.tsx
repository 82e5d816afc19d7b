import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { addTask, familyTasks } from "../../contracts/tasks.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { newId } from "../app/ids.ts";
import { FailurePage } from "../app/pages.tsx";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { useDraft } from "../outbox/drafts.ts";
import { Anchor, useNavigate } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { DatePicker } from "../ui/DatePicker.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useToast } from "../ui/Toast.tsx";
import { tasksTexts } from "./texts.ts";

/** Adds a task of a family: what, who, by when, and in whose day it appears. */
export function Screen() {
  const householdId = useParameter("householdId");
  const t = useTexts(tasksTexts);
  const known = useRead(familyTasks, { householdId });
  if (known.isPending) return <Loading />;
  if (known.isError) return <FailurePage error={known.error} onRetry={() => void known.refetch()} />;
  return (
    <section className="grid max-w-2xl gap-6">
      <header>
        <Anchor href={`/familias/${householdId}`}>{t.back}</Anchor>
        <h1>{t.add.title}</h1>
      </header>
      <TaskForm householdId={householdId} team={known.data.team} today={known.data.today} />
    </section>
  );
}

interface TaskFormProps {
  readonly householdId: string;
  readonly team: OutputOf<typeof familyTasks>["team"];
  readonly today: string;
}

function useTaskForm(householdId: string) {
  const t = useTexts(tasksTexts).add;
  const [initial] = useState(() => ({ taskId: newId(), title: "", who: "", assignedTo: "", dueOn: "" }));
  const { value, update, clear, ready } = useDraft(`task/${householdId}`, initial);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const saving = useSaving(addTask, { not_in_team: "assignedTo" });
  const toast = useToast();
  const navigate = useNavigate();
  const submit = () => {
    const found: FieldError[] = [];
    if (value.title.trim() === "") found.push({ field: "title", message: t.missingWhat });
    if (value.who.trim() === "") found.push({ field: "who", message: t.missingWho });
    setErrors(found);
    if (found.length > 0) return;
    const { taskId, title, who, assignedTo, dueOn } = value;
    const input = { taskId, householdId, title, who, dueOn: dueOn || null, ...(assignedTo !== "" && { assignedTo }) };
    void saving.save(input, (output) => {
      void clear();
      if (output) toast({ text: t.saved });
      navigate(`/familias/${householdId}/plan`);
    });
  };
  return { value, update, ready, submit, errors: errors.length > 0 ? errors : saving.errors, pending: saving.pending };
}

function TaskForm({ householdId, team, today }: TaskFormProps) {
  const t = useTexts(tasksTexts).add;
  const { value, update, ready, submit, errors, pending } = useTaskForm(householdId);
  if (!ready) return <Loading />;
  return (
    <Form errors={errors} onSubmit={submit}>
      <TextField
        name="title"
        label={t.what}
        maxLength={300}
        value={value.title}
        onChange={(title) => update({ title })}
      />
      <TextField
        name="who"
        label={t.who}
        hint={t.whoHint}
        width="half"
        maxLength={120}
        value={value.who}
        onChange={(who) => update({ who })}
      />
      <SelectField
        name="assignedTo"
        label={t.assigned}
        placeholder={t.nobody}
        value={value.assignedTo}
        options={team.map(({ userId, name }) => ({ value: userId, label: name }))}
        onChange={(assignedTo) => update({ assignedTo })}
      />
      <DatePicker
        name="dueOn"
        label={t.dueOn}
        optional
        min={today}
        value={value.dueOn}
        onChange={(dueOn) => update({ dueOn })}
      />
      <div>
        <Button type="submit" tone="primary" wide busy={pending}>
          {t.save}
        </Button>
      </div>
    </Form>
  );
}
