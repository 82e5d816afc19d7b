import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { InputOf } from "../../contracts/contract.ts";
import { saveStudyTask, study } from "../../contracts/studies.ts";
import { go } from "../app/address.ts";
import { NotSentYet, useOperation } from "../app/api.ts";
import { ApiFailure, request, withParameters } from "../app/request.ts";
import { appTexts } from "../app/texts.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { useDraft } from "../outbox/drafts.ts";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { useToast } from "../ui/Toast.tsx";
import { type ContentOf, contentOf, type StudyData, type WrittenTask } from "./contents.ts";
import { same } from "./differences.ts";
import { studiesTexts } from "./texts.ts";

/** What a form keeps on this device: what is typed, and what was saved when it was opened. */
interface Kept<Fields> {
  readonly fields: Fields;
  readonly base: unknown;
  readonly baseVersion: number;
}

/** Somebody saved the same task meanwhile: what is there now, and the way to save one's own over it. */
interface TaskConflict {
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly keepMine: () => void;
}

export interface TaskForm<T extends WrittenTask, Fields> {
  readonly task: T;
  readonly fields: Fields;
  readonly change: (change: Partial<Fields>) => void;
  readonly ready: boolean;
  readonly restored: boolean;
  readonly pending: boolean;
  readonly errors: readonly FieldError[];
  readonly refuse: (errors: readonly FieldError[]) => void;
  readonly conflict: TaskConflict | null;
  /** Saves and goes back to the tasks, or does what `after` says. */
  readonly save: (content: ContentOf<T>, after?: () => void) => void;
  /** The server changed what is saved in this task by itself, such as on receiving a file: what is typed stays. */
  readonly rebase: (fresh: StudyData) => void;
  /** Forgets what was typed and begins anew with what is saved. */
  readonly startOver: () => void;
}

export interface TaskFormOptions<T extends WrittenTask, Fields> {
  readonly data: StudyData;
  readonly task: T;
  readonly initial: Fields;
  /** Shows the form anew, from what is saved. */
  readonly onReset: () => void;
  /** The field each refusal of the server belongs to. */
  readonly places?: Readonly<Record<string, string>>;
}

/** The form of a task: kept on this device as it is typed, saved half done or whole. */
export function useTaskForm<T extends WrittenTask, Fields extends object>(
  options: TaskFormOptions<T, Fields>,
): TaskForm<T, Fields> {
  const { data, task, initial, onReset } = options;
  const [opened] = useState<Kept<Fields>>(() => ({
    fields: initial,
    base: contentOf(data, task) ?? null,
    baseVersion: data.version,
  }));
  const draft = useDraft(`study/${data.id}/${task}`, opened);
  const sending = useSendTask(options, draft);
  const startOver = () => void draft.clear().then(onReset);
  return {
    task,
    fields: draft.value.fields,
    change: (change) => draft.update((before) => ({ ...before, fields: { ...before.fields, ...change } })),
    ready: draft.ready,
    restored: draft.restored,
    startOver,
    rebase: (fresh) =>
      draft.update({ base: contentOf(fresh, task) ?? null, baseVersion: fresh.version } as Partial<Kept<Fields>>),
    ...sending,
  };
}

interface KeptDraft<Fields> {
  readonly value: Kept<Fields>;
  readonly clear: () => Promise<void>;
}

function useSendTask<T extends WrittenTask, Fields>(options: TaskFormOptions<T, Fields>, draft: KeptDraft<Fields>) {
  const { data, task, places = {} } = options;
  const t = useTexts(studiesTexts);
  const app = useTexts(appTexts);
  const { language } = useLocale();
  const toast = useToast();
  const client = useQueryClient();
  const { send, pending } = useOperation(saveStudyTask);
  const [errors, refuse] = useState<readonly FieldError[]>([]);
  const [conflict, setConflict] = useState<TaskConflict | null>(null);
  const { base, baseVersion } = draft.value;

  const leave = async (words: string, after: (() => void) | undefined) => {
    await draft.clear();
    if (after) return after();
    toast({ text: words });
    go(`/estudios/${data.id}`);
  };
  const attempt = async (content: ContentOf<T>, version: number, after: (() => void) | undefined): Promise<void> => {
    refuse([]);
    setConflict(null);
    const written = { task, content } as InputOf<typeof saveStudyTask>["task"];
    try {
      await send({ studyId: data.id, baseVersion: version, task: written });
      await leave(t.form.saved, after);
    } catch (error) {
      if (error instanceof NotSentYet) await leave(app.notSentYet, undefined);
      else if (!(error instanceof ApiFailure)) throw error;
      else if (error.code === "stale_version") await compare(content, version, after);
      else refuse(errorsOf(error, places));
    }
  };
  // Another task saved meanwhile is no conflict: only what somebody wrote in this one is shown beside one's own.
  const compare = async (content: ContentOf<T>, version: number, after: (() => void) | undefined) => {
    const url = withParameters(study.url, { studyId: data.id });
    const fresh = await request<StudyData>({ method: "GET", url, language });
    void client.invalidateQueries();
    const theirs = contentOf(fresh, task) ?? null;
    if (same(theirs, base) && fresh.version !== version) return attempt(content, fresh.version, after);
    setConflict({ mine: content, theirs, keepMine: () => void attempt(content, fresh.version, after) });
  };
  const save = (content: ContentOf<T>, after?: () => void) => {
    const unchanged = same(contentOf(data, task) ?? null, base);
    attempt(content, unchanged ? data.version : baseVersion, after).catch(() =>
      refuse([{ field: "", message: t.notReached }]),
    );
  };
  return { pending, errors, refuse, conflict, save };
}

/** Refusals as messages for the form's boxes; «/task/content/columns/0/label» is the box «columns.0.label». */
function errorsOf(failure: ApiFailure, places: Readonly<Record<string, string>>): readonly FieldError[] {
  if (failure.fields.length === 0) return [{ field: places[failure.code] ?? "", message: failure.message }];
  return failure.fields.map(({ path, message }) => ({
    field: path.split("/").filter(Boolean).slice(2).join("."),
    message,
  }));
}
