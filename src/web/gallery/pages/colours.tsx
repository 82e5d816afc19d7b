import { Mark } from "../../ui/Mark.tsx";
import type { GalleryPage } from "../page.ts";

const GROUNDS = [
  { name: "paper", look: "bg-paper text-ink" },
  { name: "surface", look: "bg-surface text-ink" },
  { name: "sunken", look: "bg-sunken text-ink" },
  { name: "teal", look: "bg-teal text-on-teal" },
  { name: "teal-soft", look: "bg-teal-soft text-teal" },
  { name: "ochre-soft", look: "bg-ochre-soft text-ochre" },
  { name: "brick", look: "bg-brick text-on-brick" },
  { name: "brick-soft", look: "bg-brick-soft text-brick" },
  { name: "leaf-soft", look: "bg-leaf-soft text-leaf" },
  { name: "plum-soft", look: "bg-plum-soft text-plum" },
];

function Colours() {
  return (
    <ul className="grid grid-cols-2 gap-3 md:grid-cols-5">
      {GROUNDS.map(({ name, look }) => (
        <li key={name} className={`grid min-h-20 content-end rounded-md border border-line p-3 font-bold ${look}`}>
          {name}
        </li>
      ))}
    </ul>
  );
}

function Type() {
  return (
    <div className="grid gap-3">
      <p className="text-3xl font-bold">Familia Huenchumil Rojas</p>
      <p className="text-2xl font-bold">Lo que queremos lograr</p>
      <p className="text-xl font-bold">Próxima visita</p>
      <p>
        Luz quiere volver a la escuela con sus hermanos. La familia y el equipo acordaron tres metas, con sus palabras,
        y las revisan en cada visita. <i>«Que los niños duerman cada uno en su cama.»</i>
      </p>
      <p className="text-sm text-ink-soft">Texto pequeño: M. Soto, vie 21 nov. 0123456789 Il1 O0 rn m</p>
    </div>
  );
}

function Marks() {
  return (
    <div className="flex flex-wrap items-end gap-6">
      <Mark className="size-4" />
      <Mark className="size-6" />
      <Mark className="size-16" />
      <Mark className="size-28" />
      <Mark className="size-4" plain />
      <Mark className="size-16 text-teal" plain />
    </div>
  );
}

export const page: GalleryPage = {
  id: "foundations",
  title: "Color, letra y marca",
  use: "Papel cálido, tinta casi negra, un verde azulado para actuar, ocre para lo que vence pronto, ladrillo solo para el peligro.",
  group: "Fundamentos",
  states: [
    { name: "Marca: tres hebras", Show: Marks },
    { name: "Colores", Show: Colours },
    { name: "Letra", Show: Type },
  ],
};
