import { useState } from "react";
import { setTarget } from "../../contracts/outcomes.ts";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Form } from "../ui/Form.tsx";
import { NumberField } from "../ui/NumberField.tsx";
import { useToast } from "../ui/Toast.tsx";
import type { IndicatorData } from "./IndicatorPage.tsx";
import { outcomesTexts } from "./texts.ts";

/** The target, and what no source fixes about the definition. */
export function TargetForm({ data, sourceId }: { readonly data: IndicatorData; readonly sourceId: string }) {
  const t = useTexts(outcomesTexts).target;
  const { number } = useFormats();
  const toast = useToast();
  const saving = useSaving(setTarget);
  const { definition } = data;
  const free = definition.parameters.filter(({ editable }) => editable);
  const [target, setTargetValue] = useState(data.target);
  const [values, setValues] = useState<Readonly<Record<string, number>>>(
    Object.fromEntries(free.map(({ id, value }) => [id, value])),
  );
  const save = () => {
    const input = { sourceId, indicator: definition.id, baseVersion: data.targetVersion, target, parameters: values };
    void saving.save(input, (output) => output && toast({ text: t.saved, tone: "good" }));
  };
  return (
    <details className="rounded-md border border-line">
      <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-bold text-teal">{t.title}</summary>
      <div className="px-4 pb-4">
        <Form errors={saving.errors} onSubmit={save} label={t.title}>
          <NumberField
            name="target"
            label={t.target}
            hint={t.targetHint}
            optional
            suffix={definition.unit}
            value={target}
            onChange={setTargetValue}
          />
          {free.map(({ id, label, lowest, highest, usual }) => (
            <NumberField
              key={id}
              name={`parameters.${id}`}
              label={label}
              hint={t.parameterHint({ low: number(lowest), high: number(highest) })}
              value={values[id] ?? usual}
              onChange={(value) => value !== null && setValues({ ...values, [id]: value })}
            />
          ))}
          <div>
            <Button type="submit" wide busy={saving.pending}>
              {t.save}
            </Button>
          </div>
        </Form>
      </div>
    </details>
  );
}
