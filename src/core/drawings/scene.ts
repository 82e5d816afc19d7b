/** Colours by meaning: screen and paper each have their own for them. `faint` is for the lines one reads values along. */
export type Ink = "ink" | "soft" | "faint" | "programme" | "comparison" | "limit" | "paper";

/** One mark of a drawing, in its own units (CSS pixels on screen), origin at the upper left. */
export type Mark =
  | {
      readonly kind: "line";
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly ink: Ink;
      readonly width: number;
      readonly dashed: boolean;
    }
  | {
      readonly kind: "path";
      readonly d: string;
      readonly ink: Ink;
      readonly width: number;
      readonly dashed: boolean;
      /** Filled without an outline, at one sixth of the ink, so that what lies under it shows: a band. */
      readonly filled: boolean;
    }
  | {
      readonly kind: "dot";
      readonly x: number;
      readonly y: number;
      readonly r: number;
      readonly ink: Ink;
      /** Arms differ in shape too, never in colour alone. */
      readonly shape: "circle" | "square" | "diamond";
      readonly hollow: boolean;
    }
  | {
      readonly kind: "bar";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly ink: Ink;
      readonly hatched: boolean;
    }
  | {
      readonly kind: "text";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly anchor: "start" | "middle" | "end";
      readonly size: number;
      readonly ink: Ink;
    };

/** A drawing ready to be put on screen or paper, with what it says to whoever cannot see it. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly marks: readonly Mark[];
}

/** The same picture in rows: the first row is the heading. */
export interface PictureTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
