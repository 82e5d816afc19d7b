import type { OutputOf } from "../../contracts/contract.ts";
import type { OutcomeDisparity, OutcomeRow } from "../../contracts/outcomeFigures.ts";
import type { dataQuality, lengthOfStay, outcome, outcomesOverview } from "../../contracts/outcomes.ts";
import type { FigureColumn } from "./figureColumns.ts";

type FigureCell = string | number | boolean | null;
/** A table ready to be downloaded: what the screen shows, one fact per row. */
export interface FigureTable {
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly (readonly FigureCell[])[];
}

type Record = Partial<globalThis.Record<FigureColumn, FigureCell>>;

function tableOf(columns: readonly FigureColumn[], records: readonly Record[]): FigureTable {
  return { columns, rows: records.map((one) => columns.map((column) => one[column] ?? null)) };
}

const FIGURE = [
  "indicator",
  "name",
  "from",
  "to",
  "value",
  "unit",
  "numerator",
  "denominator",
  "excluded",
  "verdict",
  "target",
  "definition_version",
  "standing",
  "data_hash",
] as const satisfies readonly FigureColumn[];

/** How many were left out; unknown where a publication does not tell all of them. */
function leftOutOf({ figure: { excluded } }: OutcomeRow): number | null {
  return excluded.some(({ n }) => n === null) ? null : excluded.reduce((sum, { n }) => sum + (n ?? 0), 0);
}

/** Every row of the outcomes page. */
export function overviewTable(data: OutputOf<typeof outcomesOverview>): FigureTable {
  const record = (row: OutcomeRow, n: number | null): Record => ({
    outcome: n,
    indicator: row.indicator,
    name: row.name,
    from: row.figure.from,
    to: row.figure.to,
    value: row.figure.value,
    unit: row.unit,
    numerator: row.figure.numerator,
    denominator: row.figure.denominator,
    excluded: leftOutOf(row),
    verdict: row.figure.verdict,
    target: row.target,
    definition_version: row.figure.definitionVersion,
    standing: row.standing,
    data_hash: data.snapshot?.dataHash ?? null,
  });
  return tableOf(
    ["outcome", ...FIGURE],
    [
      ...data.outcomes.flatMap(({ n, rows }) => rows.map((row) => record(row, n))),
      ...data.others.map((row) => record(row, null)),
    ],
  );
}

/** One indicator: its breakdowns with their comparison, one row per group. */
export function indicatorTable(data: OutputOf<typeof outcome>): FigureTable {
  const { definition, figure, breakdowns, disparities } = data;
  const common = { indicator: definition.id, name: definition.name, from: figure.from, to: figure.to };
  const total: Record = {
    ...common,
    dimension: null,
    value: figure.value,
    numerator: figure.numerator,
    denominator: figure.denominator,
    unit: definition.unit,
    hidden: false,
  };
  const groups = breakdowns.flatMap((breakdown) => {
    const compared = disparities.find(({ dimension }) => dimension === breakdown.dimension);
    return breakdown.groups.map(
      (group): Record => ({
        ...common,
        unit: definition.unit,
        dimension: breakdown.label,
        group: group.label,
        hidden: group.hidden,
        value: group.value,
        numerator: group.numerator,
        denominator: group.denominator,
        ...comparison(compared, group.group),
      }),
    );
  });
  return tableOf(
    [
      ...([
        "indicator",
        "name",
        "from",
        "to",
        "dimension",
        "group",
        "value",
        "unit",
        "numerator",
        "denominator",
      ] as const),
      ...(["hidden", "base", "reference", "ratio", "ratio_low", "ratio_high", "difference"] as const),
    ],
    [total, ...groups],
  );
}

function comparison(disparity: OutcomeDisparity | undefined, group: string): Record {
  const one = disparity?.groups.find((candidate) => candidate.group === group);
  if (!disparity || !one) return {};
  return {
    base: disparity.base,
    reference: disparity.reference?.label ?? null,
    ratio: one.ratio,
    ratio_low: one.interval?.low ?? null,
    ratio_high: one.interval?.high ?? null,
    difference: one.difference,
  };
}

/** The curves of length of stay, point by point. */
export function stayTable(data: OutputOf<typeof lengthOfStay>): FigureTable {
  const staying = data.curve.map(
    ({ days, share, low, high, atRisk }): Record => ({
      curve: "still_in_care",
      days,
      share,
      low,
      high,
      at_risk: atRisk,
    }),
  );
  const leaving = data.incidence.flatMap(({ exit, points }) =>
    points.map(({ days, share, low, high }): Record => ({ curve: exit, days, share, low, high })),
  );
  const common = { from: data.from, to: data.to };
  return tableOf(
    ["from", "to", "curve", "days", "share", "low", "high", "at_risk"],
    [...staying, ...leaving].map((one) => ({ ...common, ...one })),
  );
}

/** The checks of the data with their limits. */
export function qualityTable({ checks }: OutputOf<typeof dataQuality>): FigureTable {
  return tableOf(
    ["check", "name", "rows", "of", "percent", "limit", "state"],
    checks.map(({ id, label, n, of, percent, limit, state }) => ({
      check: id,
      name: label,
      rows: n,
      of,
      percent,
      limit,
      state,
    })),
  );
}
