import type { LocalText } from "./definition.ts";

/** The text in a language: the tag itself, its base language, then Spanish. */
export function textIn(text: LocalText, language: string): string {
  const tag = language.toLowerCase();
  const exact = Object.keys(text).find((key) => key.toLowerCase() === tag);
  const base = Object.keys(text).find((key) => key.toLowerCase().split("-")[0] === tag.split("-")[0]);
  return (exact && text[exact]) || (base && text[base]) || text.es;
}

const reference = /\$\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}/gu;

/** Names a text quotes as `${name}`. */
export function namesInText(text: string): readonly string[] {
  return [...text.matchAll(reference)].map((found) => found[1] ?? "");
}

/** The text with each `${name}` replaced by what `shown` says; nothing else in it is interpreted. */
export function fillText(text: string, shown: (name: string) => string): string {
  return text.replace(reference, (_, name: string) => shown(name));
}
