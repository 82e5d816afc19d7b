import type { Column } from "../../contracts/studyFigures.ts";
import { SelectField, type SelectFieldProps } from "../ui/SelectField.tsx";

/** What a person calls a column; a name that is none of them is said as it is. */
export function useColumnNames(columns: readonly Column[]): (name: string) => string {
  return (name) => columns.find((column) => column.name === name)?.label || name;
}

/** Columns as the choices of a list; those with the same words are told apart by their name. */
export function columnOptions(
  columns: readonly Column[],
): readonly { readonly value: string; readonly label: string }[] {
  const seen = new Map<string, number>();
  for (const { label } of columns) seen.set(label, (seen.get(label) ?? 0) + 1);
  return columns.map(({ name, label }) => ({
    value: name,
    label: label === "" ? name : (seen.get(label) ?? 0) > 1 ? `${label} (${name})` : label,
  }));
}

interface ColumnFieldProps extends Omit<SelectFieldProps, "options"> {
  readonly columns: readonly Column[];
}

/** One of the study's columns. A choice that is no longer among them stays in sight until it is changed. */
export function ColumnField({ columns, ...props }: ColumnFieldProps) {
  const options = columnOptions(columns);
  const { value } = props;
  const gone = value !== undefined && value !== "" && !columns.some(({ name }) => name === value);
  return <SelectField {...props} options={gone ? [...options, { value, label: value }] : options} />;
}
