import { useState } from "react";
import { type BoardCard, BoardColumns } from "../../ui/BoardColumns.tsx";
import { DueDate } from "../../ui/DueDate.tsx";
import type { GalleryPage } from "../page.ts";

const COLUMNS = [
  { id: "todo", title: "Por empezar" },
  { id: "doing", title: "En marcha" },
  { id: "done", title: "Logrado" },
];
const CARDS: readonly BoardCard[] = [
  {
    id: "beds",
    column: "todo",
    title: "Una cama para cada niño",
    body: <p className="text-sm text-ink-soft">Ana pide las literas; el equipo acompaña.</p>,
  },
  {
    id: "school",
    column: "doing",
    title: "Luz vuelve a la escuela",
    body: <DueDate date="2026-11-28" label="Matrícula" />,
  },
];

function Goals() {
  const [cards, setCards] = useState(CARDS);
  const move = (id: string, column: string) =>
    setCards(cards.map((card) => (card.id === id ? { ...card, column } : card)));
  return <BoardColumns label="Metas del plan" columns={COLUMNS} cards={cards} onMove={move} />;
}

export const page: GalleryPage = {
  id: "board",
  title: "Tablero",
  use: "Tarjetas que pasan de una columna a otra, con el menú o arrastrando.",
  group: "Datos",
  states: [{ name: "Metas", Show: Goals }],
};
