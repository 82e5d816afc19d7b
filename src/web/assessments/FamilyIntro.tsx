import type { CompiledInstrument } from "../../core/instruments/compiled.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { assessmentsTexts } from "./texts.ts";

/** What the family reads before it begins, in its form of address. */
export function FamilyIntro({ compiled }: { readonly compiled: CompiledInstrument }) {
  const t = useTexts(assessmentsTexts).lent;
  const most = compiled.definition.priorities?.max ?? 0;
  return (
    <div className="grid gap-2 text-lg">
      <p>{t.greeting}</p>
      {most > 0 && <p>{t.star({ max: most })}</p>}
    </div>
  );
}
