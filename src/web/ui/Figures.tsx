import { useFormats } from "../i18n/LocaleProvider.tsx";

/** A few numbers side by side, each under its name. */
export function Figures({ facts }: { readonly facts: readonly (readonly [name: string, value: number])[] }) {
  const { number } = useFormats();
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 md:grid-cols-5">
      {facts.map(([name, value]) => (
        <div key={name} className="grid content-start">
          <dt className="text-sm text-ink-soft">{name}</dt>
          <dd className="numeric text-xl font-bold">{number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
