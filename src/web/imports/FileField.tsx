import { FileUp } from "lucide-react";
import { type DragEvent, useState } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "../ui/classes.ts";
import { FieldFrame, type FieldProps, useField } from "../ui/field.tsx";
import { importsTexts } from "./texts.ts";

interface FileFieldProps extends FieldProps {
  readonly accept: string;
  readonly file: File | null;
  readonly onChange: (file: File | null) => void;
}

/** Chooses one file with the device's own dialog; on a desktop it may be dropped on the field. */
export function FileField({ accept, file, onChange, ...props }: FileFieldProps) {
  const t = useTexts(importsTexts).upload;
  const field = useField(props);
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  const drop = (event: DragEvent) => {
    drag(event, false);
    onChange(event.dataTransfer.files[0] ?? null);
  };
  return (
    <FieldFrame field={field} props={props}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the input inside does the same by keyboard and touch */}
      <div
        onDragEnter={(event) => drag(event, true)}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={drop}
        className={classes(
          "grid gap-2 rounded-md border-2 border-dashed p-4",
          over ? "border-teal bg-teal-soft" : "border-edge",
        )}
      >
        <input
          id={field.id}
          name={props.name}
          type="file"
          accept={accept}
          aria-describedby={field.describedBy}
          aria-invalid={field.error ? true : undefined}
          onChange={(event) => onChange(event.target.files?.[0] ?? null)}
          className="min-h-11 w-full min-w-0 file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-edge file:bg-sheet file:px-4 file:font-bold file:text-teal"
        />
        <p className="hidden items-center gap-2 text-sm text-ink-soft md:flex">
          <FileUp className="size-4 shrink-0" />
          {over ? t.dropTitle : file ? file.name : t.drop}
        </p>
      </div>
    </FieldFrame>
  );
}
