import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Panel } from "../ui/Card.tsx";
import { PictureFigure } from "./PictureFigure.tsx";
import { FigureTable } from "./ResultNumbers.tsx";
import { resultTexts } from "./texts.result.ts";
import { type ResultData, useSay } from "./words.tsx";

interface ResultCostProps {
  readonly cost: NonNullable<ResultData["cost"]>;
  readonly planned: boolean;
}

/** What the money says; whether it was decided on before or after the result is part of it. */
export function ResultCost({ cost, planned }: ResultCostProps) {
  const t = useTexts(resultTexts).result;
  const say = useSay();
  return (
    <Panel title={t.cost}>
      <p className="text-xl font-bold">{say(cost.headline)}</p>
      {planned ? <p className="text-ink-soft">{t.costPlanned}</p> : <Banner tone="soon">{t.costLater}</Banner>}
      {cost.pictures.map((picture) => (
        <PictureFigure key={`${picture.kind} ${picture.title.es}`} picture={picture} />
      ))}
      {cost.cautions.length > 0 && (
        <ul className="grid list-disc gap-2 pl-5">
          {cost.cautions.map(({ code, words }) => (
            <li key={`${code} ${words.es}`}>
              <p>{say(words)}</p>
            </li>
          ))}
        </ul>
      )}
      <FigureTable caption={t.costNumbers} figures={cost.numbers} />
    </Panel>
  );
}
