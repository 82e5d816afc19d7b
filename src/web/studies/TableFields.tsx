import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { study } from "../../contracts/studies.ts";
import { LARGEST_STUDY_TABLE, sendStudyTable } from "../../contracts/studyFiles.ts";
import { ApiFailure, request, withParameters } from "../app/request.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { DateField } from "../ui/DateField.tsx";
import { DropField } from "../ui/DropField.tsx";
import { ColumnTable } from "./ColumnTable.tsx";
import type { StudyData } from "./contents.ts";
import { mergeColumns } from "./populationFields.ts";
import type { PopulationFieldsProps } from "./RecordsFields.tsx";
import { base64Of } from "./sendTable.ts";
import { taskTexts } from "./texts.tasks.ts";
import { studiesTexts } from "./texts.ts";

interface TableFieldsProps extends PopulationFieldsProps {
  /** The study as it is once the server has kept the table. */
  readonly onReceived: (fresh: StudyData) => void;
}

/** A table that is handed in, and what its columns are. */
export function TableFields({ data, fields, change, onReceived }: TableFieldsProps) {
  const t = useTexts(taskTexts).population;
  const sending = useSendTable(data);
  const send = (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    void sending.send(file).then((found) => {
      if (!found) return;
      onReceived(found.fresh);
      change({ columns: mergeColumns(found.columns, fields.columns) });
    });
  };
  return (
    <>
      <DropField
        name="file"
        label={t.file}
        hint={t.fileHint}
        accept=".csv,.txt,text/csv"
        {...(sending.error !== undefined && { error: sending.error })}
        onChoose={send}
        onDrop={(transfer) => send([...transfer.files])}
        dropHint={(over) => (over ? t.dropNow : t.drop)}
      >
        <p role="status" className={sending.words ? "" : "sr-only"}>
          {sending.words}
        </p>
      </DropField>
      {fields.columns.length > 0 && (
        <>
          <ColumnTable columns={fields.columns} onChange={(columns) => change({ columns })} />
          <DateField
            name="observedUntil"
            label={t.observedUntil}
            hint={t.observedHint}
            optional
            value={fields.observedUntil}
            onChange={(observedUntil) => change({ observedUntil })}
          />
        </>
      )}
    </>
  );
}

function useSendTable(data: StudyData) {
  const t = useTexts(taskTexts).population;
  const { notReached } = useTexts(studiesTexts);
  const { language } = useLocale();
  const client = useQueryClient();
  const [words, setWords] = useState("");
  const [error, setError] = useState<string>();
  const fail = (message: string) => {
    setWords("");
    setError(message);
    return undefined;
  };
  const send = async (file: File) => {
    setError(undefined);
    if (file.size > LARGEST_STUDY_TABLE) return fail(t.tooLarge);
    setWords(t.sending);
    const content = await base64Of(file).catch(() => undefined);
    if (content === undefined) return fail(t.unreadable);
    try {
      const body = { studyId: data.id, baseVersion: data.version, fileName: file.name, content };
      const read = await request<OutputOf<typeof sendStudyTable>>({
        method: "POST",
        url: sendStudyTable.url,
        body,
        language,
      });
      setWords(t.received({ name: file.name, rows: read.rows }));
      const url = withParameters(study.url, { studyId: data.id });
      const fresh = await request<StudyData>({ method: "GET", url, language });
      void client.invalidateQueries();
      return { columns: read.columns, fresh };
    } catch (problem) {
      return fail(problem instanceof ApiFailure ? problem.message : notReached);
    }
  };
  return { send, words, error };
}
