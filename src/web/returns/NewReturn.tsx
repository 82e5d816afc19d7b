import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { type ReturnKind, type ReturnMapping, receiveReturn, returnProgress } from "../../contracts/returns.ts";
import { go } from "../app/address.ts";
import { ApiFailure, useOperation } from "../app/api.ts";
import { newId } from "../app/ids.ts";
import { request } from "../app/request.ts";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { NumberField } from "../ui/NumberField.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { UnderWay } from "../ui/UnderWay.tsx";
import { FilesField } from "./FilesField.tsx";
import { readMapping } from "./readMapping.ts";
import { type ChosenFile, repeatedName, sendFiles } from "./sendFiles.ts";
import { returnsTexts } from "./texts.ts";

const KINDS = ["ssda903", "cin", "mapped", "population", "siblings"] as const satisfies readonly ReturnKind[];
const LISTS = ".csv,.txt";
const ACCEPT = {
  ssda903: ".csv,.xml,.txt",
  cin: ".xml",
  mapped: LISTS,
  population: LISTS,
  siblings: LISTS,
} as const satisfies Record<ReturnKind, string>;

/** How far the work has come: the share of the bytes sent, then the rows read and the children checked on the server. */
type Progress = number | OutputOf<typeof returnProgress> | null;

const NOTHING_READ = { rowsRead: 0, childrenChecked: 0 } as const;
const ASK_EVERY_MS = 1_500;

/** Asks again and again how far the server has come, until told to stop; an answer that does not come is not waited for. */
function watch(batchId: string, language: string, onProgress: (progress: Progress) => void): () => void {
  const timer = setInterval(() => {
    const url = `${returnProgress.url}?${new URLSearchParams({ batchId })}`;
    request<OutputOf<typeof returnProgress>>({ method: "GET", url, language }).then(onProgress, () => undefined);
  }, ASK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Choose the files of a return and have them checked; nothing counts yet. */
export function NewReturn({ sourceId }: { readonly sourceId: string }) {
  const t = useTexts(returnsTexts).upload;
  const [kind, setKind] = useState<ReturnKind>("ssda903");
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [mapping, setMapping] = useState<readonly ChosenFile[]>([]);
  const [year, setYear] = useState<number | null>(null);
  const { errors, progress, check } = useChecking(sourceId);
  return (
    <Panel title={t.title}>
      <Form
        errors={errors}
        onSubmit={() => void check({ kind, files, year, mappingFile: mapping[0]?.file })}
        label={t.title}
      >
        <RadioGroup
          name="kind"
          label={t.kind}
          options={KINDS.map((one) => ({ value: one, label: t.kinds[one], hint: t.kindHints[one] }))}
          value={kind}
          onChange={(value) => setKind(KINDS.find((one) => one === value) ?? "ssda903")}
        />
        <FilesField
          name="files"
          label={t.files}
          hint={t.filesHint}
          accept={ACCEPT[kind]}
          files={files}
          onChange={setFiles}
        />
        {kind === "mapped" && (
          <FilesField
            name="mapping"
            label={t.mapping}
            hint={t.mappingHint}
            accept=".json"
            files={mapping}
            onChange={setMapping}
          />
        )}
        <NumberField name="year" label={t.year} hint={t.yearHint} optional whole value={year} onChange={setYear} />
        <ProgressLine progress={progress} />
        <div>
          <Button tone="primary" type="submit" wide busy={progress !== null}>
            {t.check}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}

interface Asked {
  readonly kind: ReturnKind;
  readonly files: readonly ChosenFile[];
  readonly year: number | null;
  readonly mappingFile: File | undefined;
}

function useChecking(sourceId: string) {
  const t = useTexts(returnsTexts).upload;
  const { language } = useLocale();
  const { send } = useOperation(receiveReturn);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [progress, setProgress] = useState<Progress>(null);
  const fail = (field: string, message: string) => setErrors([{ field, message }]);
  const check = async ({ kind, files, year, mappingFile }: Asked) => {
    if (files.length === 0) return fail("files", t.noFiles);
    const twice = repeatedName(files);
    if (twice !== undefined) return fail("files", t.same({ name: twice }));
    let mapping: ReturnMapping | undefined;
    if (kind === "mapped") {
      if (!mappingFile) return fail("mapping", t.noMapping);
      mapping = readMapping(await mappingFile.text());
      if (!mapping) return fail("mapping", t.mappingUnreadable);
    }
    setErrors([]);
    setProgress(0);
    try {
      const uploadId = await sendFiles(files, { language, onProgress: setProgress });
      setProgress(NOTHING_READ);
      const batchId = newId();
      const asked = { batchId, sourceId, uploadId, kind };
      const stop = watch(batchId, language, (told) => setProgress((before) => (before === null ? null : told)));
      await send({ ...asked, ...(year !== null && { year }), ...(mapping && { mapping }) }).finally(stop);
      go(`/declaraciones/${batchId}`);
    } catch (error) {
      fail("files", error instanceof ApiFailure ? error.message : t.notReached);
    } finally {
      setProgress(null);
    }
  };
  return { errors, progress, check };
}

function useProgressWords(progress: Progress): string {
  const t = useTexts(returnsTexts).upload;
  const { number } = useFormats();
  if (progress === null) return "";
  if (typeof progress === "number") return t.sending({ percent: number(progress * 100, 0) });
  const { rowsRead, childrenChecked } = progress;
  if (rowsRead === 0) return t.reading;
  return t.readingRows({ rows: number(rowsRead, 0), children: number(childrenChecked, 0) });
}

function ProgressLine({ progress }: { readonly progress: Progress }) {
  const words = useProgressWords(progress);
  const share = typeof progress === "number" ? progress : undefined;
  return <UnderWay words={words} share={progress === null ? null : share} />;
}
