import { type PackDraft, place, visitMembers } from "../draft.ts";
import { note } from "../problems.ts";

const html = /<[a-z/!][^>]*>/i;
const url = /[a-z][a-z0-9+.-]*:\/\/|\bwww\.|\bjavascript:|\bdata:[a-z]+\//i;
const code = /=>|\bfunction\s*\(|\beval\s*\(|\{\{|<%|`/;
const template = /\$\{/;

/**
 * Packs are shown to people and never run: no markup, no addresses to fetch, no code. An instrument may cite where it
 * was published (`url` of its provenance) and reads answers as `${name}`.
 */
export function checkSafety(draft: PackDraft): void {
  for (const [file, content] of Object.entries(draft.files)) {
    if (!file.endsWith(".json")) continue;
    const inInstrument = file.startsWith("instruments/");
    visitMembers(content, (key, member, steps) => {
      if (typeof member !== "string" || (inInstrument && key === "url")) return;
      if (html.test(member)) note(place(draft, file, ...steps), "unsafe_text", "html");
      if (url.test(member)) note(place(draft, file, ...steps), "unsafe_text", "url");
      if (code.test(member) || (!inInstrument && template.test(member))) {
        note(place(draft, file, ...steps), "unsafe_text", "code");
      }
    });
  }
}
