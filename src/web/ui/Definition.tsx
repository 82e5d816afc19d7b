import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog, DialogTrigger, Popover } from "react-aria-components/Popover";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { uiTexts } from "./texts.ts";
import { WidgetLocale } from "./WidgetLocale.tsx";

export interface DefinitionProps {
  readonly term: string;
  /** What it means, in plain words; from the glossary or the programme pack. */
  readonly children: ReactNode;
  /** The word as it stands in the sentence, when it differs from the term. */
  readonly shown?: string;
}

/** A word of the trade with its meaning one press away. Works by touch and keyboard, unlike a tooltip. */
export function Definition({ term, children, shown }: DefinitionProps) {
  const t = useTexts(uiTexts);
  return (
    <WidgetLocale>
      <DialogTrigger>
        <Button
          aria-label={t.definition.what({ term })}
          className="inline min-h-6 cursor-help rounded-sm border-b-2 border-dotted border-teal text-left hover:bg-teal-soft"
        >
          {shown ?? term}
        </Button>
        <Popover className="floating max-w-[min(24rem,calc(100vw-24px))] p-4" offset={6}>
          <Dialog aria-label={term} className="grid gap-1 outline-none">
            <p className="font-bold">{term}</p>
            <div className="text-ink-soft">{children}</div>
          </Dialog>
        </Popover>
      </DialogTrigger>
    </WidgetLocale>
  );
}
