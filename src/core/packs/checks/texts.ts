import { type PackDraft, place, visitMembers } from "../draft.ts";
import type { PackLanguage } from "../pack.ts";
import { note } from "../problems.ts";
import { overlayTextKeys, packTextKeys, type TextKey } from "../textKeys.ts";
import { pendingNames } from "./sources.ts";

/** Every label of the programme is said in every language of the pack, and no text is left that nothing says. */
export function checkTexts(draft: PackDraft): void {
  const { pack } = draft;
  const pending = pendingNames(draft).map(({ id, file, steps }): TextKey => ({ key: `pending.${id}`, file, steps }));
  const own = [...packTextKeys(pack), ...pending.filter(({ file }) => !Object.hasOwn(draft.overlayFiles, file))];
  checkInstrumentTexts(draft);
  for (const language of pack.pack.languages) {
    const said = pack.texts[language];
    for (const { key, file, steps } of own) {
      if (!Object.hasOwn(said, key)) note(place(draft, file, ...steps), "text_missing", key, language);
    }
    checkUnused(draft, `texts.${language}.json`, [], said, own);
    for (const [file, overlay] of Object.entries(draft.overlayFiles)) {
      const needed = [...overlayTextKeys(file, overlay), ...pending.filter((key) => key.file === file)];
      const local = overlay.texts[language];
      for (const { key, steps } of needed) {
        const known = Object.hasOwn(local, key) || Object.hasOwn(said, key);
        if (!known) note(place(draft, file, ...steps), "text_missing", key, language);
      }
      checkUnused(draft, file, ["texts", language], local, [...needed, ...own]);
    }
  }
}

function checkUnused(
  draft: PackDraft,
  file: string,
  steps: readonly string[],
  said: Readonly<Record<string, string>>,
  keys: readonly TextKey[],
): void {
  const used = new Set(keys.map(({ key }) => key));
  for (const key of Object.keys(said)) {
    if (!used.has(key)) note(place(draft, file, ...steps, key), "text_unused", key);
  }
}

function checkInstrumentTexts(draft: PackDraft): void {
  const languages: readonly PackLanguage[] = draft.pack.pack.languages;
  for (const [file, definition] of Object.entries(draft.instrumentFiles)) {
    visitMembers(definition, (_key, member, steps) => {
      if (typeof member !== "object" || member === null || !Object.hasOwn(member, "es")) return;
      for (const language of languages) {
        const key = steps.join(".");
        if (!Object.hasOwn(member, language)) note(place(draft, file, ...steps), "text_missing", key, language);
      }
    });
  }
}
