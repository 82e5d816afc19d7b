import { axisBelow } from "./axes.ts";
import { LEADING, NAME, SMALL, textWidth, wrap } from "./letters.ts";
import { dot, line, text } from "./marks.ts";
import { writeNumber } from "./numbers.ts";
import type { PictureOf } from "./picture.ts";
import { layRows, throughRows } from "./rows.ts";
import { linear, spanOf } from "./scales.ts";
import type { Mark } from "./scene.ts";
import { DRAWN, type Language, limitsInWords } from "./words.ts";

const BEFORE = { ink: "soft", shape: "circle", hollow: true } as const;
const AFTER = { ink: "programme", shape: "diamond", r: 5.5 } as const;

/** How far the groups lay apart in each characteristic, before and after: only how far matters here, the side is in the table. */
export function drawBalance(picture: PictureOf<"balance">, width: number, language: Language) {
  const { rows, limits } = picture;
  const matched = rows.some(({ after }) => after !== null);
  const key = matched ? keyAt(width, language) : { marks: [], height: 0 };
  const laid = layRows(
    rows.map(({ label }) => ({ name: label, figure: "" })),
    width,
    key.height,
  );
  const far = spanOf([0, limits[1] * 1.3, ...rows.flatMap(({ before, after }) => [before, after ?? 0]).map(Math.abs)]);
  const span = { low: 0, high: far.high * 1.04 };
  const x = linear(span, laid.left + 6, laid.right - 6);
  const [alike, apart] = limits.map((limit) => writeNumber(limit, 2, language).replace(/0$/, ""));
  const axis = axisBelow({ left: laid.left, right: laid.right, y: laid.bottom, width }, x, {
    span,
    label: `${DRAWN.standardised[language]}. ${limitsInWords(alike ?? "", apart ?? "", language)}`,
    write: (value, digits) => writeNumber(value, digits, language),
  });
  const limitLines = limits.flatMap((limit) => throughRows(laid, x(limit)));
  const marks = rows.flatMap(({ before, after }, at) => {
    const y = laid.tracks[at] ?? 0;
    const [from, to] = [x(Math.abs(before)), x(Math.abs(after ?? before))];
    const track = line([laid.left, y], [laid.right, y], { ink: "faint" });
    if (after === null) return [track, dot(from, y, BEFORE)];
    return [track, line([from, y], [to, y]), dot(from, y, BEFORE), dot(to, y, AFTER)];
  });
  return { height: axis.height, marks: [...key.marks, ...laid.marks, ...limitLines, ...marks, ...axis.marks] };
}

/** The two signs with their names, over the rows: there may be no row where both fit beside their marks. */
function keyAt(width: number, language: Language): { marks: readonly Mark[]; height: number } {
  const marks: Mark[] = [];
  let [x, y] = [6, LEADING - 4];
  for (const [words, style] of [
    [DRAWN.before[language], BEFORE],
    [DRAWN.after[language], AFTER],
  ] as const) {
    const wide = textWidth(words, SMALL) + 14;
    if (x > 6 && x + wide > width) [x, y] = [6, y + LEADING];
    const short = wrap(words, SMALL, width - 20).join(" ");
    marks.push(dot(x, y - SMALL * 0.35, style), text(x + 12, y, short, { ink: "ink" }));
    x += wide + 22;
  }
  return { marks, height: y + NAME };
}
