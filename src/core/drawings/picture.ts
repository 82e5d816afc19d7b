import type { Words } from "../words.ts";

/** A value with its interval. */
interface Reach {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What is drawn, as numbers: the same picture is drawn on screen and on paper, and written out as a table. */
export type Picture = { readonly title: Words; readonly description: Words } & (
  | {
      readonly kind: "balance";
      /** Standardised differences of means, before and after making the groups alike; null where nothing was done. */
      readonly rows: readonly { readonly label: string; readonly before: number; readonly after: number | null }[];
      /** Up to here alike, and from here on far apart. */
      readonly limits: readonly [alike: number, apart: number];
    }
  | {
      readonly kind: "overlap";
      readonly bins: readonly {
        readonly from: number;
        readonly to: number;
        readonly programme: number;
        readonly comparison: number;
      }[];
    }
  | {
      readonly kind: "event_study";
      /** Periods since the start; below 0, before it. */
      readonly points: readonly ({ readonly at: number } & Reach)[];
      readonly unit: Words;
    }
  | {
      readonly kind: "curves";
      /** Shares from 0 to 1, as steps. */
      readonly series: readonly {
        readonly arm: "programme" | "comparison";
        readonly points: readonly ({ readonly at: number } & Reach)[];
      }[];
      readonly unit: Words;
    }
  | {
      readonly kind: "forest";
      readonly rows: readonly ({ readonly label: Words } & Reach)[];
      readonly unit: Words;
      /** Where nothing differs. */
      readonly none: number;
    }
  | {
      readonly kind: "changes";
      /** Means of both arms over time; the vertical line is the start. */
      readonly points: readonly {
        readonly at: number;
        readonly label: Words;
        readonly programme: number;
        readonly comparison: number;
      }[];
      readonly start: number | null;
      readonly unit: Words;
    }
  | {
      readonly kind: "cut_off";
      readonly bins: readonly { readonly at: number; readonly mean: number; readonly n: number }[];
      readonly cutoff: number;
      /** The two fitted lines: from the far end to the cut-off. */
      readonly lines: readonly {
        readonly from: readonly [at: number, value: number];
        readonly to: readonly [at: number, value: number];
      }[];
      readonly across: Words;
      readonly unit: Words;
    }
  | {
      readonly kind: "cost_plane";
      /** An effect above 0 is for the better, whichever way the outcome is counted. */
      readonly points: readonly { readonly effect: number; readonly cost: number }[];
      readonly middle: { readonly effect: number; readonly cost: number };
      readonly currency: string;
      readonly unit: Words;
    }
  | {
      readonly kind: "acceptability";
      readonly points: readonly { readonly worth: number; readonly share: number }[];
      readonly currency: string;
    }
);

export type PictureOf<Kind extends Picture["kind"]> = Extract<Picture, { kind: Kind }>;
