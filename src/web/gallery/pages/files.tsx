import { useState } from "react";
import { DropField } from "../../ui/DropField.tsx";
import { Figures } from "../../ui/Figures.tsx";
import type { GalleryPage } from "../page.ts";

function One() {
  const [name, setName] = useState("");
  return (
    <DropField
      name="list"
      label="Lista en Excel o texto"
      hint="Una fila por persona. Hasta 10 MB."
      accept=".xlsx,.csv"
      onChoose={([file]) => setName(file?.name ?? "")}
      onDrop={({ files }) => setName(files[0]?.name ?? "")}
      dropHint={(over) => (over ? "Suelte aquí la lista" : name || "También puede arrastrar la lista hasta aquí.")}
    />
  );
}

function Checked() {
  return (
    <Figures
      facts={[
        ["Filas", 10_501],
        ["Familias", 3_980],
        ["Personas", 9_877],
      ]}
    />
  );
}

export const page: GalleryPage = {
  id: "files",
  title: "Archivos",
  use: "Una lista o una declaración del disco: primero se comprueba y se cuenta, después se decide.",
  group: "Formularios",
  states: [
    { name: "Elegir o arrastrar", Show: One },
    { name: "Lo que se ha leído", Show: Checked },
  ],
};
