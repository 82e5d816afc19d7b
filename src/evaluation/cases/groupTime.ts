import { accepted, type Result, refused } from "../../core/result.ts";
import {
  aggregateCalendar,
  aggregateDynamic,
  aggregateGroup,
  aggregateSimple,
  type Summary,
} from "../did/aggregate.ts";
import { type AttGt, type AttGtOptions, attgt } from "../did/attgt.ts";
import { simultaneousBand } from "../did/bands.ts";
import type { Influence } from "../did/influence.ts";
import type { Calendar } from "../did/periods.ts";
import { placeboDate } from "../did/placebo.ts";
import { pretest } from "../did/pretest.ts";
import type { Conventions } from "../did/sample.ts";
import type { EvaluationFailure } from "../failure.ts";
import { fewClusters, fewUnits, reasons } from "../refusals.ts";
import type { CaseAnswer, CaseData, CaseFunctions, CaseInput } from "./case.ts";
import { type InputReader, readInput, tableOf } from "./inputs.ts";
import { named, readRows } from "./rollOutRows.ts";

function bare(summary: Summary | undefined): { readonly att?: number; readonly se?: number } {
  if (!summary) return {};
  return summary.se === undefined ? { att: summary.att } : { att: summary.att, se: summary.se };
}

function summaries(result: AttGt, label: Calendar["label"]): CaseAnswer {
  const dynamic = aggregateDynamic(result);
  const group = aggregateGroup(result);
  const calendar = aggregateCalendar(result);
  const simple = aggregateSimple(result);
  return {
    ...(simple && { simple: bare(simple) }),
    dynamic: { ...bare(dynamic.overall), byEvent: dynamic.byEvent.map(({ e, ...rest }) => ({ e, ...bare(rest) })) },
    group: { ...bare(group.overall), byGroup: group.byGroup.map(({ g, ...rest }) => ({ g: label(g), ...bare(rest) })) },
    calendar: {
      ...bare(calendar.overall),
      byTime: calendar.byTime.map(({ t, ...rest }) => ({ t: label(t), ...bare(rest) })),
    },
  };
}

/** Simultaneous bands of cells and events, where `band: { draws, seed, level }` asks for them. */
function bandOf(input: CaseInput, result: AttGt, label: Calendar["label"]): Result<CaseAnswer, EvaluationFailure> {
  const asked = readInput(input);
  if (!asked.has("band")) return accepted({});
  const band = asked.record("band");
  const read = readInput(band);
  const options = {
    draws: read.number("draws", 1000),
    seed: read.has("seed") ? String(band.seed) : "1",
    level: read.number("level", 0.95),
  };
  const failure = asked.failure() ?? read.failure();
  if (failure) return refused(failure);
  const events = aggregateDynamic(result).byEvent;
  const cells = result.cells.flatMap((cell, place) => {
    const influence = result.influence[place];
    return influence ? [{ ...cell, influence }] : [];
  });
  const ofEvents = simultaneousBand(influencesOf(events), result.sample, options);
  if (!ofEvents.ok) return ofEvents;
  const ofCells = simultaneousBand(influencesOf(cells), result.sample, options);
  if (!ofCells.ok) return ofCells;
  return accepted({
    bands: {
      dynamic: { ...ofEvents.value, byEvent: events.map(({ e }, i) => ({ e, se: ofEvents.value.se[i] })) },
      attgt: {
        ...ofCells.value,
        cells: cells.map(({ g, t }, i) => ({ g: label(g), t: label(t), se: ofCells.value.se[i] })),
      },
    },
  });
}

function influencesOf(parts: readonly { readonly influence: Influence }[]): readonly Influence[] {
  return parts.map(({ influence }) => influence);
}

function optionsOf(read: InputReader): AttGtOptions {
  return {
    control: read.oneOf("control", ["nevertreated", "notyettreated"], "nevertreated"),
    method: read.oneOf("method", ["dr", "ipw", "reg"], "dr"),
    basePeriod: read.oneOf("basePeriod", ["varying", "universal"], "varying"),
    anticipation: read.number("anticipation", 0),
    panel: read.flag("panel", true),
    conventions: read.oneOf<Conventions>("conventions", ["did", "exact"], "did"),
  };
}

async function attgtCase(input: CaseInput, data: CaseData): Promise<Result<CaseAnswer, EvaluationFailure>> {
  const read = readInput(input);
  const options = optionsOf(read);
  for (const field of ["time", "group", "y"]) read.text(field);
  if (options.panel) read.text("id");
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const rows = readRows(read, table.value);
  if (!rows.ok) return rows;
  const result = attgt(rows.value.rows, options);
  if (!result.ok) return refused(named(result.failure, rows.value));
  const { label } = rows.value.calendar;
  const { n, nClusters, nTreated, nComparison, cells, warnings } = result.value;
  const pre = pretest(result.value);
  const band = bandOf(input, result.value, label);
  if (!band.ok) return band;
  return accepted({
    ...band.value,
    n,
    nClusters,
    nTreated,
    nComparison,
    attgt: cells.map(({ g, t, ...rest }) => ({ g: label(g), t: label(t), ...rest })),
    ...summaries(result.value, label),
    ...(pre.ok && { pretest: pre.value }),
    warnings: [
      ...warnings,
      ...(pre.ok ? [] : [pre.failure]),
      ...reasons(fewUnits({ treated: nTreated, comparison: nComparison }), fewClusters(nClusters)),
    ],
  });
}

async function placeboCase(input: CaseInput, data: CaseData): Promise<Result<CaseAnswer, EvaluationFailure>> {
  const read = readInput(input);
  const options = optionsOf(read);
  const earlier = read.number("earlier", 1);
  for (const field of ["time", "group", "y"]) read.text(field);
  if (options.panel) read.text("id");
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const rows = readRows(read, table.value);
  if (!rows.ok) return rows;
  const placebo = placeboDate(rows.value.rows, options, earlier);
  if (!placebo.ok) return refused(named(placebo.failure, rows.value));
  const { effect, result } = placebo.value;
  const { label } = rows.value.calendar;
  const cells = result.cells.map(({ g, t, ...rest }) => ({ g: label(g), t: label(t), ...rest }));
  return accepted({ n: result.n, effect: bare(effect), cells, warnings: result.warnings });
}

export const groupTimeCases: CaseFunctions = {
  attgt: attgtCase,
  placeboDate: placeboCase,
};
