import { StripPlot } from "../../charts/StripPlot.tsx";
import type { GalleryPage } from "../page.ts";

const OTHERS = [12, 18, 22, 25, 26, 28, 30, 31, 31.5, 33, 34, 36, 37, 40, 41, 43, 47, 52, 60].map((value, at) => ({
  label: `Lugar ${at + 1}`,
  value,
}));

function Among() {
  return (
    <StripPlot
      title="Nuestro valor entre los demás"
      description="Nuestro valor es más alto que el de 9 de los 19 lugares."
      unit="de cada 100"
      others={OTHERS}
      own={{ label: "Aquí", value: 32.4 }}
      reference={{ label: "Conjunto", value: 35.2 }}
      better="high"
    />
  );
}

function AtTheEnd() {
  return (
    <StripPlot
      title="Un valor fuera de los demás"
      description="Es más bajo que todos los otros."
      unit="por cada 1.000 días"
      others={OTHERS}
      own={{ label: "Aquí", value: 3 }}
      better="low"
    />
  );
}

export const page: GalleryPage = {
  id: "strip",
  title: "Valor entre otros",
  use: "Un valor propio entre los publicados por otros. Siempre se dice de quién son los otros. Nunca para ordenar a personas.",
  group: "Gráficos",
  states: [
    { name: "Con referencia", Show: Among },
    { name: "En un extremo", Show: AtTheEnd },
  ],
};
