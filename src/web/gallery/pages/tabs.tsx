import { useState } from "react";
import { SectionNav } from "../../ui/SectionNav.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import type { GalleryPage } from "../page.ts";

function Views() {
  const [tab, setTab] = useState("family");
  return (
    <Tabs
      label="Vistas de la valoración"
      value={tab}
      onChange={setTab}
      tabs={[
        { id: "family", label: "La familia", content: <p>Lo que la familia dijo de sí misma.</p> },
        { id: "team", label: "El equipo", content: <p>Lo que el equipo observó.</p> },
        { id: "talk", label: "Hablemos de esto", content: <p>Donde la familia y el equipo ven distinto.</p> },
      ]}
    />
  );
}

function Sections() {
  return (
    <SectionNav
      label="Ficha de la familia"
      current="#tabs"
      sections={[
        { href: "#tabs", label: "Resumen" },
        { href: "#network", label: "Familia y red" },
        { href: "#assessment", label: "Valoración" },
        { href: "#plan", label: "Plan", count: 3 },
        { href: "#contacts", label: "Contactos" },
      ]}
    />
  );
}

export const page: GalleryPage = {
  id: "tabs",
  title: "Pestañas y secciones",
  use: "Vistas de una misma cosa, o secciones con dirección propia. En el teléfono, una lista «Ir a…».",
  group: "Estructura",
  states: [
    { name: "Vistas", Show: Views },
    { name: "Secciones con dirección", Show: Sections },
  ],
};
