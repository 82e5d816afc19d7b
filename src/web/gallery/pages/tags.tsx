import { Badge } from "../../ui/Badge.tsx";
import { Definition } from "../../ui/Definition.tsx";
import { DueDate } from "../../ui/DueDate.tsx";
import { StatusTag } from "../../ui/StatusTag.tsx";
import { CountText, DateText, MoneyText, NumberText } from "../../ui/textHelpers.tsx";
import type { GalleryPage } from "../page.ts";

function Tags() {
  return (
    <div className="flex flex-wrap gap-2">
      <StatusTag>Por empezar</StatusTag>
      <StatusTag tone="info">En marcha</StatusTag>
      <StatusTag tone="good">Logrado</StatusTag>
      <StatusTag tone="soon">Vence pronto</StatusTag>
      <StatusTag tone="danger">Plazo legal vencido</StatusTag>
      <span>
        Bandeja <Badge count={3} of="visitas por enviar" /> <Badge count={120} of="tareas" tone="soon" />{" "}
        <Badge count={2} of="plazos vencidos" tone="danger" />
      </span>
    </div>
  );
}

function Dates() {
  return (
    <ul className="grid gap-2">
      {[
        { date: "2027-01-15", label: "Siguiente valoración" },
        { date: "2026-11-28", label: "Revisión de la medida", legal: true },
        { date: "2026-11-21", label: "Llamar a la escuela" },
        { date: "2026-11-19", label: "Visita de seguimiento" },
        { date: "2026-11-16", label: "Revisión de la medida", legal: true },
        { date: "2026-11-10", label: "Inscribir a Luz", done: true },
      ].map((due) => (
        <li key={due.date}>
          <DueDate {...due} />
        </li>
      ))}
    </ul>
  );
}

function Words() {
  return (
    <div className="grid gap-1">
      <DateText value="2026-11-19" distance />
      <DateText value="2025-02-03" long />
      <DateText value="2026-11-21T09:42:00Z" />
      <DateText value="2019-03" />
      <NumberText value={12345.67} />
      <MoneyText amount={{ minor: 4500000, currency: "CLP" }} />
      <MoneyText amount={{ minor: 123450, currency: "EUR" }} />
      <CountText value={3} />
    </div>
  );
}

function Meaning() {
  return (
    <p>
      La propuesta fue el{" "}
      <Definition term="acogimiento familiar" shown="acogimiento">
        Cuidado de una niña o un niño por una familia que no es la suya, por un tiempo y con apoyo.
      </Definition>{" "}
      con su tía.
    </p>
  );
}

export const page: GalleryPage = {
  id: "tags",
  title: "Estados, fechas y cifras",
  use: "Siempre icono y palabra; toda fecha dice qué vence y cuánto falta.",
  group: "Datos",
  states: [
    { name: "Estados y cuentas", Show: Tags },
    { name: "Fechas que vencen", Show: Dates },
    { name: "Fechas, cifras y dinero", Show: Words },
    { name: "Palabra explicada", Show: Meaning },
  ],
};
