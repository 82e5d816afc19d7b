import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { assignment } from "../people/assignment.ts";
import { type PlacementRequest, readPlacementRequest } from "../people/placement.ts";
import { explain, fairness } from "../people/placementExplained.ts";
import { type Placement, type PlacementOptions, placement } from "../people/placementSolution.ts";
import type { Table } from "../table.ts";
import { numberColumn } from "../terms.ts";
import { when } from "../warning.ts";
import type { CaseAnswer, CaseData, CaseFunction, CaseFunctions } from "./case.ts";
import { allOf, type InputReader, readInput, tableOf } from "./inputs.ts";

interface Costs {
  readonly cost: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** A table of costs as it stands in a file: one row per row, one column per column; an empty field forbids the pair. */
function costsOfTable(table: Table): Result<Costs, EvaluationFailure> {
  const names = [...table.columns.keys()];
  const read = allOf<readonly Float64Array[]>(...names.map((name) => numberColumn(table, name)));
  if (!read.ok) return read;
  const cost = new Float64Array(table.n * names.length);
  for (const [column, values] of read.value.entries()) {
    for (let row = 0; row < table.n; row++) cost[row * names.length + column] = values[row] ?? Number.NaN;
  }
  return accepted({ cost, rows: table.n, columns: names.length });
}

function costsOfRows(rows: readonly (readonly unknown[])[]): Result<Costs, EvaluationFailure> {
  const columns = rows[0]?.length ?? 0;
  const regular = rows.every(
    (row) => row.length === columns && row.every((value) => value === null || typeof value === "number"),
  );
  if (!regular || columns === 0)
    return refused({ code: "malformed_input", field: "cost", expected: "rows_of_numbers" });
  const cost = Float64Array.from(rows.flat(), (value) => (typeof value === "number" ? value : Number.NaN));
  return accepted({ cost, rows: rows.length, columns });
}

async function costsOf(
  read: InputReader,
  { cost, data }: { readonly cost: unknown; readonly data: CaseData },
): Promise<Result<Costs, EvaluationFailure>> {
  if (Array.isArray(cost) && cost.every((row) => Array.isArray(row))) return costsOfRows(cost);
  const table = await tableOf(read, data);
  return table.ok ? costsOfTable(table.value) : table;
}

const assignmentCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const maximise = read.flag("maximise", false);
  const [rows, columns] = [read.optionalNumber("rows"), read.optionalNumber("columns")];
  const costs = await costsOf(read, { cost: input.cost, data });
  if (!costs.ok) return costs;
  if ((rows ?? costs.value.rows) !== costs.value.rows || (columns ?? costs.value.columns) !== costs.value.columns) {
    return refused({
      code: "malformed_input",
      field: "rows",
      expected: "table_of",
      detail: `${costs.value.rows} × ${costs.value.columns}`,
    });
  }
  const found = assignment({ ...costs.value, maximise });
  if (!found.ok) return found;
  // Rows and columns are counted from 1; null: more rows than columns, and this row has none.
  const given = Array.from(found.value.columnOf, (column) => (column < 0 ? null : column + 1));
  return accepted({ total: found.value.total, assignment: given });
};

function worstOf(request: PlacementRequest, { homeOf }: Placement): CaseAnswer | null {
  let worst: { child: string; home: string; cost: number } | null = null;
  for (const { id, costs } of request.children) {
    const home = homeOf.get(id);
    const cost = home ? costs.get(home) : undefined;
    if (home && cost !== undefined && (worst === null || cost > worst.cost)) worst = { child: id, home, cost };
  }
  return worst;
}

function attributesOf(request: PlacementRequest): readonly string[] {
  return [...new Set(request.children.flatMap(({ attributes }) => [...attributes.keys()]))].sort();
}

function placementAnswer(request: PlacementRequest, found: Placement): CaseAnswer {
  const unplaced = [...found.homeOf].flatMap(([child, home]) => (home === null ? [child] : []));
  const children = request.children.map(({ id }) => explain(request, found, id));
  const groups = attributesOf(request).map((attribute) => [attribute, fairness(request, found, attribute)] as const);
  return {
    objective: found.objective,
    cost: found.cost,
    proven: found.proven,
    gap: found.gap,
    placed: found.homeOf.size - unplaced.length,
    unplaced,
    splits: found.splits,
    homeOf: Object.fromEntries(found.homeOf),
    worst: worstOf(request, found),
    fairness: Object.fromEntries(groups),
    explanations: children,
    warnings: [...when(!found.proven, "not_proven_best"), ...when(unplaced.length > 0, "children_unplaced")],
  };
}

async function instanceOf(
  read: InputReader,
  { model, data }: { readonly model: unknown; readonly data: CaseData },
): Promise<Result<PlacementRequest, EvaluationFailure>> {
  if (model !== undefined && model !== null) return readPlacementRequest(model);
  const name = read.text("data");
  const failure = read.failure();
  if (failure) return refused(failure);
  const instance = await data.json(name);
  return instance.ok ? readPlacementRequest(instance.value) : instance;
}

const placementCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const attribute = read.optionalText("fairBy");
  const loss = read.number("fairLoss", 0.01);
  const options: PlacementOptions = {
    seconds: read.number("timeLimit", 60),
    ...(attribute === undefined ? {} : { fair: { attribute, loss } }),
  };
  const request = await instanceOf(read, { model: input.model, data });
  if (!request.ok) return request;
  const failure = read.failure();
  if (failure) return refused(failure);
  if (!data.solve) return refused({ code: "no_solver" });
  const found = await placement(request.value, data.solve, options);
  return found.ok ? accepted(placementAnswer(request.value, found.value)) : found;
};

/** Who goes where. */
export const peopleCases: CaseFunctions = { assignment: assignmentCase, placement: placementCase };
