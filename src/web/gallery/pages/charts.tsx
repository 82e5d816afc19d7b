import { BarChart } from "../../charts/BarChart.tsx";
import { ChangeChart } from "../../charts/ChangeChart.tsx";
import { RadarChart } from "../../charts/RadarChart.tsx";
import { Sparkline } from "../../charts/Sparkline.tsx";
import type { GalleryPage } from "../page.ts";

const DIMENSIONS = [
  "Entorno y vivienda",
  "Dinámica familiar",
  "Bienestar de los niños",
  "Trabajo e ingresos",
  "Red y comunidad",
];

function Radar() {
  return (
    <RadarChart
      title="Valoración conjunta"
      description="La familia y el equipo coinciden en casi todo; en vivienda ven distinto."
      dimensions={DIMENSIONS}
      minimum={0}
      maximum={4}
      series={[
        { label: "La familia", role: "family", values: [1.5, 3, 3.2, 2, 3.5] },
        { label: "El equipo", role: "team", values: [3, 2.8, 3, 2.2, 3] },
        { label: "Hace seis meses", role: "previous", values: [1, 2, 2.5, 1, null] },
      ]}
    />
  );
}

function Bars() {
  return (
    <BarChart
      title="Familias por etapa"
      description="La mayoría está con el plan en curso."
      of="Etapa"
      unit="familias"
      bars={[
        { label: "Entrada", value: 12 },
        { label: "Valoración conjunta", value: 21 },
        { label: "Plan en curso", value: 48 },
        { label: "Cierre", value: null, text: "menos de 5" },
      ]}
    />
  );
}

function Changes() {
  return (
    <ChangeChart
      title="Cambio por dimensión"
      description="Lo que más subió fue la red; los ingresos no cambiaron."
      maximum={4}
      beforeLabel="Primera valoración"
      afterLabel="Última valoración"
      changes={[
        { label: "Entorno y vivienda", before: 1, after: 1.5 },
        { label: "Dinámica familiar", before: 2.8, after: 2.2 },
        { label: "Trabajo e ingresos", before: 2, after: 2 },
        { label: "Red y comunidad", before: null, after: 3.5 },
      ]}
    />
  );
}

function Spark() {
  return (
    <p>
      Familias acompañadas{" "}
      <Sparkline description="Subió de 20 a 48 en ocho meses" values={[20, 22, 21, null, 30, 36, 44, 48]} /> <b>48</b>
    </p>
  );
}

export const page: GalleryPage = {
  id: "charts",
  title: "Gráficos",
  use: "Con título, descripción, tabla gemela y camino de teclado. Trazo y forma además del color.",
  group: "Gráficos",
  states: [
    { name: "Radar", Show: Radar },
    { name: "Barras", Show: Bars },
    { name: "Cambio", Show: Changes },
    { name: "Curva pequeña", Show: Spark },
  ],
};
