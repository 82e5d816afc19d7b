import { type ResultId, resultDefinitions } from "../../core/results/definitions.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { resultsTexts } from "./texts.ts";

/** What the number counts, whom, and whom not; closed until asked for. */
export function HowCounted({ result }: { readonly result: ResultId }) {
  const t = useTexts(resultsTexts);
  const { language } = useLocale();
  const definition = resultDefinitions[result];
  const parts = [
    [t.population, definition.population[language]],
    [t.definition, definition.definition[language]],
    [t.exclusions, definition.exclusions[language]],
    [
      t.basis,
      `${definition.basis === "INFERENCE" ? t.inference : t.fact} · ${t.version({ version: definition.version })}`,
    ],
  ] as const;
  return (
    <details className="rounded-md border border-line">
      <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-bold text-teal">{t.howCounted}</summary>
      <dl className="grid gap-2 px-4 pb-4">
        {parts.map(([term, words]) => (
          <div key={term}>
            <dt className="font-bold">{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
