import type { PictureTable } from "../../core/drawings/scene.ts";

/** What stands in a report, in reading order. Every string is printed as it is: nothing in it is an instruction to the typesetter. */
export type Block =
  /** The one sentence a hurried reader takes away. */
  | { readonly kind: "lead"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "terms"; readonly items: readonly { readonly term: string; readonly meaning: string }[] }
  /** A drawing as an SVG document; its description is read aloud in its place, and the table says the same in numbers. */
  | {
      readonly kind: "picture";
      readonly title: string;
      readonly description: string;
      readonly svg: string;
      readonly table: PictureTable;
    }
  | { readonly kind: "table"; readonly title: string; readonly table: PictureTable };

export interface ReportContent {
  readonly language: "es" | "en";
  readonly title: string;
  /** Over the title: what this document is. */
  readonly kicker: string;
  readonly facts: readonly { readonly term: string; readonly meaning: string }[];
  readonly blocks: readonly Block[];
  /** Below every page, before its number. */
  readonly foot: string;
  /** Moment the figures are from; the same content gives the same bytes. */
  readonly madeAt: string;
}
