import type { Ink, Mark, Scene } from "./scene.ts";

/** Colours for each ink, as SVG writes them, and the letters of the text. */
export interface Palette {
  readonly inks: Readonly<Record<Ink, string>>;
  readonly font: string;
}

/** A drawing as an SVG document that stands alone. What people wrote is in it as text, never as markup. */
export function sceneMarkup(scene: Scene, { inks, font }: Palette): string {
  const { width, height } = scene;
  const hatches = (["programme", "comparison", "soft", "ink"] as const)
    .filter((ink) => scene.marks.some((mark) => mark.kind === "bar" && mark.hatched && mark.ink === ink))
    .map((ink) => hatch(ink, inks));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(font)}">`,
    `<title>${escaped(scene.title)}</title>`,
    `<desc>${escaped(scene.description)}</desc>`,
    `<defs>${hatches.join("")}</defs>`,
    ...scene.marks.map((mark) => element(mark, inks)),
    "</svg>",
  ].join("\n");
}

function hatch(ink: Ink, inks: Palette["inks"]): string {
  const lines = `<rect width="6" height="6" fill="${inks.paper}"/><path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" stroke="${inks[ink]}" stroke-width="1.6"/>`;
  return `<pattern id="hatch-${ink}" width="6" height="6" patternUnits="userSpaceOnUse">${lines}</pattern>`;
}

function element(mark: Mark, inks: Palette["inks"]): string {
  const colour = inks[mark.ink];
  switch (mark.kind) {
    case "line":
      return `<line x1="${mark.x1}" y1="${mark.y1}" x2="${mark.x2}" y2="${mark.y2}" stroke="${colour}" stroke-width="${mark.width}"${dashes(mark)}/>`;
    case "path":
      return mark.filled
        ? `<path d="${mark.d}" fill="${colour}" fill-opacity="0.1667"/>`
        : `<path d="${mark.d}" fill="none" stroke="${colour}" stroke-width="${mark.width}" stroke-linejoin="round"${dashes(mark)}/>`;
    case "dot":
      return `<path d="${dotPath(mark)}" fill="${mark.hollow ? inks.paper : colour}" stroke="${colour}" stroke-width="${Math.min(2, mark.r / 2)}"/>`;
    case "bar":
      return `<rect x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" fill="${mark.hatched ? `url(#hatch-${mark.ink})` : colour}"${mark.hatched ? ` stroke="${colour}"` : ""}/>`;
    case "text":
      return `<text x="${mark.x}" y="${mark.y}" font-size="${mark.size}" text-anchor="${mark.anchor}" fill="${colour}">${escaped(mark.text)}</text>`;
  }
}

function dashes({ dashed, width }: { readonly dashed: boolean; readonly width: number }): string {
  return dashed ? ` stroke-dasharray="${width * 3} ${width * 2 + 1}"` : "";
}

/** The outline of a dot, whatever its shape. */
export function dotPath({ x, y, r, shape }: Extract<Mark, { kind: "dot" }>): string {
  if (shape === "circle") return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  if (shape === "square") return `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}Z`;
  return `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`;
}

/** Control characters cannot stand in XML at all, not even escaped. */
function canStand(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return (code >= 32 && code !== 0xfffe && code !== 0xffff && !(code >= 0xd800 && code <= 0xdfff)) || code === 9;
}

function escaped(text: string): string {
  const clean = [...text].map((letter) => (canStand(letter) ? letter : " ")).join("");
  return clean.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
