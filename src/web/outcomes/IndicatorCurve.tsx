import { lengthOfStay } from "../../contracts/outcomes.ts";
import { useRead } from "../app/api.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel } from "../ui/Card.tsx";
import type { Choice } from "./choice.ts";
import { LeavingCurves, StayingCurve } from "./StayCurves.tsx";
import { outcomesTexts } from "./texts.ts";

/** Indicators that follow those who entered: their figure is one moment of a curve. */
const STAYING = new Set(["f2f.los_median"]);
const LEAVING = new Set(["cfsr4.p1", "f2f.reunification"]);

/** The curve that an indicator's figure is read from, where there is one. */
export function IndicatorCurve({ indicator, choice }: { readonly indicator: string; readonly choice: Choice }) {
  const staying = STAYING.has(indicator);
  return staying || LEAVING.has(indicator) ? <Curve staying={staying} choice={choice} /> : null;
}

function Curve({ staying, choice }: { readonly staying: boolean; readonly choice: Choice }) {
  const t = useTexts(outcomesTexts).stay;
  const { data } = useRead(lengthOfStay, choice);
  if (!data || data.curve.length === 0) return null;
  return (
    <Panel title={staying ? t.curve : t.exits}>
      {staying ? <StayingCurve data={data} /> : <LeavingCurves data={data} />}
    </Panel>
  );
}
