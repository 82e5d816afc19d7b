import { widthOf } from "./axes.ts";
import { drawBalance } from "./balance.ts";
import { drawChanges } from "./changes.ts";
import { drawAcceptability, drawCostPlane } from "./costs.ts";
import { drawCurves } from "./curves.ts";
import { drawCutOff } from "./cutOff.ts";
import { drawEventStudy } from "./eventStudy.ts";
import { drawForest } from "./forest.ts";
import { drawOverlap } from "./overlap.ts";
import type { Picture } from "./picture.ts";
import type { Mark, Scene } from "./scene.ts";
import type { Language } from "./words.ts";

/**
 * A picture laid out for a width in CSS pixels; the height follows from what it holds. Numbers that are not finite are drawn at the
 * edge. The title and the description are for around the drawing: they are not among its marks.
 */
export function drawPicture(picture: Picture, { width, language }: { width: number; language: Language }): Scene {
  const wide = widthOf(width);
  const { height, marks } = drawn(picture, wide, language);
  return {
    width: wide,
    height: Math.ceil(height),
    title: picture.title[language],
    description: picture.description[language],
    marks,
  };
}

function drawn(picture: Picture, width: number, language: Language): { height: number; marks: readonly Mark[] } {
  switch (picture.kind) {
    case "balance":
      return drawBalance(picture, width, language);
    case "overlap":
      return drawOverlap(picture, width, language);
    case "event_study":
      return drawEventStudy(picture, width, language);
    case "curves":
      return drawCurves(picture, width, language);
    case "forest":
      return drawForest(picture, width, language);
    case "changes":
      return drawChanges(picture, width, language);
    case "cut_off":
      return drawCutOff(picture, width, language);
    case "cost_plane":
      return drawCostPlane(picture, width, language);
    case "acceptability":
      return drawAcceptability(picture, width, language);
  }
}
