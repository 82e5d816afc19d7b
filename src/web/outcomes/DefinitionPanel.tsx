import type { ReactNode } from "react";
import type { IndicatorDefinition } from "../../contracts/outcomeFigures.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel } from "../ui/Card.tsx";
import { outcomesTexts } from "./texts.ts";
import { StandingTag } from "./words.tsx";

/** The whole definition: what is counted over whom, who is left out, where it comes from. */
export function DefinitionPanel({ definition }: { readonly definition: IndicatorDefinition }) {
  const t = useTexts(outcomesTexts).definition;
  const { number } = useFormats();
  const { exclusions, notes, parameters } = definition;
  return (
    <Panel title={t.title}>
      <dl className="grid max-w-prose gap-4">
        <Part term={t.standing}>
          <StandingTag standing={definition.standing} />
          {definition.standingNote && <p className="mt-1">{definition.standingNote}</p>}
        </Part>
        <Part term={t.source}>
          <span className="[overflow-wrap:anywhere]">{definition.source}</span>
        </Part>
        <Part term={t.cohort}>{definition.cohortLabel}</Part>
        <Part term={t.numerator}>{definition.numerator}</Part>
        <Part term={t.denominator}>{definition.denominator}</Part>
        <Part term={t.exclusions}>
          {exclusions.length === 0 ? (
            t.none
          ) : (
            <ol className="list-decimal pl-5">
              {exclusions.map((exclusion) => (
                <li key={exclusion}>{exclusion}</li>
              ))}
            </ol>
          )}
        </Part>
        <Part term={t.unit}>{definition.unit}</Part>
        {parameters.length > 0 && (
          <Part term={t.parameters}>
            <ul className="list-disc pl-5">
              {parameters.map(({ id, label, value, usual }) => (
                <li key={id}>
                  {label}: <span className="numeric font-bold">{number(value)}</span>
                  {value !== usual && ` (${t.usual({ value: number(usual) })})`}
                </li>
              ))}
            </ul>
          </Part>
        )}
        {notes.length > 0 && (
          <Part term={t.notes}>
            <ul className="list-disc pl-5">
              {notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </Part>
        )}
      </dl>
      <p className="text-sm text-ink-soft">
        {definition.id} · {t.version({ n: definition.version })}
      </p>
    </Panel>
  );
}

function Part({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
