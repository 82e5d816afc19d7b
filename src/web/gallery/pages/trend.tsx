import { TrendChart } from "../../charts/TrendChart.tsx";
import type { GalleryPage } from "../page.ts";

function WithTarget() {
  return (
    <TrendChart
      title="Reunificación en 12 meses"
      description="Subió de 24 a 33 de cada 100 en cinco años; la meta es 40."
      unit="de cada 100"
      target={40}
      points={[
        { label: "2020-21", value: 24.1, count: "133" },
        { label: "2021-22", value: 26, count: "140" },
        { label: "2022-23", value: null, count: "menos de 5" },
        { label: "2023-24", value: 30.5, count: "128" },
        { label: "2024-25", value: 33.2, count: "151" },
      ]}
    />
  );
}

export const page: GalleryPage = {
  id: "trend",
  title: "Tendencia",
  use: "Un valor periodo a periodo con su meta, siempre desde cero. En una fila de tabla basta la curva pequeña.",
  group: "Gráficos",
  states: [{ name: "Con meta y un periodo sin dato", Show: WithTarget }],
};
