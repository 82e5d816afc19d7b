import { Download } from "lucide-react";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Menu } from "../ui/Menu.tsx";
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
  const give = (ending: string, write: () => Promise<BlobPart> | BlobPart) => {
    Promise.resolve()
      .then(write)
      .then((content) => saveFile(new Blob([content]), `trenza-${name}-${today}${ending}`))
      .catch(() => toast({ text: t.failed, tone: "soon" }));
  };
  return (
    <Menu
      label={t.label}
      icon={Download}
      actions={[
        { id: "xlsx", label: t.xlsx, onPress: () => give(".xlsx", () => workbookOf(table(), language)) },
        { id: "csv", label: t.csv, onPress: () => give(".csv", () => csvOf(table(), language)) },
        { id: "parquet", label: t.parquet, onPress: () => give(".parquet", () => parquetOf(table(), language)) },
        {
          id: "codebook",
          label: t.codebook,
          onPress: () => give(".diccionario.csv", () => codebookCsv(table(), language)),
        },
      ]}
    />
  );
}
