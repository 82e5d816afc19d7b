import { useState } from "react";
import { type ActionShown, addAction, editAction } from "../../contracts/plans.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { DatePicker } from "../ui/DatePicker.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { TextField } from "../ui/TextField.tsx";
import { MineOrTheirs, SaveOrBack } from "./DialogParts.tsx";
import type { ReadAgain } from "./planTypes.ts";
import { plansTexts } from "./texts.ts";

interface ActionDialogProps {
  readonly goalId: string;
  /** The action to correct; a new one when absent. */
  readonly action?: ActionShown;
  readonly readAgain: ReadAgain;
  readonly onClose: () => void;
}

function useActionForm({ goalId, action, readAgain, onClose }: ActionDialogProps) {
  const t = useTexts(plansTexts).actionForm;
  const [actionId] = useState(() => action?.id ?? newId());
  const [values, setValues] = useState({
    what: action?.what ?? "",
    who: action?.who ?? "",
    dueOn: action?.dueOn ?? "",
  });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const adding = useSaving(addAction);
  const editing = useSaving(editAction);
  const input = { actionId, what: values.what, who: values.who, dueOn: values.dueOn || null };
  const saveOn = (baseVersion: number) => editing.save({ ...input, baseVersion }, onClose);
  const submit = () => {
    const found: FieldError[] = [];
    if (values.what.trim() === "") found.push({ field: "what", message: t.missingWhat });
    if (values.who.trim() === "") found.push({ field: "who", message: t.missingWho });
    setErrors(found);
    if (found.length > 0) return;
    if (action) void saveOn(action.version);
    else void adding.save({ ...input, goalId }, onClose);
  };
  const keepMine = () =>
    void readAgain().then((fresh) => {
      const now = fresh?.plan?.goals.flatMap(({ actions }) => actions).find(({ id }) => id === actionId);
      if (now) void saveOn(now.version);
    });
  const change = (some: Partial<typeof values>) => setValues((before) => ({ ...before, ...some }));
  const shownErrors = errors.length > 0 ? errors : [...adding.errors, ...editing.errors];
  return {
    values,
    change,
    submit,
    keepMine,
    errors: shownErrors,
    busy: adding.pending || editing.pending,
    conflict: editing.conflict,
  };
}

/** Who does what for a goal, and by when. */
export function ActionDialog(props: ActionDialogProps) {
  const { action, onClose } = props;
  const t = useTexts(plansTexts).actionForm;
  const { date } = useFormats();
  const form = useActionForm(props);
  const { values, change } = form;
  const show = (field: string, value: unknown) =>
    field === "dueOn" && typeof value === "string" ? date(value) : String(value ?? "—");
  return (
    <Dialog open onClose={onClose} title={action ? t.editTitle : t.addTitle}>
      <Form errors={form.errors} onSubmit={form.submit}>
        <MineOrTheirs
          conflict={form.conflict}
          labels={t.fields}
          show={show}
          onMine={form.keepMine}
          onTheirs={onClose}
        />
        <TextField
          name="what"
          label={t.what}
          maxLength={300}
          value={values.what}
          onChange={(what) => change({ what })}
        />
        <TextField
          name="who"
          label={t.who}
          hint={t.whoHint}
          maxLength={120}
          value={values.who}
          onChange={(who) => change({ who })}
        />
        <DatePicker
          name="dueOn"
          label={t.dueOn}
          optional
          value={values.dueOn}
          onChange={(dueOn) => change({ dueOn })}
        />
        <SaveOrBack save={t.save} busy={form.busy} onBack={onClose} />
      </Form>
    </Dialog>
  );
}
