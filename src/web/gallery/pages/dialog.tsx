import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { InterruptionCard } from "../../ui/InterruptionCard.tsx";
import { TextField } from "../../ui/TextField.tsx";
import type { GalleryPage } from "../page.ts";

function Plain() {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <div>
      <Button onPress={() => setOpen(true)}>Añadir persona</Button>
      <Dialog
        open={open}
        onClose={close}
        title="Añadir persona"
        actions={
          <>
            <Button tone="primary" wide onPress={close}>
              Guardar persona
            </Button>
            <Button wide onPress={close}>
              Cancelar
            </Button>
          </>
        }
      >
        <TextField name="name" label="Nombre" />
        <TextField name="kin" label="Parentesco" optional />
      </Dialog>
    </div>
  );
}

function Confirm() {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button tone="danger" onPress={() => setOpen(true)}>
        Cerrar el acompañamiento
      </Button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        onConfirm={() => setOpen(false)}
        title="¿Cerrar el acompañamiento?"
        confirm="Cerrar el acompañamiento"
        cancel="Seguir acompañando"
        danger
      >
        <p>La familia dejará de aparecer en su día. El expediente se conserva y se puede volver a abrir.</p>
      </ConfirmDialog>
    </div>
  );
}

function Interruption() {
  return (
    <InterruptionCard
      title="Antes de proponer una separación"
      actions={
        <>
          <Button tone="primary" wide>
            Convocar la reunión
          </Button>
          <Button wide>Volver al plan</Button>
        </>
      }
    >
      <p>Convoque la reunión del equipo con la familia y registre qué se intentó antes.</p>
      <p>La pobreza o una discapacidad nunca bastan por sí solas.</p>
    </InterruptionCard>
  );
}

export const page: GalleryPage = {
  id: "dialog",
  title: "Diálogo",
  use: "Una tarea corta sobre la página; en el teléfono sube desde abajo. Escape cierra y el foco vuelve.",
  group: "Acciones",
  states: [
    { name: "Tarea corta", Show: Plain },
    { name: "Confirmación", Show: Confirm },
    { name: "Interrupción", Show: Interruption },
  ],
};
