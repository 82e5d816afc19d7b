import { FolderUp, X } from "lucide-react";
import { useRef } from "react";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { DropField } from "../ui/DropField.tsx";
import type { FieldProps } from "../ui/field.tsx";
import { droppedFiles } from "./droppedFiles.ts";
import { type ChosenFile, withoutStrays } from "./sendFiles.ts";
import { returnsTexts } from "./texts.ts";

interface FilesFieldProps extends FieldProps {
  readonly accept: string;
  readonly files: readonly ChosenFile[];
  readonly onChange: (files: readonly ChosenFile[]) => void;
}

/** Several files or a whole folder. */
export function FilesField({ files, onChange, ...props }: FilesFieldProps) {
  const t = useTexts(returnsTexts).upload;
  const folder = useRef<HTMLInputElement>(null);
  const choose = (chosen: readonly File[]) => {
    if (chosen.length === 0) return;
    onChange(withoutStrays(chosen.map((file) => ({ name: file.webkitRelativePath || file.name, file }))));
  };
  return (
    <DropField
      {...props}
      multiple
      onChoose={choose}
      onDrop={(data) => void droppedFiles(data).then((dropped) => onChange(withoutStrays(dropped)))}
      dropHint={(over) => (over ? t.dropNow : t.drop)}
    >
      <div className="hidden md:block">
        <Button icon={FolderUp} onPress={() => folder.current?.click()}>
          {t.chooseFolder}
        </Button>
        {/* Phones have no folders to choose from. */}
        <input
          ref={(input) => {
            folder.current = input;
            input?.setAttribute("webkitdirectory", "");
          }}
          type="file"
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => choose([...(event.target.files ?? [])])}
          className="sr-only"
        />
      </div>
      {files.length > 0 && <Chosen files={files} onClear={() => onChange([])} />}
    </DropField>
  );
}

const MEGABYTE = 1_000_000;

function Chosen({ files, onClear }: { readonly files: readonly ChosenFile[]; readonly onClear: () => void }) {
  const t = useTexts(returnsTexts).upload;
  const { number } = useFormats();
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  return (
    <div className="flex flex-wrap items-start justify-between gap-2">
      <details className="min-w-0 grow">
        <summary className="min-h-11 cursor-pointer py-2.5 font-bold">
          <span role="status">{t.chosen({ n: files.length, size: number(size / MEGABYTE, 1) })}</span>
        </summary>
        <ul className="grid gap-1 text-sm">
          {files.map(({ name }) => (
            <li key={name} className="[overflow-wrap:anywhere]">
              {name}
            </li>
          ))}
        </ul>
      </details>
      <Button tone="quiet" icon={X} onPress={onClear}>
        {t.clear}
      </Button>
    </div>
  );
}
