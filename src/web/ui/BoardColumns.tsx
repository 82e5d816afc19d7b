import { type DragEvent, type ReactNode, useState } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { Menu } from "./Menu.tsx";
import { uiTexts } from "./texts.ts";

export interface BoardColumn {
  readonly id: string;
  readonly title: string;
}
export interface BoardCard {
  readonly id: string;
  readonly column: string;
  readonly title: string;
  readonly body?: ReactNode;
  /** Columns it may go to; all when absent. The others are not offered. */
  readonly allowed?: readonly string[];
}

export interface BoardColumnsProps {
  readonly label: string;
  readonly columns: readonly BoardColumn[];
  readonly cards: readonly BoardCard[];
  readonly onMove: (card: string, column: string) => void;
}

/** Cards in columns, moved with the menu «Mover a…» or by dragging. Dragging is never the only way. */
export function BoardColumns({ label, columns, cards, onMove }: BoardColumnsProps) {
  const t = useTexts(uiTexts);
  const [news, setNews] = useState("");
  const move = (card: BoardCard, column: string) => {
    const to = columns.find(({ id }) => id === column);
    if (!to || card.column === column || !mayGo(card, column)) return;
    onMove(card.id, column);
    setNews(t.board.moved({ card: card.title, column: to.title }));
  };
  return (
    <section aria-label={label} className="grid gap-4 md:auto-cols-fr md:grid-flow-col">
      {columns.map((column) => (
        <Lane key={column.id} column={column} columns={columns} cards={cards} onMove={move} />
      ))}
      <p role="status" className="sr-only">
        {news}
      </p>
    </section>
  );
}

function mayGo(card: BoardCard, column: string): boolean {
  return card.allowed?.includes(column) ?? true;
}

interface LaneProps {
  readonly column: BoardColumn;
  readonly columns: readonly BoardColumn[];
  readonly cards: readonly BoardCard[];
  readonly onMove: (card: BoardCard, column: string) => void;
}

function Lane({ column, columns, cards, onMove }: LaneProps) {
  const t = useTexts(uiTexts);
  const [over, setOver] = useState(false);
  const mine = cards.filter((card) => card.column === column.id);
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const card = cards.find(({ id }) => id === event.dataTransfer.getData("text/plain"));
    if (card) onMove(card, column.id);
  };
  return (
    <section
      aria-label={`${column.title}, ${t.board.count({ n: mine.length })}`}
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classes("grid content-start gap-3 rounded-lg bg-sunken p-3", over && "outline-3 outline-teal")}
    >
      <h3 className="flex justify-between px-1 text-base">
        {column.title}
        <span className="numeric font-normal text-ink-soft">{mine.length}</span>
      </h3>
      {mine.length === 0 && <p className="px-1 pb-2 text-sm text-ink-soft">{t.board.empty}</p>}
      <ul className="grid gap-3">
        {mine.map((card) => (
          <CardItem key={card.id} card={card} columns={columns} onMove={onMove} />
        ))}
      </ul>
    </section>
  );
}

interface CardItemProps {
  readonly card: BoardCard;
  readonly columns: readonly BoardColumn[];
  readonly onMove: (card: BoardCard, column: string) => void;
}

function CardItem({ card, columns, onMove }: CardItemProps) {
  const t = useTexts(uiTexts);
  const actions = columns
    .filter(({ id }) => id !== card.column && mayGo(card, id))
    .map(({ id, title }) => ({ id, label: title, onPress: () => onMove(card, id) }));
  const drag = (event: DragEvent) => {
    event.dataTransfer.setData("text/plain", card.id);
    event.dataTransfer.effectAllowed = "move";
  };
  return (
    <li draggable onDragStart={drag} className="card grid gap-2 p-3 md:cursor-grab">
      <h4 className="text-base">{card.title}</h4>
      {card.body}
      {actions.length > 0 && (
        <div>
          <Menu
            label={t.board.moveTo}
            fullLabel={`${t.board.moveTo} ${t.board.move({ card: card.title })}`}
            actions={actions}
            tone="quiet"
            size="small"
            className="-ml-3"
          />
        </div>
      )}
    </li>
  );
}
