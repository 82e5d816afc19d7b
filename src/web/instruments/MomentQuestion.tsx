import type { Block } from "../../core/instruments/pages.ts";
import { classes } from "../ui/classes.ts";
import { DateField } from "../ui/DateField.tsx";
import { FieldFrame, useField } from "../ui/field.tsx";
import { useQuestionField } from "./questionLabel.tsx";
import { useFilling } from "./useFilling.tsx";

/** Stands for boxes that hold something which is no date: the engine then asks for it again. */
const UNREADABLE = "?";

/** A day, in three boxes. */
export function DateQuestion({ block }: { readonly block: Block }) {
  const { answer, set, reading } = useFilling();
  const field = useQuestionField(block);
  const { path } = block;
  const raw = answer(path);
  const change = (value: string, problem: string | null) => {
    if (reading.evaluation.readOnly.has(path)) return;
    set(path, value !== "" ? value : problem === null ? null : UNREADABLE);
  };
  return <DateField {...field} value={typeof raw === "string" && raw !== UNREADABLE ? raw : ""} onChange={change} />;
}

/** An hour, or a day with its hour, with the phone's own pickers. */
export function MomentQuestion({ block }: { readonly block: Block }) {
  const { answer, set, reading } = useFilling();
  const props = useQuestionField(block);
  const field = useField(props);
  const { path, node } = block;
  const raw = answer(path);
  const time = node.type === "time";
  return (
    <FieldFrame field={field} props={props}>
      <input
        id={field.id}
        name={props.name}
        type={time ? "time" : "datetime-local"}
        value={typeof raw === "string" ? raw.slice(0, time ? 5 : 16) : ""}
        readOnly={reading.evaluation.readOnly.has(path)}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.describedBy}
        onChange={(event) => set(path, event.target.value === "" ? null : event.target.value)}
        className={classes("control", time ? "max-w-40" : "max-w-64")}
      />
    </FieldFrame>
  );
}
