import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { hideFewest } from "../suppression/fewest.ts";
import {
  auditTwoWay,
  type CellInterval,
  type CountTable,
  networkOf,
  type PublishedTotals,
} from "../suppression/twoWay.ts";
import { when } from "../warning.ts";
import type { CaseFunction, CaseFunctions } from "./case.ts";
import { type InputReader, readInput } from "./inputs.ts";

const everything = "row totals, column totals, grand total";

/** What is published in words, such as "all other cells, row totals". */
function publishedOf(read: InputReader): PublishedTotals {
  const words = read.texts("published", [everything]).join(", ").toLowerCase();
  const says = (word: string) => words.includes(word);
  const all = says("all totals");
  return {
    rows: all || says("row total"),
    columns: all || says("column total"),
    grand: all || says("grand total") || says("row total") || says("column total"),
  };
}

function tableOfCounts(read: InputReader): Result<CountTable, EvaluationFailure> {
  const table = read.rows("table");
  const failure = read.failure();
  if (failure) return refused(failure);
  const width = table[0]?.length ?? 0;
  const regular = table.every((row) => row.length === width && row.every((n) => Number.isInteger(n) && n >= 0));
  if (!regular || width === 0) return refused({ code: "malformed_input", field: "table", expected: "whole_numbers" });
  return accepted(table);
}

function placed({ cell, min, max }: CellInterval, width: number) {
  return { row: Math.floor(cell / width) + 1, column: (cell % width) + 1, min, max };
}

const auditCase: CaseFunction = (input) => {
  const read = readInput(input);
  const hidden = read.rows("hidden");
  const published = publishedOf(read);
  const table = tableOfCounts(read);
  if (!table.ok) return table;
  const [height, width] = [table.value.length, table.value[0]?.length ?? 0];
  const inside = (place: number | undefined, most: number) =>
    Number.isInteger(place) && (place ?? 0) >= 1 && (place ?? 0) <= most;
  if (!hidden.every(([row, column]) => inside(row, height) && inside(column, width))) {
    return refused({
      code: "malformed_input",
      field: "hidden",
      expected: "cells_within",
      detail: `${height} × ${width}`,
    });
  }
  const cells = hidden.map(([row = 1, column = 1]) => (row - 1) * width + column - 1);
  const intervals = auditTwoWay(networkOf(table.value, published), cells).map((one) => placed(one, width));
  const exact = intervals.filter(({ min, max }) => min === max).length;
  return accepted({ intervals, disclosed: exact, warnings: when(exact > 0, "hidden_cells_can_be_worked_out") });
};

const suppressCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const [threshold, protection] = [read.number("threshold"), read.number("protection")];
  const published = publishedOf(read);
  const table = tableOfCounts(read);
  if (!table.ok) return table;
  if (!(threshold >= 0)) return refused({ code: "out_of_range", field: "threshold", least: 0, most: 1e9 });
  if (!(protection >= 0)) return refused({ code: "out_of_range", field: "protection", least: 0, most: 1e9 });
  const width = table.value[0]?.length ?? 0;
  const network = networkOf(table.value, published);
  const found = await hideFewest(network, { threshold, protection }, data.solve);
  const hidden = [...found.primary, ...found.secondary].sort((one, other) => one - other);
  const place = (cell: number) => [Math.floor(cell / width) + 1, (cell % width) + 1];
  return accepted({
    primary: found.primary.length,
    minimumSecondary: found.secondary.length,
    hidden: hidden.map(place),
    proven: found.proven,
    intervals: auditTwoWay(network, hidden).map((one) => placed(one, width)),
    unprotected: found.unprotected.map(place),
    warnings: [
      ...when(!found.proven, "not_proven_fewest"),
      ...when(found.unprotected.length > 0, "cells_cannot_be_protected"),
    ],
  });
};

/** Small counts in published tables. */
export const suppressionCases: CaseFunctions = { suppressionAudit: auditCase, suppress: suppressCase };
