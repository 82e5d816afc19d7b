import { FileUp } from "lucide-react";
import { type ChangeEvent, type DragEvent, type ReactNode, useState } from "react";
import { classes } from "./classes.ts";
import { FieldFrame, type FieldProps, useField } from "./field.tsx";

interface DropFieldProps extends FieldProps {
  /** As in the attribute of the input: ".csv,.xlsx". */
  readonly accept: string;
  readonly multiple?: boolean;
  readonly onChoose: (files: readonly File[]) => void;
  readonly onDrop: (data: DataTransfer) => void;
  /** What the field says under its button; `over` while something hangs above it. Only where there is a mouse. */
  readonly dropHint: (over: boolean) => string;
  readonly children?: ReactNode;
}

/** Files of the device, with its own dialog; on a desktop they may be dropped on the field. */
export function DropField({ accept, multiple, onChoose, onDrop, dropHint, children, ...props }: DropFieldProps) {
  const field = useField(props);
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <FieldFrame field={field} props={props}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the input inside does the same by keyboard and touch */}
      <div
        onDragEnter={(event) => drag(event, true)}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false);
          onDrop(event.dataTransfer);
        }}
        className={classes(
          "grid gap-3 rounded-md border-2 border-dashed p-4",
          over ? "border-teal bg-teal-soft" : "border-edge",
        )}
      >
        <input
          id={field.id}
          name={props.name}
          type="file"
          multiple={multiple}
          accept={accept}
          aria-describedby={field.describedBy}
          aria-invalid={field.error ? true : undefined}
          onChange={(event: ChangeEvent<HTMLInputElement>) => onChoose([...(event.target.files ?? [])])}
          className="min-h-11 w-full min-w-0 file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-edge file:bg-sheet file:px-4 file:font-bold file:text-teal"
        />
        <p className="hidden items-center gap-2 text-sm text-ink-soft md:flex">
          <FileUp className="size-4 shrink-0" />
          {dropHint(over)}
        </p>
        {children}
      </div>
    </FieldFrame>
  );
}
