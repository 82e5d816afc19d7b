import { visitMembers } from "./draft.ts";
import { packForTerritory } from "./overlay.ts";
import { type PackLanguage, type ProgrammePack, packText } from "./pack.ts";

/** Something the programme does not know yet, in words for the reader. */
export interface PendingValue {
  readonly territory: string | null;
  readonly id: string;
  readonly explanation: string;
}

/** Number of questions whose text is still to be imported, by instrument. */
export interface PendingTexts {
  readonly instrument: string;
  readonly pending: number;
  readonly questions: number;
}

function namesIn(value: unknown): readonly string[] {
  const found = new Set<string>();
  visitMembers(value, (key, member, steps) => {
    const named = key === "pending" || steps.at(-2) === "pending";
    if (named && typeof member === "string") found.add(member);
  });
  return [...found];
}

/** Everything a programme leaves open, for the screen that says so. */
export function pendingValues(pack: ProgrammePack, language: PackLanguage = "es"): readonly PendingValue[] {
  const { overlays, instruments: _instruments, texts: _texts, ...own } = pack;
  const everywhere = namesIn(own).map((id) => ({
    territory: null,
    id,
    explanation: packText(pack, `pending.${id}`, language),
  }));
  const local = Object.entries(overlays).flatMap(([territory, overlay]) => {
    const there = packForTerritory(pack, [territory]);
    const explain = (id: string) => packText(there, `pending.${id}`, language);
    return namesIn(overlay).map((id) => ({ territory, id, explanation: explain(id) }));
  });
  return [...everywhere, ...local];
}

const layout = new Set(["note", "calc", "group", "repeat", "matrix"]);

/** The slots of instruments that wait for their text. */
export function pendingTexts(pack: ProgrammePack): readonly PendingTexts[] {
  return Object.values(pack.instruments).flatMap((definition) => {
    let pending = 0;
    let questions = 0;
    visitMembers(definition.items, (_key, member) => {
      if (typeof member !== "object" || member === null || !("name" in member)) return;
      if ("type" in member && layout.has(String(member.type))) return;
      questions += 1;
      if ("pendingText" in member && member.pendingText === true) pending += 1;
    });
    return pending === 0 ? [] : [{ instrument: definition.id, pending, questions }];
  });
}
