import { FileUp, FolderUp, X } from "lucide-react";
import { type ChangeEvent, type DragEvent, useRef, useState } from "react";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { classes } from "../ui/classes.ts";
import { FieldFrame, type FieldProps, useField } from "../ui/field.tsx";
import { droppedFiles } from "./droppedFiles.ts";
import { type ChosenFile, withoutStrays } from "./sendFiles.ts";
import { returnsTexts } from "./texts.ts";

interface FilesFieldProps extends FieldProps {
  readonly accept: string;
  readonly files: readonly ChosenFile[];
  readonly onChange: (files: readonly ChosenFile[]) => void;
}

/** Several files or a whole folder, with the device's own dialog or dropped on the field. */
export function FilesField({ accept, files, onChange, ...props }: FilesFieldProps) {
  const t = useTexts(returnsTexts).upload;
  const field = useField(props);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  const drop = (event: DragEvent) => {
    drag(event, false);
    void droppedFiles(event.dataTransfer).then((dropped) => onChange(withoutStrays(dropped)));
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.target.files ?? [])];
    if (chosen.length === 0) return;
    onChange(withoutStrays(chosen.map((file) => ({ name: file.webkitRelativePath || file.name, file }))));
  };
  return (
    <FieldFrame field={field} props={props}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the inputs inside do the same by keyboard and touch */}
      <div
        onDragEnter={(event) => drag(event, true)}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={drop}
        className={classes(
          "grid gap-3 rounded-md border-2 border-dashed p-4",
          over ? "border-teal bg-teal-soft" : "border-edge",
        )}
      >
        <input
          id={field.id}
          name={props.name}
          type="file"
          multiple
          accept={accept}
          aria-describedby={field.describedBy}
          aria-invalid={field.error ? true : undefined}
          onChange={choose}
          className="min-h-11 w-full min-w-0 file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-edge file:bg-sheet file:px-4 file:font-bold file:text-teal"
        />
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
            onChange={choose}
            className="sr-only"
          />
        </div>
        <p className="hidden items-center gap-2 text-sm text-ink-soft md:flex">
          <FileUp className="size-4 shrink-0" />
          {over ? t.dropNow : t.drop}
        </p>
        {files.length > 0 && <Chosen files={files} onClear={() => onChange([])} />}
      </div>
    </FieldFrame>
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
