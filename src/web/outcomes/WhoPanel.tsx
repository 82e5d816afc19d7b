import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Panel } from "../ui/Card.tsx";
import { MEMBERS_PATH, useChoice } from "./choice.ts";
import type { IndicatorData } from "./IndicatorPage.tsx";
import { outcomesTexts } from "./texts.ts";
import { useFigureWords } from "./words.tsx";

/** How many are inside and outside a figure, with the way to their lists. */
export function WhoPanel({ data }: { readonly data: IndicatorData }) {
  const t = useTexts(outcomesTexts).one;
  const { figure, definition } = data;
  const opens = data.mayOpen && data.snapshot === null;
  const share = definition.unit === "%";
  const say = useFigureWords();
  if (figure.denominator === null && figure.excluded.length === 0) return null;
  const lines = [
    { id: "in", label: t.inside, n: share ? figure.denominator : null, more: { lado: "in" } },
    ...(share
      ? [
          { id: "yes", label: t.counted, n: figure.numerator, more: { lado: "in", cuenta: "yes" } },
          { id: "no", label: t.notCounted, n: restOf(figure), more: { lado: "in", cuenta: "no" } },
        ]
      : []),
  ];
  return (
    <Panel title={t.who}>
      <ul className="grid gap-1">
        {lines.map(({ id, label, n, more }) => (
          <li key={id}>
            <Line
              label={label}
              count={n === null ? undefined : say.count(n)}
              opens={opens}
              more={more}
              id={definition.id}
            />
          </li>
        ))}
      </ul>
      <h3>{t.outside}</h3>
      {figure.excluded.length === 0 ? (
        <p className="text-ink-soft">{t.noneOutside}</p>
      ) : (
        <ul className="grid gap-1">
          {figure.excluded.map(({ reason, label, n }) => (
            <li key={reason}>
              <Line
                label={label}
                count={n === null ? t.veryFew : say.count(n)}
                opens={opens}
                more={{ lado: "out", motivo: reason }}
                id={definition.id}
              />
            </li>
          ))}
        </ul>
      )}
      {!opens && <p className="text-sm text-ink-soft">{t.listsClosed}</p>}
    </Panel>
  );
}

function restOf({ numerator, denominator }: IndicatorData["figure"]): number | null {
  return numerator === null || denominator === null ? null : denominator - numerator;
}

interface LineProps {
  readonly id: string;
  readonly label: string;
  readonly count: string | undefined;
  readonly opens: boolean;
  readonly more: Readonly<Record<string, string | undefined>>;
}

function Line({ id, label, count, opens, more }: LineProps) {
  const { addressOf } = useChoice();
  const words = (
    <>
      {label}
      {count !== undefined && (
        <>
          : <span className="numeric font-bold">{count}</span>
        </>
      )}
    </>
  );
  if (!opens) return <span>{words}</span>;
  return (
    <Anchor href={addressOf(MEMBERS_PATH, { indicador: id, ...more })} className="inline-block py-2.5 md:py-0.5">
      {words}
    </Anchor>
  );
}
