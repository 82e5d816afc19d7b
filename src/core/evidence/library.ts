import type { Words } from "../words.ts";
import { otherProgrammes } from "./libraryOthers.ts";
import { start } from "./libraryStart.ts";
import type { EvidenceContent } from "./record.ts";

/** A record that comes with the product. */
export interface LibraryRecord {
  readonly id: string;
  readonly content: EvidenceContent<Words>;
}

/**
 * Studies of programmes like these, as read on 2026-11-21 in the sources each names. Only what those say stands here: what was not
 * found is null or left out, null results and ratings against stand like the others.
 */
export const LIBRARY: readonly LibraryRecord[] = [...start, ...otherProgrammes];

export function findShipped(id: string): EvidenceContent<Words> | undefined {
  return LIBRARY.find((one) => one.id === id)?.content;
}

export function isShipped(id: string): boolean {
  return findShipped(id) !== undefined;
}
