import { StepCurve } from "../../charts/StepCurve.tsx";
import type { StepPoint } from "../../charts/steps.ts";
import type { GalleryPage } from "../page.ts";

/** A made-up cohort of forty: one leaves at each of these days. */
const LEAVING = [9, 20, 33, 47, 60, 81, 95, 120, 160, 190, 230, 270, 310, 350, 395, 430, 470, 520, 580, 640, 700];

function staying(): readonly StepPoint[] {
  return [0, ...LEAVING].map((at, left) => {
    const level = 1 - left / 40;
    const half = 1.96 * Math.sqrt((level * (1 - level)) / 40);
    return { at, level, low: Math.max(0, level - half), high: Math.min(1, level + half) };
  });
}

function leavingBy(every: number): readonly StepPoint[] {
  const days = LEAVING.filter((_, index) => index % 3 === every);
  return [0, ...days].map((at, left) => ({ at, level: left / 40, low: null, high: null }));
}

const MOMENTS = [
  { at: 0, label: "Al entrar", followed: 40 },
  { at: 182, label: "6 meses", followed: 29 },
  { at: 365, label: "1 año", followed: 22 },
  { at: 547, label: "18 meses", followed: 12 },
  { at: 730, label: "2 años", followed: 4 },
];

function Staying() {
  return (
    <StepCurve
      title="Cuántos siguen en acogimiento"
      description="Al año siguen unos 65 de cada 100; la mitad ha salido a los 640 días."
      series={[{ label: "Siguen en acogimiento", points: staying(), until: 730 }]}
      moments={MOMENTS}
      half={{ at: 640, label: "640 días" }}
    />
  );
}

function Leaving() {
  return (
    <StepCurve
      title="Por dónde salieron"
      description="Lo más frecuente es volver con la familia."
      series={["Volvieron con su familia", "Con familiares", "Adopción"].map((label, every) => ({
        label,
        points: leavingBy(every),
        until: 730,
      }))}
      moments={MOMENTS.map(({ at, label }) => ({ at, label }))}
    />
  );
}

export const page: GalleryPage = {
  id: "curve",
  title: "Curva por pasos",
  use: "Cuánto dura algo: una curva de permanencia con su intervalo, o varias salidas a la vez. Nunca una media de los que ya salieron.",
  group: "Gráficos",
  states: [
    { name: "Permanencia con intervalo", Show: Staying },
    { name: "Varias salidas", Show: Leaving },
  ],
};
