import { useState } from "react";
import { addGoal, editGoal, type GoalShown } from "../../contracts/plans.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { MineOrTheirs, SaveOrBack } from "./DialogParts.tsx";
import { linkGroups, linkOf, linkValue } from "./goalLink.ts";
import type { PlanData, ReadAgain } from "./planTypes.ts";
import { plansTexts } from "./texts.ts";

/** A goal to write: new in a plan, perhaps begun from a priority, or one to change. */
export type GoalToWrite =
  | { readonly planId: string; readonly dimension?: string | null; readonly item?: string | null }
  | { readonly goal: GoalShown };

interface GoalDialogProps {
  readonly data: PlanData;
  readonly writing: GoalToWrite;
  readonly readAgain: ReadAgain;
  readonly onClose: () => void;
}

function useGoalForm({ writing, readAgain, onClose }: GoalDialogProps) {
  const t = useTexts(plansTexts).goalForm;
  const goal = "goal" in writing ? writing.goal : null;
  const [goalId] = useState(() => goal?.id ?? newId());
  const start = "goal" in writing ? writing.goal : { dimension: writing.dimension ?? null, item: writing.item ?? null };
  const [words, setWords] = useState(goal?.words ?? "");
  const [link, setLink] = useState(linkValue(start));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const adding = useSaving(addGoal);
  const editing = useSaving(editGoal);
  const saveOn = (baseVersion: number) => editing.save({ goalId, baseVersion, words, ...linkOf(link) }, onClose);
  const submit = () => {
    const found = words.trim() === "" ? [{ field: "words", message: t.missing }] : [];
    setErrors(found);
    if (found.length > 0) return;
    if (goal) void saveOn(goal.version);
    else if ("planId" in writing) void adding.save({ goalId, planId: writing.planId, words, ...linkOf(link) }, onClose);
  };
  const keepMine = () =>
    void readAgain().then((fresh) => {
      const now = fresh?.plan?.goals.find(({ id }) => id === goalId);
      if (now) void saveOn(now.version);
    });
  const shownErrors = errors.length > 0 ? errors : [...adding.errors, ...editing.errors];
  const busy = adding.pending || editing.pending;
  return {
    goal,
    words,
    setWords,
    link,
    setLink,
    submit,
    keepMine,
    errors: shownErrors,
    busy,
    conflict: editing.conflict,
  };
}

/** Writes a goal in the family's words, tied to what it is meant to improve. */
export function GoalDialog(props: GoalDialogProps) {
  const { data, onClose } = props;
  const t = useTexts(plansTexts).goalForm;
  const form = useGoalForm(props);
  const { goal, words, setWords, link, setLink } = form;
  return (
    <Dialog open onClose={onClose} title={goal ? t.editTitle : t.addTitle} width="wide">
      <Form errors={form.errors} onSubmit={form.submit}>
        <MineOrTheirs conflict={form.conflict} labels={t.fields} onMine={form.keepMine} onTheirs={onClose} />
        <TextArea
          name="words"
          label={t.words}
          hint={t.wordsHint}
          rows={3}
          maxLength={500}
          value={words}
          onChange={setWords}
        />
        {!goal && words === "" && <Templates data={data} onChoose={setWords} onLink={setLink} />}
        <SelectField
          name="link"
          label={t.link}
          width="full"
          placeholder={t.noLink}
          value={link}
          options={linkGroups(data, { priorities: t.linkPriorities, dimensions: t.linkDimensions }, link)}
          onChange={setLink}
        />
        <SaveOrBack save={t.save} busy={form.busy} onBack={onClose} />
      </Form>
    </Dialog>
  );
}

interface TemplatesProps {
  readonly data: PlanData;
  readonly onChoose: (words: string) => void;
  readonly onLink: (link: string) => void;
}

function Templates({ data, onChoose, onLink }: TemplatesProps) {
  const t = useTexts(plansTexts).goalForm;
  const { templates } = data.rules;
  if (templates.length === 0) return null;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-bold">{t.templates}</legend>
      <div className="flex flex-wrap gap-2">
        {templates.map((template) => (
          <Button
            key={template.id}
            size="small"
            onPress={() => {
              onChoose(template.words);
              onLink(linkValue(template));
            }}
          >
            {template.words}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
