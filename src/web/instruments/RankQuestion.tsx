import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import type { Block } from "../../core/instruments/pages.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { GroupFrame, useField } from "../ui/field.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { useOptions } from "./ChoiceQuestion.tsx";
import { useQuestionField } from "./questionLabel.tsx";
import { instrumentsTexts } from "./texts.ts";
import { useFilling } from "./useFilling.tsx";

/** All options in order of preference, moved with buttons: the same by touch, keyboard and voice. */
export function RankQuestion({ block }: { readonly block: Block }) {
  const { answer, set } = useFilling();
  const t = useTexts(instrumentsTexts).rank;
  const asked = useQuestionField(block);
  const props = { ...asked, hint: asked.hint ?? t.hint };
  const field = useField(props);
  const options = useOptions(block);
  const [said, setSaid] = useState("");
  const { path } = block;
  const raw = answer(path);
  const given = Array.isArray(raw) ? (raw as readonly string[]) : [];
  const codes = options.map(({ choice }) => choice.code);
  const order = [...given.filter((code) => codes.includes(code)), ...codes.filter((code) => !given.includes(code))];
  const labelOf = (code: string) => options.find(({ choice }) => choice.code === code)?.label ?? code;
  const move = (from: number, to: number) => {
    const code = order[from];
    if (code === undefined || to < 0 || to >= order.length) return;
    const next = order.filter((_, at) => at !== from);
    set(path, [...next.slice(0, to), code, ...next.slice(to)]);
    setSaid(t.moved({ option: labelOf(code), place: to + 1 }));
  };
  return (
    <GroupFrame field={field} props={props}>
      <ol className="grid max-w-xl gap-2">
        {order.map((code, at) => (
          <li key={code} className="flex items-center gap-2 rounded-md border border-edge bg-surface py-1 pr-1 pl-3">
            <span className="numeric w-6 font-bold text-ink-soft">{given.length === 0 ? "–" : at + 1}</span>
            <span className="grow">{labelOf(code)}</span>
            <IconButton icon={ArrowUp} label={t.up({ option: labelOf(code) })} onPress={() => move(at, at - 1)} />
            <IconButton icon={ArrowDown} label={t.down({ option: labelOf(code) })} onPress={() => move(at, at + 1)} />
          </li>
        ))}
      </ol>
      {given.length === 0 && (
        <p className="flex flex-wrap items-center gap-3 text-ink-soft">
          {t.notYet}
          <Button size="small" onPress={() => set(path, order)}>
            {t.keep}
          </Button>
        </p>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
    </GroupFrame>
  );
}
