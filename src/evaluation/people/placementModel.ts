import { type PlacementChild, type PlacementRequest, siblings } from "./placement.ts";

/** One decision: these children go to this home. Siblings that stay together are one decision. */
export interface Decision {
  readonly name: string;
  readonly children: readonly PlacementChild[];
  readonly home: string;
  readonly cost: number;
}

/** The request as a mixed-integer programme in the LP text format; `columns` is how many unknowns a reader must find in it. */
export interface PlacementModel {
  readonly text: string;
  readonly columns: number;
  readonly decisions: readonly Decision[];
}

/** For a second solve: the worst mean of a group by `attribute` becomes as small as it can while the total stays within `most`. */
export interface FairAim {
  readonly attribute: string;
  readonly most: number;
}

type Term = readonly [coefficient: number, name: string];

interface Draft {
  readonly decisions: Decision[];
  readonly objective: Term[];
  readonly constraints: string[];
  readonly binaries: string[];
  readonly continuous: string[];
}

function sumOf(terms: readonly Term[]): string {
  return terms.map(([by, name]) => `${by < 0 ? "-" : "+"} ${Math.abs(by)} ${name}`).join("\n ");
}

function constrain(draft: Draft, terms: readonly Term[], relation: string): void {
  if (terms.length > 0) draft.constraints.push(`k${draft.constraints.length}: ${sumOf(terms)} ${relation}`);
}

/** A unit is a child, or the siblings that stay together. It goes to one home that takes all of it, or stays unplaced. */
function addUnit(draft: Draft, request: PlacementRequest, unit: readonly PlacementChild[]): readonly Decision[] {
  const number = draft.binaries.length;
  const options = request.homes.flatMap(({ id, capacity }, home): readonly Decision[] => {
    const costs = unit.map(({ costs }) => costs.get(id));
    if (capacity < unit.length || costs.some((cost) => cost === undefined)) return [];
    const cost = costs.reduce<number>((sum, one) => sum + (one ?? 0), 0);
    return [{ name: `x${number}_${home}`, children: unit, home: id, cost }];
  });
  const unplaced = `u${number}`;
  draft.decisions.push(...options);
  draft.binaries.push(...options.map(({ name }) => name), unplaced);
  draft.objective.push(...options.map(({ cost, name }): Term => [cost, name]));
  draft.objective.push([request.penaltyUnplaced * unit.length, unplaced]);
  constrain(draft, [...options.map(({ name }): Term => [1, name]), [1, unplaced]], "= 1");
  return options;
}

/** Each home beyond the first that siblings use costs the penalty: `y` marks the homes used, `e` counts those beyond one. */
function addSplits(draft: Draft, request: PlacementRequest, options: readonly Decision[]): void {
  const number = draft.continuous.length;
  const homes = [...new Set(options.map(({ home }) => home))];
  if (homes.length < 2 || request.penaltySplit === 0) return;
  const used = homes.map((home, index) => ({ home, name: `y${number}_${index}` }));
  for (const { home, name } of used) {
    for (const option of options) {
      if (option.home !== home) continue;
      constrain(
        draft,
        [
          [1, name],
          [-1, option.name],
        ],
        ">= 0",
      );
    }
  }
  const beyond = `e${number}`;
  constrain(draft, [[1, beyond], ...used.map(({ name }): Term => [-1, name])], ">= -1");
  draft.objective.push([request.penaltySplit, beyond]);
  draft.continuous.push(...used.map(({ name }) => name), beyond);
}

function draftOf(request: PlacementRequest): Draft {
  const draft: Draft = { decisions: [], objective: [], constraints: [], binaries: [], continuous: [] };
  for (const [group, children] of siblings(request)) {
    if (request.keepTogether.has(group)) addUnit(draft, request, children);
    else {
      const options = children.flatMap((child) => addUnit(draft, request, [child]));
      if (children.length > 1) addSplits(draft, request, options);
    }
  }
  for (const { id, capacity } of request.homes) {
    const inside = draft.decisions.filter(({ home }) => home === id);
    constrain(
      draft,
      inside.map(({ name, children }): Term => [children.length, name]),
      `<= ${capacity}`,
    );
  }
  return draft;
}

/** The mean of each group counts an unplaced child at its penalty: placing nobody never looks fair. */
function addFairness(draft: Draft, request: PlacementRequest, { attribute, most }: FairAim): void {
  const groups = new Map<string, PlacementChild[]>();
  for (const child of request.children) {
    const value = child.attributes.get(attribute) ?? "";
    groups.set(value, [...(groups.get(value) ?? []), child]);
  }
  constrain(draft, draft.objective, `<= ${most}`);
  for (const members of groups.values()) {
    const inside = new Set(members.map(({ id }) => id));
    const charged = request.penaltyUnplaced * members.length;
    const terms = draft.decisions.flatMap(({ name, children, home }): readonly Term[] => {
      const mine = children.filter(({ id }) => inside.has(id));
      const cost = mine.reduce((sum, { costs }) => sum + (costs.get(home) ?? 0) - request.penaltyUnplaced, 0);
      return mine.length > 0 ? [[cost / members.length, name]] : [];
    });
    constrain(draft, [...terms, [-1, "worst"]], `<= ${-charged / members.length}`);
  }
  draft.objective.splice(0, draft.objective.length, [1, "worst"]);
}

/** Writes the model: the cheapest placement, or with an aim the fairest of those that cost no more than it allows. */
export function placementModel(request: PlacementRequest, aim?: FairAim): PlacementModel {
  const draft = draftOf(request);
  if (aim) addFairness(draft, request, aim);
  const free = aim ? ["worst"] : [];
  const text = [
    "Minimize",
    ` total: ${sumOf(draft.objective)}`,
    "Subject To",
    ...draft.constraints.map((line) => ` ${line}`),
    "Bounds",
    ...draft.continuous.map((name) => ` 0 <= ${name}`),
    ...free.map((name) => ` ${name} free`),
    "Binaries",
    ...draft.binaries.map((name) => ` ${name}`),
    "End",
    "",
  ].join("\n");
  const columns = draft.binaries.length + draft.continuous.length + free.length;
  return { text, columns, decisions: draft.decisions };
}
