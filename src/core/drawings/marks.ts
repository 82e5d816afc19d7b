import { LEADING, SMALL, textWidth } from "./letters.ts";
import type { Ink, Mark } from "./scene.ts";

/** Tenths of a pixel are enough, and the same everywhere. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export function line(from: readonly [number, number], to: readonly [number, number], style: Partial<Style> = {}): Mark {
  const { ink = "soft", width = 1, dashed = false } = style;
  const [x1, y1] = from.map(round);
  const [x2, y2] = to.map(round);
  return { kind: "line", x1: x1 ?? 0, y1: y1 ?? 0, x2: x2 ?? 0, y2: y2 ?? 0, ink, width, dashed };
}

interface Style {
  readonly ink: Ink;
  readonly width: number;
  readonly dashed: boolean;
}

export interface TextStyle {
  readonly anchor: "start" | "middle" | "end";
  readonly size: number;
  readonly ink: Ink;
}

export function text(x: number, y: number, words: string, style: Partial<TextStyle> = {}): Mark {
  const { anchor = "start", size = SMALL, ink = "soft" } = style;
  return { kind: "text", x: round(x), y: round(y), text: words, anchor, size, ink };
}

/** Lines of text below each other; `y` is the baseline of the first. */
export function lines(x: number, y: number, all: readonly string[], style: Partial<TextStyle> = {}): readonly Mark[] {
  return all.map((words, at) => text(x, y + at * LEADING, words, style));
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The room a text takes. */
export function textBox(mark: Extract<Mark, { kind: "text" }>): Box {
  const width = textWidth(mark.text, mark.size);
  const left = mark.x - (mark.anchor === "start" ? 0 : mark.anchor === "middle" ? width / 2 : width);
  return { left, right: left + width, top: mark.y - mark.size * 0.8, bottom: mark.y + mark.size * 0.25 };
}

/** A text centred on a place, pushed inwards where it would stick out. */
export function textInside(x: number, y: number, words: string, room: Pick<Box, "left" | "right">): Mark {
  const half = textWidth(words, SMALL) / 2;
  const inside = Math.max(room.left + half, Math.min(room.right - half, x));
  return text(inside, y, words, { anchor: "middle" });
}

export function dot(
  x: number,
  y: number,
  style: Partial<Omit<Extract<Mark, { kind: "dot" }>, "kind" | "x" | "y">>,
): Mark {
  return { kind: "dot", x: round(x), y: round(y), r: 4.5, ink: "ink", shape: "circle", hollow: false, ...style };
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line through points. */
export function lineThrough(points: readonly Point[], style: Partial<Style> = {}): readonly Mark[] {
  const { ink = "ink", width = 2, dashed = false } = style;
  if (points.length < 2) return [];
  const d = points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
  return [{ kind: "path", d, ink, width, dashed, filled: false }];
}

/** The area between an upper and a lower line. */
export function band(upper: readonly Point[], lower: readonly Point[], ink: Ink): readonly Mark[] {
  const around = [...upper, ...lower.toReversed()];
  if (around.length < 3) return [];
  const d = `${around.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("")}Z`;
  return [{ kind: "path", d, ink, width: 0, dashed: false, filled: true }];
}
