import type { Palette } from "../../core/drawings/sceneMarkup.ts";

/** The light colours of the screens, on white paper. */
export const PAPER: Palette = {
  font: "Atkinson Hyperlegible",
  inks: {
    ink: "#231d15",
    soft: "#5c5244",
    faint: "#ded3bf",
    programme: "#0b5e5a",
    comparison: "#6d3563",
    limit: "#b7761a",
    paper: "#ffffff",
  },
};
