import { CalendarDays, CirclePlus, House, Inbox, Menu as More, Plus, Search, Settings, Users } from "lucide-react";
import { AlertList } from "../../ui/AlertList.tsx";
import { AppFrame } from "../../ui/AppFrame.tsx";
import { AttentionList } from "../../ui/AttentionList.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card, Panel } from "../../ui/Card.tsx";
import { DueDate } from "../../ui/DueDate.tsx";
import { IdentityBar } from "../../ui/IdentityBar.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { SectionNav } from "../../ui/SectionNav.tsx";
import { StatusTag } from "../../ui/StatusTag.tsx";
import type { GalleryPage } from "../page.ts";

const GROUPS = [
  {
    title: "Trabajo",
    entries: [
      { href: "#today", label: "Mi día", icon: House, count: 2, countOf: "cosas para hoy" },
      { href: "#queues", label: "Bandejas", icon: Inbox },
      { href: "#agenda", label: "Agenda", icon: CalendarDays },
    ],
  },
  { title: "Familias", entries: [{ href: "#frame", label: "Mis familias", icon: Users }] },
  { title: "Administración", entries: [{ href: "#admin", label: "Ajustes", icon: Settings }] },
];

function Frame() {
  return (
    <AppFrame
      title="Programa de ejemplo"
      home="#"
      groups={GROUPS}
      shortcuts={[
        { href: "#today", label: "Mi día", icon: House },
        { href: "#frame", label: "Familias", icon: Users },
        { onPress: () => {}, label: "Añadir", icon: CirclePlus },
        { href: "#queues", label: "Bandejas", icon: Inbox, waiting: "hay visitas por enviar" },
        { href: "#more", label: "Más", icon: More },
      ]}
      current="#frame"
      tools={
        <Button tone="quiet" icon={Search}>
          Buscar
        </Button>
      }
    >
      <IdentityBar
        name="Familia Huenchumil Rojas"
        code="F-1042"
        back={{ href: "#families", label: "Familias" }}
        tags={<StatusTag tone="info">Plan en curso</StatusTag>}
        people="Luz 9 · Teo 6 · Abril 1 · Ana 44 (referente) · Temuco · Trabajadora M. Soto"
        action={
          <Menu label="Añadir" icon={Plus} tone="primary" size="small" actions={[{ id: "visit", label: "Visita" }]} />
        }
      />
      <AlertList
        alerts={[
          { id: "dog", text: "Perro agresivo, ir de a dos", by: "M. Soto", since: "2026-11-03", review: "2027-02-03" },
        ]}
      />
      <AttentionList
        entries={[
          {
            id: "review",
            title: "Revisión de la medida de Teo",
            href: "#r",
            action: "Preparar",
            when: <DueDate date="2026-11-28" label="Vence" legal />,
          },
          {
            id: "visit",
            title: "Visita sin resultado",
            href: "#v",
            action: "Registrar",
            when: <DueDate date="2026-11-19" label="Registro de la visita" />,
          },
        ]}
      />
      <SectionNav
        label="Ficha de la familia"
        current="#frame"
        sections={["Resumen", "Familia y red", "Valoración", "Plan", "Contactos", "Documentos"].map((label, at) => ({
          label,
          href: at === 0 ? "#frame" : `#${at}`,
        }))}
      />
      <div className="grid gap-8 lg:grid-cols-2">
        <Panel title="Próxima cita">
          <Card title="Visita de seguimiento" href="#visit" aside={<StatusTag tone="soon">En 3 días</StatusTag>}>
            Mar 24 nov, 09:30, en la casa.
          </Card>
        </Panel>
        <Panel title="Metas">
          <p>«Que los niños duerman cada uno en su cama.»</p>
        </Panel>
      </div>
    </AppFrame>
  );
}

export const page: GalleryPage = {
  id: "frame",
  title: "Marco de la aplicación",
  use: "Barra, carril o barra de cinco, y la ficha de una familia.",
  group: "Estructura",
  bare: true,
  states: [{ name: "Ficha de una familia", Show: Frame }],
};
