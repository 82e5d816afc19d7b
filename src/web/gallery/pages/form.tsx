import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { CheckboxGroup } from "../../ui/CheckboxGroup.tsx";
import { DateField } from "../../ui/DateField.tsx";
import type { FieldError } from "../../ui/ErrorSummary.tsx";
import { Form } from "../../ui/Form.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import type { GalleryPage } from "../page.ts";

interface Draft {
  readonly goal: string;
  readonly by: string;
  readonly who: readonly string[];
}

function check(draft: Draft): readonly FieldError[] {
  const errors = [
    { field: "goal", message: "Escriba la meta", wrong: draft.goal === "" },
    { field: "who", message: "Elija quién lo hará", wrong: draft.who.length === 0 },
    { field: "by", message: "Escriba para cuándo", wrong: draft.by === "" },
  ];
  return errors.filter(({ wrong }) => wrong);
}

function Goal() {
  const toast = useToast();
  const [draft, setDraft] = useState<Draft>({ goal: "", by: "", who: [] });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const save = () => {
    const found = check(draft);
    setErrors(found);
    if (found.length === 0) toast({ text: "Meta guardada" });
  };
  return (
    <Form label="Nueva meta" errors={errors} onSubmit={save}>
      <TextField
        name="goal"
        label="¿Qué quieren lograr?"
        value={draft.goal}
        onChange={(goal) => setDraft({ ...draft, goal })}
      />
      <CheckboxGroup
        name="who"
        label="¿Quién lo hará?"
        options={[
          { value: "family", label: "La familia" },
          { value: "team", label: "El equipo" },
        ]}
        value={draft.who}
        onChange={(who) => setDraft({ ...draft, who })}
      />
      <DateField name="by" label="¿Para cuándo?" value={draft.by} onChange={(by) => setDraft({ ...draft, by })} />
      <div>
        <Button tone="primary" type="submit" wide>
          Guardar meta
        </Button>
      </div>
    </Form>
  );
}

export const page: GalleryPage = {
  id: "form",
  title: "Formulario",
  use: "Nunca apaga su botón: dice qué falta, arriba y en su lugar, y lleva hasta allí.",
  group: "Formularios",
  states: [{ name: "Completo", Show: Goal }],
};
