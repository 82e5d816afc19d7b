import { useEffect, useRef, useState } from "react";
import type { PersonFacts } from "../../contracts/people.ts";
import type { ApiFailure } from "../app/request.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Form } from "../ui/Form.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { personTexts } from "./texts.person.ts";
import { householdsTexts } from "./texts.ts";

interface ChooseValuesProps {
  readonly conflict: ApiFailure["conflict"];
  /** The values chosen, field by field; fields without conflict keep what is stored. */
  readonly onChoose: (chosen: Partial<PersonFacts>) => void;
  readonly onDiscard: () => void;
}

/** Somebody else saved first: both values of each field, and the person chooses one by one. */
export function ChooseValues({ conflict, onChoose, onDiscard }: ChooseValuesProps) {
  const t = useTexts(personTexts).person;
  const place = useRef<HTMLDivElement>(null);
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set(conflict.map(({ field }) => field)));
  const show = useShown();
  useEffect(() => place.current?.focus(), []);
  const choose = () =>
    onChoose(Object.fromEntries(conflict.map(({ field, yours, theirs }) => [field, mine.has(field) ? yours : theirs])));
  return (
    <div ref={place} role="alert" tabIndex={-1} className="grid gap-6">
      <Banner tone="soon" title={t.conflict}>
        {t.conflictText}
      </Banner>
      <Form onSubmit={choose}>
        {conflict.map(({ field, yours, theirs }) => (
          <RadioGroup
            key={field}
            name={field}
            label={t.labels[field as keyof typeof t.labels] ?? field}
            value={mine.has(field) ? "mine" : "theirs"}
            options={[
              { value: "mine", label: show(field, yours), hint: t.mine },
              { value: "theirs", label: show(field, theirs), hint: t.theirs },
            ]}
            onChange={(value) =>
              setMine((before) => {
                const next = new Set(before);
                if (value === "mine") next.add(field);
                else next.delete(field);
                return next;
              })
            }
          />
        ))}
        <div className="flex flex-wrap gap-3">
          <Button tone="primary" type="submit">
            {t.keepChosen}
          </Button>
          <Button onPress={onDiscard}>{t.keepTheirs}</Button>
        </div>
      </Form>
    </div>
  );
}

function useShown(): (field: string, value: unknown) => string {
  const none = useTexts(householdsTexts).none;
  const { sexes } = useTexts(personTexts).fields;
  const { longDate } = useFormats();
  return (field, value) => {
    if (value === null || value === undefined || value === "") return none;
    if (field === "sex") return sexes[value as keyof typeof sexes] ?? String(value);
    if (field === "birth") return longDate(String(value));
    return Array.isArray(value) ? value.join(", ") || none : String(value);
  };
}
