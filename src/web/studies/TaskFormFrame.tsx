import type { ReactNode } from "react";
import { ConflictNotice } from "../app/ConflictNotice.tsx";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Form } from "../ui/Form.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { useColumnNames } from "./columnWords.tsx";
import type { StudyData, WrittenTask } from "./contents.ts";
import { differences, inWords } from "./differences.ts";
import { studiesTexts } from "./texts.ts";
import type { TaskForm } from "./useTaskForm.ts";
import { useTaskName } from "./words.tsx";

interface TaskFormFrameProps {
  readonly data: StudyData;
  readonly form: Omit<TaskForm<WrittenTask, never>, "fields" | "change" | "save">;
  /** Names of what may have changed in two places at once. */
  readonly fieldNames: Readonly<Record<string, string>>;
  readonly save?: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** What every form of a task has: what was recovered, both values of a stale edit, the way to save and the way back. */
export function TaskFormFrame({ data, form, fieldNames, save, onSubmit, children }: TaskFormFrameProps) {
  const t = useTexts(studiesTexts).form;
  const name = useTaskName();
  if (!form.ready) return <Loading />;
  return (
    <Form errors={form.errors} onSubmit={onSubmit} label={name(form.task)}>
      {form.conflict && <BothValues data={data} form={form} conflict={form.conflict} fieldNames={fieldNames} />}
      {form.restored && (
        <Banner
          tone="info"
          actions={
            <Button size="small" onPress={form.startOver}>
              {t.startOver}
            </Button>
          }
        >
          {t.restored}
        </Banner>
      )}
      {children}
      <div className="flex flex-col gap-2 md:flex-row">
        <Button type="submit" tone="primary" wide busy={form.pending}>
          {save ?? t.save}
        </Button>
        <LinkButton wide href={`/estudios/${data.id}`}>
          {t.back}
        </LinkButton>
      </div>
    </Form>
  );
}

interface BothValuesProps extends Pick<TaskFormFrameProps, "data" | "form" | "fieldNames"> {
  readonly conflict: NonNullable<TaskFormFrameProps["form"]["conflict"]>;
}

function BothValues({ data, form, conflict, fieldNames }: BothValuesProps) {
  const t = useTexts(studiesTexts);
  const name = useColumnNames(data.columns);
  const words = { none: "—", name };
  return (
    <ConflictNotice
      conflict={[...differences(conflict.mine, conflict.theirs)]}
      labels={fieldNames}
      show={(_, value) => inWords(value, words)}
      actions={
        <>
          <Button onPress={conflict.keepMine}>{t.form.keepMine}</Button>
          <Button onPress={form.startOver}>{t.form.keepTheirs}</Button>
        </>
      }
    />
  );
}
