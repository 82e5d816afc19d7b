import { WIDE } from "./axes.ts";
import { LEADING, NAME, SMALL, textWidth, wrap } from "./letters.ts";
import { line, lines } from "./marks.ts";
import type { Mark } from "./scene.ts";

/** A row of a drawing that lies down: its name, what is written at its end, and the height of its track. */
export interface Row {
  readonly name: string;
  readonly figure: string;
}

export interface Rows {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The middle of each row's track. */
  readonly tracks: readonly number[];
  /** Where an upright line may be drawn without crossing a name, from and to. */
  readonly clear: readonly (readonly [number, number])[];
  readonly marks: readonly Mark[];
}

/** Names beside their tracks where there is room, above them where there is not. */
export function layRows(rows: readonly Row[], width: number, top: number): Rows {
  return width >= WIDE ? beside(rows, width, top) : above(rows, width, top);
}

function beside(rows: readonly Row[], width: number, top: number): Rows {
  const widest = (words: readonly string[]) => Math.max(0, ...words.map((one) => textWidth(one, NAME) + 2));
  const names = Math.min(width * 0.36, widest(rows.map(({ name }) => name)));
  const figures = Math.min(width * 0.3, widest(rows.map(({ figure }) => figure)));
  const marks: Mark[] = [];
  const tracks: number[] = [];
  let y = top;
  for (const { name, figure } of rows) {
    const words = wrap(name, NAME, names);
    const told = wrap(figure, NAME, figures);
    const height = Math.max(30, Math.max(words.length, told.length) * LEADING + 12);
    const middle = y + height / 2;
    const first = (count: number) => middle + NAME * 0.35 - ((count - 1) * LEADING) / 2;
    marks.push(...lines(0, first(words.length), words, { size: NAME, ink: "ink" }));
    marks.push(...lines(width, first(told.length), told, { anchor: "end", size: NAME, ink: "ink" }));
    tracks.push(middle);
    y += height;
  }
  const right = width - (figures === 0 ? 10 : figures + 18);
  return { left: names + 18, right, top, bottom: y + 4, tracks, clear: [[top, y + 4]], marks };
}

/** An upright dashed line through all tracks. */
export function throughRows({ clear }: Rows, x: number): readonly Mark[] {
  return clear.map(([from, to]) => line([x, from], [x, to], { ink: "limit", dashed: true, width: 1.5 }));
}

function above(rows: readonly Row[], width: number, top: number): Rows {
  const marks: Mark[] = [];
  const tracks: number[] = [];
  let y = top;
  for (const { name, figure } of rows) {
    const words = wrap(name, NAME, width);
    const told = wrap(figure, SMALL, width);
    const last = textWidth(words.at(-1) ?? "", NAME) + textWidth(told[0] ?? "", SMALL) + 16;
    const together = words.length > 0 && told.length === 1 && last <= width ? 1 : 0;
    const used = Math.max(1, words.length + told.length - together);
    const firstTold = y + NAME + (words.length - together) * LEADING;
    marks.push(...lines(0, y + NAME, words, { size: NAME, ink: "ink" }));
    marks.push(...lines(width, firstTold, told, { anchor: "end", size: SMALL, ink: "ink" }));
    y += used * LEADING;
    tracks.push(y + 13);
    y += 32;
  }
  const clear = tracks.map((middle, at) => [middle - 9, at === tracks.length - 1 ? y : middle + 11] as const);
  return { left: 8, right: width - 8, top, bottom: y, tracks, clear, marks };
}
