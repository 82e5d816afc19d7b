import { HundredPeople } from "../../charts/HundredPeople.tsx";
import type { GalleryPage } from "../page.ts";

function ByExit() {
  return (
    <HundredPeople
      title="De cada 100 niñas y niños que entraron, al año:"
      description="La mayor parte sigue en acogimiento; casi un tercio volvió con su familia."
      groups={[
        { label: "volvieron con su familia", amount: 313, count: 313, interval: "entre 28 y 34" },
        { label: "fueron a vivir con familiares", amount: 84, count: 84 },
        { label: "fueron adoptados", amount: 22, count: 22 },
        { label: "quedaron al cuidado de un tutor", amount: 41, count: 41 },
        { label: "salieron de otra manera", amount: 67, count: 67 },
        { label: "siguen en acogimiento", amount: 473, count: 473 },
      ]}
    />
  );
}

export const page: GalleryPage = {
  id: "hundred",
  title: "Cien personas",
  use: "Para decir una proporción como personas. Las partes suman siempre cien; como mucho seis grupos.",
  group: "Gráficos",
  states: [{ name: "Qué fue de ellos", Show: ByExit }],
};
