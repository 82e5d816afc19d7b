import { plainHeading } from "./fields.ts";

/** A place of the institution; `reached` when whoever loads the list may load families there. */
export interface Place {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly reached: boolean;
}

export interface PlaceIndex {
  readonly byCode: ReadonlyMap<string, readonly Place[]>;
  readonly byName: ReadonlyMap<string, readonly Place[]>;
}

function group(places: readonly Place[], keyOf: (place: Place) => string): ReadonlyMap<string, readonly Place[]> {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const key = keyOf(place);
    const group = groups.get(key);
    if (group) group.push(place);
    else groups.set(key, [place]);
  }
  return groups;
}

export function indexPlaces(places: readonly Place[]): PlaceIndex {
  return { byCode: group(places, ({ code }) => code), byName: group(places, ({ name }) => plainHeading(name)) };
}

export type PlaceFound =
  | { readonly place: Place; readonly zeroRestored: boolean }
  | { readonly problem: "place_unknown" | "place_ambiguous" | "place_out_of_reach" };

function only(places: readonly Place[] | undefined, zeroRestored: boolean): PlaceFound | undefined {
  if (!places || places.length === 0) return undefined;
  const reached = places.filter((place) => place.reached);
  const [place] = reached;
  if (!place) return { problem: "place_out_of_reach" };
  return reached.length > 1 ? { problem: "place_ambiguous" } : { place, zeroRestored };
}

/** The place a cell names by its official code or its name. Spreadsheets eat leading zeros: `2003` is read as `02003`. */
export function findPlace(index: PlaceIndex, text: string): PlaceFound {
  const code = text.replace(/\s/g, "");
  const restored = /^\d{3,4}$/.test(code) ? only(index.byCode.get(code.padStart(5, "0")), true) : undefined;
  const byName = /\p{L}/u.test(text) ? only(index.byName.get(plainHeading(text)), false) : undefined;
  return only(index.byCode.get(code), false) ?? restored ?? byName ?? { problem: "place_unknown" };
}
