import type { OutputOf } from "../../contracts/contract.ts";
import type { evidenceList } from "../../contracts/evidence.ts";

export type EvidenceRow = OutputOf<typeof evidenceList>["items"][number];

export interface EvidenceFilter {
  readonly search: string;
  /** An effect, `nothing`, `corrected`, or empty for all. */
  readonly found: string;
  readonly design: string;
}

/** Words without accents and capitals, so that «vinculo» finds «Vínculo». */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Records that fit everything asked for; every word of the search must be in the programme, the study or the place. */
export function filterEvidence(
  rows: readonly EvidenceRow[],
  { search, found, design }: EvidenceFilter,
): readonly EvidenceRow[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return rows.filter(({ content, effects, corrected }) => {
    const text = plain([content.programme, content.study, content.where ?? ""].join(" "));
    const foundFits =
      found === "" ||
      (found === "corrected"
        ? corrected
        : found === "nothing"
          ? effects.length === 0
          : effects.some((one) => one === found));
    return foundFits && (design === "" || content.design === design) && words.every((word) => text.includes(word));
  });
}
