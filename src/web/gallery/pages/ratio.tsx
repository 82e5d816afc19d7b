import { RatioMark, RatioPlot } from "../../charts/RatioPlot.tsx";
import type { GalleryPage } from "../page.ts";

const RATIOS = [
  { label: "Grupo B", ratio: 1.62, low: 1.21, high: 2.17 },
  { label: "Grupo C", ratio: 0.88, low: 0.61, high: 1.27 },
  { label: "Grupo D", ratio: 2.4, low: 0.9, high: 6.4 },
  { label: "Grupo E", ratio: null, low: null, high: null },
];

function Plot() {
  return (
    <RatioPlot
      title="Entrada en acogimiento, comparada"
      description="El grupo B entra 1,6 veces tanto como el grupo A; los intervalos de los otros incluyen la igualdad."
      reference="Grupo A"
      ratios={RATIOS}
    />
  );
}

function InARow() {
  return (
    <p>
      Grupo B: <b className="numeric">1,62</b>{" "}
      <RatioMark one={RATIOS[0] as (typeof RATIOS)[0]} description="1,62 veces" />
    </p>
  );
}

export const page: GalleryPage = {
  id: "ratio",
  title: "Razón con intervalo",
  use: "Para comparar grupos con uno de referencia: la razón nunca va sin su intervalo, y con pocos casos no se dibuja.",
  group: "Gráficos",
  states: [
    { name: "Varios grupos", Show: Plot },
    { name: "En una fila", Show: InARow },
  ],
};
