import { ArrowRight, Plus, Save, Trash2, X } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { LinkButton } from "../../ui/LinkButton.tsx";
import type { GalleryPage } from "../page.ts";

function Tones() {
  return (
    <div className="flex flex-wrap gap-3">
      <Button tone="primary" icon={Save}>
        Guardar visita
      </Button>
      <Button icon={Plus}>Añadir meta</Button>
      <Button tone="quiet">Ver historial</Button>
      <Button tone="danger" icon={Trash2}>
        Borrar borrador
      </Button>
    </div>
  );
}

function Sizes() {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button tone="primary" size="large">
        Iniciar visita
      </Button>
      <Button tone="primary">Guardar visita</Button>
      <Button size="small">Ver más</Button>
      <Button tone="primary" wide>
        Ancho en el teléfono
      </Button>
    </div>
  );
}

function Busy() {
  const [busy, setBusy] = useState(true);
  return (
    <div className="flex flex-wrap gap-3">
      <Button tone="primary" busy={busy}>
        Guardar visita
      </Button>
      <Button onPress={() => setBusy(!busy)}>Cambiar estado</Button>
    </div>
  );
}

function Links() {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <LinkButton href="#button" tone="primary" icon={ArrowRight}>
        Preparar la visita
      </LinkButton>
      <LinkButton href="#button">Ver la familia</LinkButton>
      <p>
        Un <a href="#button">enlace</a> en el texto.
      </p>
      <IconButton icon={X} label="Cerrar el aviso" />
    </div>
  );
}

export const page: GalleryPage = {
  id: "button",
  title: "Botones y enlaces",
  use: "Un verbo en cada botón, uno principal por pantalla, ninguno apagado.",
  group: "Acciones",
  states: [
    { name: "Tonos", Show: Tones },
    { name: "Tamaños", Show: Sizes },
    { name: "Ocupado", Show: Busy },
    { name: "Enlaces con forma de botón, enlace, icono", Show: Links },
  ],
};
