import { ChartNoAxesCombined, Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { uiTexts } from "../ui/texts.ts";
import { TwinTable, type TwinTableData } from "./TwinTable.tsx";

export interface ChartWords {
  readonly title: string;
  /** What the drawing shows and its main finding, for those who do not see it; also printed under it. */
  readonly description: string;
}

interface ChartFigureProps extends ChartWords {
  readonly table: TwinTableData;
  readonly legend?: ReactNode;
  /** Draws with the identifiers that name and describe it. */
  readonly children: (ids: { readonly titleId: string; readonly descriptionId: string }) => ReactNode;
}

/** What every drawing has: a title, a description, a legend, and a table with the same data one press away. */
export function ChartFigure({ title, description, table, legend, children }: ChartFigureProps) {
  const t = useTexts(uiTexts);
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const [titleId, descriptionId] = [`${id}-title`, `${id}-description`];
  return (
    <figure className="grid min-w-0 gap-3">
      <figcaption className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="grid min-w-0 grow basis-60 gap-1">
          <span id={titleId} className="font-bold">
            {title}
          </span>
          <span id={descriptionId} className="max-w-prose text-sm text-ink-soft">
            {description}
          </span>
        </div>
        <Button
          size="small"
          tone="quiet"
          icon={asTable ? ChartNoAxesCombined : Table2}
          onPress={() => setAsTable(!asTable)}
          className="-mx-3"
        >
          {asTable ? t.chart.asDrawing : t.chart.asTable}
        </Button>
      </figcaption>
      {asTable ? (
        <TwinTable titleId={titleId} data={table} />
      ) : (
        <>
          {children({ titleId, descriptionId })}
          {legend}
        </>
      )}
    </figure>
  );
}
