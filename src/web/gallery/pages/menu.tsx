import { CalendarPlus, FileText, Plus, StickyNote, Trash2 } from "lucide-react";
import { useState } from "react";
import { Menu } from "../../ui/Menu.tsx";
import type { GalleryPage } from "../page.ts";

function Plain() {
  const [done, setDone] = useState("");
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Menu
        label="Añadir"
        icon={Plus}
        tone="primary"
        actions={[
          { id: "visit", label: "Visita", icon: CalendarPlus, onPress: () => setDone("visita") },
          { id: "note", label: "Nota", icon: StickyNote, onPress: () => setDone("nota") },
          { id: "document", label: "Documento", icon: FileText, onPress: () => setDone("documento") },
          { id: "remove", label: "Borrar borrador", icon: Trash2, onPress: () => setDone("borrado") },
        ]}
      />
      <output>{done ? `elegido: ${done}` : "nada elegido"}</output>
    </div>
  );
}

export const page: GalleryPage = {
  id: "menu",
  title: "Menú",
  use: "Varias acciones tras un botón: «Añadir», «Mover a…».",
  group: "Acciones",
  states: [{ name: "Con iconos", Show: Plain }],
};
