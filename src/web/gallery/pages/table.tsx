import { useState } from "react";
import { Anchor } from "../../ui/Anchor.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { DueDate } from "../../ui/DueDate.tsx";
import { Pagination } from "../../ui/Pagination.tsx";
import { StatusTag } from "../../ui/StatusTag.tsx";
import { NumberText } from "../../ui/textHelpers.tsx";
import type { GalleryPage } from "../page.ts";

interface Family {
  readonly code: string;
  readonly name: string;
  readonly children: number;
  readonly next: string | null;
  readonly stage: string;
}

const FAMILIES: readonly Family[] = [
  { code: "F-1042", name: "Huenchumil Rojas", children: 3, next: "2026-11-24", stage: "Plan en curso" },
  { code: "F-0987", name: "Álvarez Peña", children: 1, next: "2026-11-19", stage: "Valoración" },
  { code: "F-1101", name: "Ñancupil Soto", children: 12, next: null, stage: "Entrada" },
];

const COLUMNS: readonly Column<Family>[] = [
  {
    id: "name",
    header: "Familia",
    rowHeader: true,
    cell: ({ name }) => <Anchor href="#table">{name}</Anchor>,
    sortValue: ({ name }) => name,
  },
  { id: "code", header: "Código", cell: ({ code }) => code, hideOnPhone: true },
  {
    id: "children",
    header: "Niños",
    align: "end",
    cell: ({ children }) => <NumberText value={children} />,
    sortValue: ({ children }) => children,
  },
  {
    id: "next",
    header: "Próxima visita",
    cell: ({ next }) => (next ? <DueDate date={next} label="Visita" hideLabel /> : "Sin fecha"),
    sortValue: ({ next }) => next,
  },
  { id: "stage", header: "Etapa", cell: ({ stage }) => <StatusTag tone="info">{stage}</StatusTag> },
];

function Plain() {
  const [page, setPage] = useState(1);
  return (
    <>
      <DataTable
        caption="Mis familias"
        columns={COLUMNS}
        rows={FAMILIES}
        rowKey={({ code }) => code}
        initialSort={{ column: "name", direction: "ascending" }}
      />
      <Pagination page={page} pageSize={50} total={1234} onChange={setPage} />
    </>
  );
}

function Empty() {
  return <DataTable caption="Familias sin visita" columns={COLUMNS} rows={[]} rowKey={({ code }) => code} />;
}

function Wide() {
  const months = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
  ];
  const columns: readonly Column<Family>[] = [
    ...COLUMNS.slice(0, 1),
    ...months.map((month, at) => ({
      id: month,
      header: `Visitas de ${month}`,
      align: "end" as const,
      cell: () => at + 1,
    })),
  ];
  return <DataTable caption="Visitas por mes" columns={columns} rows={FAMILIES} rowKey={({ code }) => code} />;
}

export const page: GalleryPage = {
  id: "table",
  title: "Tabla",
  use: "Datos para comparar. En el teléfono, una ficha por fila.",
  group: "Datos",
  states: [
    { name: "Ordenable, con páginas", Show: Plain },
    { name: "Sin filas", Show: Empty },
    { name: "Más ancha que su lugar", Show: Wide },
  ],
};
