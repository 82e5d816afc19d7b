import type { InstrumentDefinition, Item, LocalText } from "../instruments/definition.ts";
import { textIn } from "../instruments/labels.ts";

/** A dimension or question of an instrument by the name a plan keeps, with the words a family reads. */
export interface NamedPart {
  readonly name: string;
  readonly label: string;
  readonly dimension: string | null;
}

interface Words {
  readonly name: string;
  readonly label?: LocalText;
  readonly labelFamily?: LocalText;
  readonly dimension?: string;
}

function partOf({ name, label, labelFamily, dimension }: Words, language: string): NamedPart {
  const words = labelFamily ?? label;
  return { name, label: words ? textIn(words, language) : name, dimension: dimension ?? null };
}

function partsOf(items: readonly Item[], language: string): readonly NamedPart[] {
  return items.flatMap((item) => {
    if (item.type === "group" || item.type === "repeat") return partsOf(item.items, language);
    if (item.type === "matrix") return item.rows.map((row) => partOf({ dimension: item.dimension, ...row }, language));
    return item.type === "note" || item.type === "calc" || item.type === "unavailable" ? [] : [partOf(item, language)];
  });
}

/** The dimensions of an instrument, in its order. */
export function dimensionParts(definition: InstrumentDefinition, language: string): readonly NamedPart[] {
  return definition.dimensions.map(({ id, label }) => ({ name: id, label: textIn(label, language), dimension: null }));
}

/** The questions of an instrument, at any depth, in its order. */
export function questionParts(definition: InstrumentDefinition, language: string): readonly NamedPart[] {
  return partsOf(definition.items, language);
}

/** What a family marked as most important, in the order of the instrument; names it does not know stay as they are. */
export function priorityParts(
  definition: InstrumentDefinition,
  marked: readonly string[],
  language: string,
): readonly NamedPart[] {
  const known = [...dimensionParts(definition, language), ...questionParts(definition, language)];
  const found = known.filter(({ name }) => marked.includes(name));
  const strange = marked.filter((name) => known.every((part) => part.name !== name));
  return [...found, ...strange.map((name) => ({ name, label: name, dimension: null }))];
}
