import { Inbox, Plus } from "lucide-react";
import { Button } from "../../ui/Button.tsx";
import { Card, Panel } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorPanel } from "../../ui/ErrorPanel.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { PanelBoundary } from "../../ui/PanelBoundary.tsx";
import { StatusTag } from "../../ui/StatusTag.tsx";
import type { GalleryPage } from "../page.ts";

function Cards() {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Card title="Familia Huenchumil Rojas" href="#cards" aside={<StatusTag tone="info">Plan en curso</StatusTag>}>
        Luz 9 · Teo 6 · Abril 1. Temuco.
      </Card>
      <Card title="Familia Álvarez Peña" href="#cards">
        Próxima visita el mar 24 nov.
      </Card>
    </div>
  );
}

function Panels() {
  return (
    <Panel title="Metas" actions={<Button size="small">Ver el plan</Button>}>
      <p>Tres metas en marcha, una lograda.</p>
    </Panel>
  );
}

function Empty() {
  return (
    <EmptyState
      title="Todavía no hay metas"
      icon={Inbox}
      action={
        <Button tone="primary" icon={Plus}>
          Añadir la primera meta
        </Button>
      }
    >
      Elijan juntos hasta tres prioridades de la valoración y escríbanlas con sus palabras.
    </EmptyState>
  );
}

function Waiting() {
  return <Loading label="Cargando las visitas…" />;
}

function Broken(): never {
  throw new Error("fault shown on purpose");
}

function Fault() {
  return (
    <>
      <ErrorPanel onRetry={() => {}} />
      <PanelBoundary title="El radar no se pudo dibujar">
        <Broken />
      </PanelBoundary>
    </>
  );
}

export const page: GalleryPage = {
  id: "cards",
  title: "Fichas, vacíos y fallos",
  use: "Ficha es lo que se abre. Un vacío dice qué hacer; un fallo, que nada se perdió.",
  group: "Datos",
  states: [
    { name: "Fichas", Show: Cards },
    { name: "Parte de una página", Show: Panels },
    { name: "Vacío", Show: Empty },
    { name: "Cargando", Show: Waiting },
    { name: "Fallo de una parte", Show: Fault },
  ],
};
