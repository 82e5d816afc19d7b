import type { ScalarType } from "../expressions/expression.ts";
import type { CompiledScoredItem, CompiledScoring, Node } from "./compiled.ts";
import type { DimensionScoring, InstrumentDefinition, ScoredItem } from "./definition.ts";
import { type Problem, problemAt } from "./problems.ts";

interface Names {
  readonly byName: ReadonlyMap<string, Node>;
  readonly types: ReadonlyMap<string, ScalarType>;
}

/** Points by code: the table given, or the place on an ordered scale; codes that are no ratings have none. */
function pointsOf(scored: ScoredItem, node: Node): ReadonlyMap<string, number> | undefined {
  const rated = node.list?.choices.filter((choice) => choice.special === undefined) ?? [];
  if (scored.points) return new Map(Object.entries(scored.points));
  return node.list?.ordered ? new Map(rated.map((choice, place) => [choice.code, place])) : undefined;
}

function rangeOf(node: Node, points: ReadonlyMap<string, number> | undefined): CompiledScoredItem["range"] {
  if (points) {
    const values = [...points.values()];
    if (node.type !== "multi") return { low: Math.min(...values), high: Math.max(...values) };
    const total = (keep: (value: number) => boolean) => values.filter(keep).reduce((sum, value) => sum + value, 0);
    return { low: total((value) => value < 0), high: total((value) => value > 0) };
  }
  const item = node.source.kind === "item" ? node.source.item : undefined;
  if (item?.type !== "int" && item?.type !== "dec") return undefined;
  return item.min === undefined || item.max === undefined ? undefined : { low: item.min, high: item.max };
}

function pointProblems(scored: ScoredItem, node: Node, path: string): readonly Problem[] {
  if (!node.list) return scored.points ? [problemAt(path, "points_without_choices", { item: node.name })] : [];
  const points = pointsOf(scored, node);
  if (!points) return [problemAt(path, "scale_without_points", { item: node.name })];
  const codes = new Set(node.list.choices.filter(({ special }) => special === undefined).map(({ code }) => code));
  const unknown = [...points.keys()].filter((code) => !codes.has(code));
  const without = [...codes].filter((code) => !points.has(code));
  return [
    ...unknown.map((code) => problemAt(path, "points_for_unknown_choice", { item: node.name, code })),
    ...without.map((code) => problemAt(path, "choice_without_points", { item: node.name, code })),
    ...(points.size === 0 ? [problemAt(path, "scale_without_points", { item: node.name })] : []),
  ];
}

function itemProblems(scored: ScoredItem, names: Names, path: string): readonly Problem[] {
  const node = names.byName.get(scored.item);
  if (!node) return [problemAt(path, "unknown_name", { name: scored.item })];
  if (node.repeats.length > 0) return [problemAt(path, "scored_item_in_repeat", { item: scored.item })];
  const isNumber = names.types.get(node.name) === "number" && (node.type !== "calc" || !scored.reversed);
  if (node.type !== "choice" && node.type !== "multi" && !isNumber) {
    return [problemAt(path, "item_cannot_score", { item: scored.item, type: node.type })];
  }
  const weight = scored.weight ?? 1;
  const weightProblem =
    Number.isFinite(weight) && weight > 0 ? [] : [problemAt(path, "bad_weight", { item: scored.item })];
  return [...weightProblem, ...pointProblems(scored, node, path)];
}

function ruleProblems(rule: DimensionScoring, definition: InstrumentDefinition, path: string): readonly Problem[] {
  const problems: Problem[] = [];
  if (!definition.dimensions.some(({ id }) => id === rule.dimension)) {
    problems.push(problemAt(path, "unknown_dimension", { dimension: rule.dimension }));
  }
  if (rule.items.length === 0) problems.push(problemAt(path, "score_without_items"));
  const share = rule.missing.kind === "at_most_missing" ? rule.missing.share : 0;
  if (!(share >= 0 && share < 1)) problems.push(problemAt(`${path}.missing`, "bad_share", { share }));
  const repeated = rule.items.filter(({ item }, place) => rule.items.findIndex((other) => other.item === item) < place);
  for (const { item } of repeated) problems.push(problemAt(path, "item_scored_twice", { item }));
  const cuts = (rule.bands ?? []).map(({ from }) => from);
  const ids = new Set((rule.bands ?? []).map(({ id }) => id));
  const ascending = cuts.every((from, place) => place === 0 || from > (cuts[place - 1] ?? from));
  if (!ascending || ids.size < cuts.length || !cuts.every(Number.isFinite)) {
    problems.push(problemAt(`${path}.bands`, "bad_bands"));
  }
  return problems;
}

function compileItem(scored: ScoredItem, names: Names): CompiledScoredItem | undefined {
  const node = names.byName.get(scored.item);
  if (!node) return undefined;
  const points = pointsOf(scored, node);
  const range = rangeOf(node, points);
  return {
    node,
    weight: scored.weight ?? 1,
    reversed: scored.reversed ?? false,
    ...(points ? { points } : {}),
    ...(range ? { range } : {}),
  };
}

/** Prepares the scores of an instrument and lists what is wrong with them. */
export function compileScoring(
  definition: InstrumentDefinition,
  names: Names,
): { readonly scoring: readonly CompiledScoring[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const scoring = (definition.scoring ?? []).map((rule, place) => {
    const path = `scoring.${rule.dimension}`;
    const earlier = definition.scoring?.findIndex(({ dimension }) => dimension === rule.dimension) ?? place;
    if (earlier < place) problems.push(problemAt(path, "dimension_scored_twice", { dimension: rule.dimension }));
    problems.push(...ruleProblems(rule, definition, path));
    const items = rule.items.flatMap((scored) => {
      const found = itemProblems(scored, names, path);
      problems.push(...found);
      const item = found.length === 0 ? compileItem(scored, names) : undefined;
      return item ? [item] : [];
    });
    for (const { node, range, reversed } of items) {
      const needed = rule.combine === "percent" || reversed;
      if (needed && !(range && range.high > range.low))
        problems.push(problemAt(path, "item_without_range", { item: node.name }));
    }
    return {
      rule,
      bands: rule.bands ?? [],
      items: items.sort((left, right) => (left.node.name < right.node.name ? -1 : 1)),
    };
  });
  return { scoring, problems };
}
