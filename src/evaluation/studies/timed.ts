import { accepted, type Result, refused } from "../../core/result.ts";
import type { StudyOutcome } from "../../core/studies/protocol.ts";
import type { EvaluationFailure } from "../failure.ts";
import { radixArgsort } from "../numeric/sort.ts";
import { MISSING_CAUSE } from "../survival/observed.ts";
import type { Table } from "../table.ts";
import { groupColumn, numberColumn } from "../terms.ts";

/** A time outcome, row by row. */
export interface Timed {
  readonly time: Float64Array;
  /** 0 still waiting, 1 the way that counts, 2 any other way, `MISSING_CAUSE` not known. */
  readonly cause: Uint8Array;
  /** Pseudo-values of the share by the horizon, made within each arm, and over all rows together. */
  readonly byArm: Float64Array;
  readonly blind: Float64Array;
}

/** One time of a table of exits: at risk just before, ended in any way, ended in the way that counts. */
interface Exits {
  readonly times: readonly number[];
  readonly atRisk: readonly number[];
  readonly ended: readonly number[];
  readonly counted: readonly number[];
}

function exitsOf(time: Float64Array, cause: Uint8Array, horizon: number): Exits {
  const order = radixArgsort(time);
  const exits = { times: [] as number[], atRisk: [] as number[], ended: [] as number[], counted: [] as number[] };
  for (let at = 0; at < order.length; ) {
    const here = time[order[at] ?? 0] ?? 0;
    if (here > horizon) break;
    const from = at;
    let [ended, counted] = [0, 0];
    for (; at < order.length && time[order[at] ?? 0] === here; at++) {
      const code = cause[order[at] ?? 0] ?? 0;
      if (code > 0) ended++;
      if (code === 1) counted++;
    }
    exits.times.push(here);
    exits.atRisk.push(order.length - from);
    exits.ended.push(ended);
    exits.counted.push(counted);
  }
  return exits;
}

/**
 * Shares by the horizon (Aalen and Johansen 1978) with each row left out in turn, in one pass forwards and one back: before a row's
 * own time everybody at risk is one fewer, afterwards nothing changes.
 */
function leftOut(time: Float64Array, cause: Uint8Array, horizon: number): { all: number; without: Float64Array } {
  const { times, atRisk, ended, counted } = exitsOf(time, cause, horizon);
  const size = times.length;
  const rest = new Float64Array(size + 1);
  for (let k = size - 1; k >= 0; k--) {
    const risk = atRisk[k] ?? 1;
    rest[k] = (counted[k] ?? 0) / risk + (1 - (ended[k] ?? 0) / risk) * (rest[k + 1] ?? 0);
  }
  const survival = new Float64Array(size + 1).fill(1);
  const share = new Float64Array(size + 1);
  for (let k = 0; k < size; k++) {
    const risk = Math.max(1, (atRisk[k] ?? 1) - 1);
    share[k + 1] = (share[k] ?? 0) + ((survival[k] ?? 0) * (counted[k] ?? 0)) / risk;
    survival[k + 1] = (survival[k] ?? 0) * (1 - (ended[k] ?? 0) / risk);
  }
  const place = new Map(times.map((value, k) => [value, k]));
  const without = Float64Array.from(time, (own, row) => {
    const k = place.get(own);
    if (k === undefined) return share[size] ?? 0;
    const code = cause[row] ?? 0;
    const risk = (atRisk[k] ?? 1) - 1;
    if (risk === 0) return share[k] ?? 0;
    const left = ((ended[k] ?? 0) - Number(code > 0)) / risk;
    const own1 = ((counted[k] ?? 0) - Number(code === 1)) / risk;
    return (share[k] ?? 0) + (survival[k] ?? 0) * (own1 + (1 - left) * (rest[k + 1] ?? 0));
  });
  return { all: rest[0] ?? 0, without };
}

/** Pseudo-values (Andersen and Klein 2003, 2007): what each row adds to the share of its group; their mean is that share. */
function pseudoValues(
  timed: Pick<Timed, "time" | "cause">,
  rows: Uint32Array,
  horizon: number,
  into: Float64Array,
): void {
  const time = Float64Array.from(rows, (row) => timed.time[row] ?? 0);
  const cause = Uint8Array.from(rows, (row) => timed.cause[row] ?? 0);
  const { all, without } = leftOut(time, cause, horizon);
  rows.forEach((row, at) => {
    into[row] = rows.length * all - (rows.length - 1) * (without[at] ?? 0);
  });
}

/** Codes of the ways of ending: words, or numbers with 0 for whoever was still waiting. */
function causesOf(table: Table, ended: string, endedBy: string): Result<Uint8Array, EvaluationFailure> {
  const ways = groupColumn(table, ended);
  if (!ways.ok) return ways;
  const { codes, levels } = ways.value;
  const meaning = levels.map((level) => {
    const word = level.trim();
    return word === "0" ? 0 : word === endedBy.trim() ? 1 : 2;
  });
  return accepted(Uint8Array.from(codes, (code) => (code < 0 ? MISSING_CAUSE : (meaning[code] ?? MISSING_CAUSE))));
}

export function timedOf(table: Table, outcome: StudyOutcome, treat: Float64Array): Result<Timed, EvaluationFailure> {
  const { column, ended, endedBy, horizon } = outcome;
  if (ended === null || endedBy === null || horizon === null)
    return refused({ code: "wrong_kind", column, needed: "ended" });
  const time = numberColumn(table, column);
  if (!time.ok) return time;
  const cause = causesOf(table, ended, endedBy);
  if (!cause.ok) return cause;
  const rows = Uint32Array.from(time.value.keys());
  const known = rows.filter((row) => !Number.isNaN(time.value[row]) && cause.value[row] !== MISSING_CAUSE);
  const timed = { time: time.value, cause: cause.value };
  const byArm = new Float64Array(table.n).fill(Number.NaN);
  const blind = byArm.slice();
  for (const arm of [0, 1]) {
    const own = known.filter((row) => treat[row] === arm);
    pseudoValues(timed, own, horizon, byArm);
  }
  pseudoValues(
    timed,
    known.filter((row) => !Number.isNaN(treat[row] ?? Number.NaN)),
    horizon,
    blind,
  );
  return accepted({ ...timed, byArm, blind });
}
