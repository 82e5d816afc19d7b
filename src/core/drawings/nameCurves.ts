import { NAME, textWidth } from "./letters.ts";
import { type Box, type Point, text } from "./marks.ts";
import type { Ink, Mark } from "./scene.ts";

export interface NamedCurve {
  readonly name: string;
  readonly ink: Ink;
  readonly points: readonly Point[];
}

/** Room between a name and its line. */
const APART = 7;
const STEP = 6;
const SPACING = 3;
/** Beyond this a name is far enough from the other line: the place farther right wins. */
const FAR = 28;

/**
 * Names written at the lines themselves, so that nobody has to look them up: of all places right above or below its line, the one
 * where a name touches no line and no other name, well away from the other line and as far to the right as possible.
 */
export function nameCurves(curves: readonly NamedCurve[], field: Box): readonly Mark[] {
  const dense = curves.map(({ points }) => closePoints(points));
  const taken: Box[] = [];
  return curves.flatMap((curve, index) => {
    const own = dense[index] ?? [];
    const others = dense.flatMap((points, at) => (at === index ? [] : points));
    const best = bestPlace(places(curve.name, own, field), { own, others, taken });
    if (!best) return [];
    taken.push(best);
    const middle = (best.left + best.right) / 2;
    return [text(middle, best.bottom - 3, curve.name, { anchor: "middle", size: NAME, ink: curve.ink })];
  });
}

interface Obstacles {
  readonly own: readonly Point[];
  readonly others: readonly Point[];
  readonly taken: readonly Box[];
}

function bestPlace(candidates: readonly Box[], { own, others, taken }: Obstacles): Box | undefined {
  let best: { readonly box: Box; readonly score: number } | undefined;
  for (const box of candidates) {
    if (taken.some((other) => touch(box, other))) continue;
    const [mine, theirs] = [nearness(box, own), nearness(box, others)];
    const score = theirs.away + box.right / 100 - (mine.covered + theirs.covered) * FAR;
    if (!best || score > best.score) best = { box, score };
  }
  return best?.box;
}

function places(name: string, own: readonly Point[], field: Box): readonly Box[] {
  const width = textWidth(name, NAME);
  const height = NAME + 3;
  const found: Box[] = [];
  for (let left = field.left; left + width <= field.right; left += STEP) {
    const near = own.filter(({ x }) => x >= left - 2 && x <= left + width + 2).map(({ y }) => y);
    if (near.length === 0) continue;
    for (const top of [Math.min(...near) - APART - height, Math.max(...near) + APART]) {
      if (top >= field.top - height && top + height <= field.bottom - 2)
        found.push({ left, right: left + width, top, bottom: top + height });
    }
  }
  return found;
}

/** Points along a line about as far apart as its stroke is wide: neither gaps nor a crowd of them. */
function closePoints(points: readonly Point[]): readonly Point[] {
  const dense: Point[] = [];
  let last: Point | undefined;
  for (const to of points) {
    const from: Point = last ?? to;
    const away = Math.hypot(to.x - from.x, to.y - from.y);
    if (last && away < SPACING / 2) continue;
    const parts = Math.max(1, Math.ceil(away / SPACING));
    for (let part = 1; part <= parts; part += 1) {
      const share = part / parts;
      dense.push({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
    }
    last = to;
  }
  return dense;
}

/** How far off the nearest of the points is, and how many a text there would cover. */
function nearness(box: Box, points: readonly Point[]): { readonly away: number; readonly covered: number } {
  let [away, covered] = [FAR * FAR, 0];
  for (const { x, y } of points) {
    if (x < box.left - FAR || x > box.right + FAR) continue;
    const across = Math.max(box.left - x, 0, x - box.right);
    const up = Math.max(box.top - y, 0, y - box.bottom);
    const square = across * across + up * up;
    if (square < away) away = square;
    if (square < SPACING * SPACING) covered += 1;
  }
  return { away: Math.sqrt(away), covered };
}

function touch(one: Box, other: Box): boolean {
  return one.left < other.right + 4 && other.left < one.right + 4 && one.top < other.bottom && other.top < one.bottom;
}
