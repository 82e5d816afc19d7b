/** The smallest text of a drawing, and that of names. */
export const SMALL = 13;
export const NAME = 14;
/** From one line of text to the next. */
export const LEADING = 18;

// Measured on Atkinson Hyperlegible; a little wider than it, so that other letters fit as well.
const WIDTHS: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[ ijlftrI.,:;'|!()[\]/·¡í-]/, 0.34],
  [/[mwMW%@→←…]/, 0.86],
  [/[\p{Lu}0]/u, 0.68],
  [/[\d+−=<>≤≥×€$]/, 0.62],
];

/** About how wide a line of text comes out. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? 0.57;
  return width * size;
}

/** Lines of at most this width, broken at spaces; a word that is wider by itself is cut short with an ellipsis. */
export function wrap(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== "")) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(cutShort(word, size, width));
  }
  return lines;
}

function cutShort(word: string, size: number, width: number): string {
  if (textWidth(word, size) <= width) return word;
  const letters = [...word];
  while (letters.length > 1 && textWidth(`${letters.join("")}…`, size) > width) letters.pop();
  return `${letters.join("")}…`;
}
