import { Home, Phone } from "lucide-react";
import { ProgressSteps, type Step } from "../../ui/ProgressSteps.tsx";
import { StatusTag } from "../../ui/StatusTag.tsx";
import { Timeline } from "../../ui/Timeline.tsx";
import type { GalleryPage } from "../page.ts";

function History() {
  return (
    <Timeline
      label="Contactos"
      entries={[
        {
          id: "3",
          at: "2026-11-19T10:30:00Z",
          title: "Visita de seguimiento",
          author: "M. Soto",
          icon: Home,
          aside: <StatusTag tone="good">Realizada</StatusTag>,
          body: <p>Ana pidió las literas. Luz contó que quiere volver a la escuela con sus hermanos.</p>,
        },
        {
          id: "2",
          at: "2026-11-12T09:00:00Z",
          title: "Llamada",
          author: "M. Soto",
          icon: Phone,
          correction: true,
          body: <p>Llamó la escuela, no la familia.</p>,
        },
        { id: "1", at: "2026-11-03", title: "Primera visita", author: "M. Soto", icon: Home },
      ]}
    />
  );
}

const STEPS: readonly Step[] = [
  { id: "listen", label: "Escuchar", state: "done", href: "#timeline" },
  { id: "plan", label: "Revisar plan", state: "current" },
  { id: "assess", label: "Valoración", state: "skipped" },
  { id: "agree", label: "Acuerdos", state: "todo" },
  { id: "read", label: "Leer en voz alta", state: "todo" },
];

function Steps() {
  return <ProgressSteps steps={STEPS} />;
}

export const page: GalleryPage = {
  id: "timeline",
  title: "Historia y pasos",
  use: "Lo que pasó, de lo último a lo primero; y dónde se está en una secuencia.",
  group: "Datos",
  states: [
    { name: "Historia", Show: History },
    { name: "Pasos", Show: Steps },
  ],
};
