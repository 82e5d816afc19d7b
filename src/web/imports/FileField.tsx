import { useTexts } from "../i18n/LocaleProvider.tsx";
import { DropField } from "../ui/DropField.tsx";
import type { FieldProps } from "../ui/field.tsx";
import { importsTexts } from "./texts.ts";

interface FileFieldProps extends FieldProps {
  readonly accept: string;
  readonly file: File | null;
  readonly onChange: (file: File | null) => void;
}

/** One list of a registry. */
export function FileField({ file, onChange, ...props }: FileFieldProps) {
  const t = useTexts(importsTexts).upload;
  return (
    <DropField
      {...props}
      onChoose={([chosen]) => onChange(chosen ?? null)}
      onDrop={({ files }) => onChange(files[0] ?? null)}
      dropHint={(over) => (over ? t.dropTitle : (file?.name ?? t.drop))}
    />
  );
}
