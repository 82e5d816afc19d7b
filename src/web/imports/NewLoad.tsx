import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RegistryCheck } from "../../contracts/imports.ts";
import { newId } from "../app/ids.ts";
import { ApiFailure } from "../app/request.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { Checkbox } from "../ui/CheckboxGroup.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { useToast } from "../ui/Toast.tsx";
import { CheckResult } from "./CheckResult.tsx";
import { FileField } from "./FileField.tsx";
import { type ChosenList, checkList, contentOf, loadList } from "./sendList.ts";
import { importsTexts } from "./texts.ts";

/** A list that was checked, kept in memory until it is loaded or left. */
interface Checked {
  readonly list: ChosenList;
  readonly check: RegistryCheck;
  readonly operationId: string;
}

/** Choose a list, see what would happen, load it. */
export function NewLoad() {
  const t = useTexts(importsTexts);
  const { language } = useLocale();
  const toast = useToast();
  const client = useQueryClient();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setErrors([]);
    try {
      await work();
    } catch (error) {
      setErrors([{ field: "file", message: error instanceof ApiFailure ? error.message : t.upload.notReached }]);
    } finally {
      setBusy(false);
    }
  };
  const check = (file: File, leaveOutDuplicates: boolean) =>
    attempt(async () => {
      const content = await contentOf(file);
      if (content === "too_large") return setErrors([{ field: "file", message: t.upload.tooLarge }]);
      if (content === "unreadable") return setErrors([{ field: "file", message: t.upload.unreadable }]);
      const list = { fileName: file.name, content, leaveOutDuplicates };
      setChecked({ list, check: await checkList(list, language), operationId: newId() });
    });
  const load = ({ list, check, operationId }: Checked) =>
    attempt(async () => {
      const { families } = await loadList(list, check, { operationId, language });
      setChecked(null);
      toast({ text: t.loaded({ families }), tone: "good" });
      await client.invalidateQueries();
    });
  if (checked === null) return <ChooseList busy={busy} errors={errors} setErrors={setErrors} onCheck={check} />;
  return (
    <div className="grid gap-4">
      {errors.map(({ message }) => (
        <Banner key={message} tone="soon" live>
          {message}
        </Banner>
      ))}
      <CheckResult
        check={checked.check}
        loading={busy}
        onLoad={() => void load(checked)}
        onAnother={() => {
          setChecked(null);
          setErrors([]);
        }}
      />
    </div>
  );
}

interface ChooseListProps {
  readonly busy: boolean;
  readonly errors: readonly FieldError[];
  readonly setErrors: (errors: readonly FieldError[]) => void;
  readonly onCheck: (file: File, leaveOut: boolean) => void;
}

function ChooseList({ busy, errors, setErrors, onCheck }: ChooseListProps) {
  const t = useTexts(importsTexts).upload;
  const [file, setFile] = useState<File | null>(null);
  const [leaveOut, setLeaveOut] = useState(false);
  const submit = () => {
    if (file) onCheck(file, leaveOut);
    else setErrors([{ field: "file", message: t.noFile }]);
  };
  return (
    <Panel title={t.title}>
      <Form errors={errors} onSubmit={submit} label={t.title}>
        <FileField
          name="file"
          label={t.file}
          hint={t.fileHint}
          accept=".xlsx,.csv,.txt"
          file={file}
          onChange={setFile}
        />
        <Checkbox name="leaveOut" label={t.leaveOut} value={leaveOut} onChange={setLeaveOut} />
        <div>
          <Button tone="primary" type="submit" wide busy={busy}>
            {busy ? t.checking : t.check}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
