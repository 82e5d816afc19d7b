import { Download } from "lucide-react";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { saveFile } from "../ui/saveFile.ts";
import { useToast } from "../ui/Toast.tsx";
import type { FigureTable } from "./figureTables.ts";
import { outcomesTexts } from "./texts.ts";
import { codebookCsv, csvOf, parquetOf, workbookOf } from "./writeTable.ts";

interface DownloadsProps {
  /** Of the files, without ending. */
  readonly name: string;
  readonly table: () => FigureTable;
}

/** Hands over what is on the screen, and no more: hidden numbers stay hidden in the file too. */
export function Downloads({ name, table }: DownloadsProps) {
  const t = useTexts(outcomesTexts).download;
  const { language, today } = useLocale();
  const toast = useToast();
  const give = (ending: string, write: () => Promise<BlobPart> | BlobPart) => () => {
    Promise.resolve()
      .then(write)
      .then((content) => saveFile(new Blob([content]), `trenza-${name}-${today}${ending}`))
      .catch(() => toast({ text: t.failed, tone: "soon" }));
  };
  const files = [
    { label: t.xlsx, press: give(".xlsx", () => workbookOf(table(), language)) },
    { label: t.csv, press: give(".csv", () => csvOf(table(), language)) },
    { label: t.parquet, press: give(".parquet", () => parquetOf(table(), language)) },
    { label: t.codebook, press: give(`-${t.codebookFile}.csv`, () => codebookCsv(table(), language)) },
  ];
  return (
    <details className="rounded-md border border-line">
      <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-bold text-teal">{t.label}</summary>
      <ul className="grid gap-1 px-2 pb-2">
        {files.map(({ label, press }) => (
          <li key={label}>
            <Button tone="quiet" icon={Download} onPress={press}>
              {label}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
