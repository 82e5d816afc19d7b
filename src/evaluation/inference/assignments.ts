import { choose } from "../design/attainable.ts";
import type { Block } from "./blocks.ts";

/** What is drawn within a stratum: `drawn` of its items, each with the same few numbers to be added up. */
export interface DrawLayer {
  /** One list per number, each with one entry per item. */
  readonly numbers: readonly Float64Array[];
  readonly drawn: number;
}

/** Turns the sums of one stratum into what is added up over strata. */
export type Transform = (sums: Float64Array, layer: number) => Float64Array;

export function assignmentsOf(layers: readonly DrawLayer[]): number {
  return layers.reduce((ways, { numbers, drawn }) => ways * choose(numbers[0]?.length ?? 0, drawn), 1);
}

/** The sums of every way to draw, in lexicographic order. */
function combinations({ numbers, drawn }: DrawLayer): readonly Float64Array[] {
  const items = numbers[0]?.length ?? 0;
  const found: Float64Array[] = [];
  const extend = (from: number, left: number, sums: Float64Array): void => {
    if (left === 0) {
      found.push(sums);
      return;
    }
    for (let item = from; item <= items - left; item++) {
      extend(
        item + 1,
        left - 1,
        sums.map((sum, at) => sum + (numbers[at]?.[item] ?? 0)),
      );
    }
  };
  extend(0, drawn, new Float64Array(numbers.length));
  return found;
}

/** Visits every assignment with what its strata add up to. */
export function eachAssignment(
  layers: readonly DrawLayer[],
  transform: Transform,
  visit: (sums: Float64Array) => void,
): void {
  const options = layers.map((layer, at) => combinations(layer).map((sums) => transform(sums, at)));
  const walk = (at: number, sums: Float64Array | undefined): void => {
    const layer = options[at];
    if (layer === undefined) {
      if (sums) visit(sums);
      return;
    }
    for (const option of layer) walk(at + 1, sums ? sums.map((sum, place) => sum + (option[place] ?? 0)) : option);
  };
  walk(0, undefined);
}

function drawLayer(order: Int32Array, { numbers, drawn }: DrawLayer, { int }: Block["rng"]): Float64Array {
  const sums = new Float64Array(numbers.length);
  for (let at = 0; at < drawn; at++) {
    const from = at + int(order.length - at);
    const item = order[from] ?? 0;
    order[from] = order[at] ?? 0;
    order[at] = item;
    for (const [place, list] of numbers.entries()) sums[place] = (sums[place] ?? 0) + (list[item] ?? 0);
  }
  return sums;
}

/** Visits the assignments that one block draws. */
export function eachDrawn(
  { layers, transform }: { readonly layers: readonly DrawLayer[]; readonly transform: Transform },
  { rng, draws }: Block,
  visit: (sums: Float64Array) => void,
): void {
  const orders = layers.map(({ numbers }) => Int32Array.from({ length: numbers[0]?.length ?? 0 }, (_, item) => item));
  for (let draw = 0; draw < draws; draw++) {
    let sums: Float64Array | undefined;
    for (const [at, layer] of layers.entries()) {
      const part = transform(drawLayer(orders[at] ?? new Int32Array(0), layer, rng), at);
      sums = sums ? sums.map((sum, place) => sum + (part[place] ?? 0)) : part;
    }
    if (sums) visit(sums);
  }
}
