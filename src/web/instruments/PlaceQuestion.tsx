import { useState } from "react";
import type { AnswerValue, GeoPoint } from "../../core/instruments/answers.ts";
import type { Block } from "../../core/instruments/pages.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { readNumber, writeNumber } from "../i18n/numbers.ts";
import { GroupFrame, useField } from "../ui/field.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useQuestionField } from "./questionLabel.tsx";
import { instrumentsTexts } from "./texts.ts";
import { useFilling } from "./useFilling.tsx";

interface Typed {
  readonly latitude: string;
  readonly longitude: string;
}

/** Two decimals, about a kilometre: enough for a neighbourhood, too little for a door. */
function coarse(value: number): number {
  return Math.round(value * 100) / 100;
}

function isPlace(raw: AnswerValue | undefined): raw is GeoPoint {
  return typeof raw === "object" && raw !== null && "latitude" in raw;
}

/** A rough place, typed. The device is not asked where it is. */
export function PlaceQuestion({ block }: { readonly block: Block }) {
  const { answer, set, reading } = useFilling();
  const t = useTexts(instrumentsTexts).question;
  const { tag } = useLocale();
  const asked = useQuestionField(block);
  const props = { ...asked, hint: asked.hint ?? t.placeHint };
  const field = useField(props);
  const { path } = block;
  const raw = answer(path);
  const stored: Typed = isPlace(raw)
    ? { latitude: writeNumber(raw.latitude, tag, 6), longitude: writeNumber(raw.longitude, tag, 6) }
    : { latitude: "", longitude: "" };
  const [typed, setTyped] = useState<Typed | null>(null);
  const shown = typed ?? stored;
  const change = (part: keyof Typed) => (text: string) => {
    const next = { ...shown, [part]: text };
    setTyped(next);
    const [latitude, longitude] = [readNumber(next.latitude, tag), readNumber(next.longitude, tag)];
    if (latitude.ok && longitude.ok) {
      set(path, { latitude: coarse(latitude.value), longitude: coarse(longitude.value) });
    } else set(path, `${next.latitude}${next.longitude}`.trim() === "" ? null : "?");
  };
  const readOnly = reading.evaluation.readOnly.has(path);
  return (
    <GroupFrame field={field} props={props}>
      <div className="flex flex-wrap gap-4">
        {(["latitude", "longitude"] as const).map((part) => (
          <TextField
            key={part}
            name={`${path}-${part}`}
            label={t[part]}
            value={shown[part]}
            onChange={change(part)}
            onBlur={() => isPlace(raw) && setTyped(null)}
            inputMode="text"
            autoComplete="off"
            width="short"
            readOnly={readOnly}
          />
        ))}
      </div>
    </GroupFrame>
  );
}
