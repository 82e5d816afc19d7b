import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";

/** One placement or stay of a child, in days from any fixed day. `end` null: still going on when the data were taken. */
export interface Episode {
  readonly child: string;
  readonly start: number;
  readonly end: number | null;
  /** How it ended, as recorded. */
  readonly exit: string | null;
}

export interface Window {
  /** First day from which exits would have been recorded; children already in care then are late entries. */
  readonly from: number;
  /** The day the data were taken: who has not left by then is lost from sight then, not at the last visit. */
  readonly until: number;
  /** A new episode within so many days of the last one's end continues it: a transfer is not an exit. */
  readonly transferDays: number;
}

/** A row for the analyses of this folder. */
export interface CohortRow {
  readonly child: string;
  readonly time: number;
  /** Days already gone when observation began; 0 when observed from the start. */
  readonly entry: number;
  /** How it ended, or null: not by the time the data were taken. */
  readonly exit: string | null;
}

/** Episodes of one child joined across transfers. */
interface Stay {
  readonly start: number;
  end: number | null;
  exit: string | null;
}

function check(episodes: readonly Episode[], { from, until, transferDays }: Window): EvaluationFailure | undefined {
  if (!(from <= until)) return { code: "malformed_input", field: "until", expected: "not_before_from" };
  if (!(transferDays >= 0)) return { code: "out_of_range", field: "transferDays", least: 0, most: Number.MAX_VALUE };
  for (const [index, { start, end }] of episodes.entries()) {
    if (!Number.isFinite(start)) return { code: "not_a_number", column: "start", row: index + 1 };
    if (end !== null && !(end >= start)) return { code: "exit_before_entry", row: index + 1 };
  }
  return undefined;
}

/** Stays of each child in order of time; children in order of appearance. */
function staysOf(episodes: readonly Episode[], { transferDays }: Window): ReadonlyMap<string, readonly Stay[]> {
  const byChild = new Map<string, Episode[]>();
  for (const episode of episodes) {
    const list = byChild.get(episode.child) ?? [];
    byChild.set(episode.child, list);
    list.push(episode);
  }
  const stays = new Map<string, Stay[]>();
  for (const [child, list] of byChild) {
    const joined: Stay[] = [];
    for (const { start, end, exit } of list.toSorted((left, right) => left.start - right.start)) {
      const last = joined.at(-1);
      if (!last || (last.end !== null && start > last.end + transferDays)) joined.push({ start, end, exit });
      else if (last.end !== null && (end === null || end >= last.end)) {
        last.end = end;
        last.exit = exit;
      }
    }
    stays.set(child, joined);
  }
  return stays;
}

/**
 * First stay of each child that lasted into the window: days from its start to its exit. A stay begun before the window is
 * a late entry; one that ended before it could not have been recorded and is left out. Fails with `exit_before_entry`,
 * `not_a_number`, `malformed_input` or `out_of_range`.
 */
export function firstExits(
  episodes: readonly Episode[],
  window: Window,
): Result<readonly CohortRow[], EvaluationFailure> {
  const failure = check(episodes, window);
  if (failure) return refused(failure);
  const rows: CohortRow[] = [];
  for (const [child, stays] of staysOf(episodes, window)) {
    const first = stays.find(({ end }) => end === null || end >= window.from);
    if (!first || first.start > window.until) continue;
    const left = first.end !== null && first.end <= window.until;
    rows.push({
      child,
      time: (left ? (first.end ?? window.until) : window.until) - first.start,
      entry: Math.max(0, window.from - first.start),
      exit: left ? first.exit : null,
    });
  }
  return accepted(rows);
}

/**
 * Of the children whose first stay in the window ended by one of `exits`: days from that exit (not from admission) to the
 * next stay, which is the event `reentry`; lost from sight when the data were taken.
 */
export function reentries(
  episodes: readonly Episode[],
  exits: readonly string[],
  window: Window,
): Result<readonly CohortRow[], EvaluationFailure> {
  const failure = check(episodes, window);
  if (failure) return refused(failure);
  const rows: CohortRow[] = [];
  for (const [child, stays] of staysOf(episodes, window)) {
    const at = stays.findIndex(({ end }) => end === null || end >= window.from);
    const end = stays[at]?.end ?? null;
    const exit = stays[at]?.exit ?? null;
    if (end === null || end > window.until || exit === null || !exits.includes(exit)) continue;
    const next = stays[at + 1];
    const back = next !== undefined && next.start <= window.until;
    rows.push({ child, time: (back ? next.start : window.until) - end, entry: 0, exit: back ? "reentry" : null });
  }
  return accepted(rows);
}

/** Start-stop rows of something that began during the time observed. */
export interface Exposed {
  readonly time: Float64Array;
  readonly cause: Uint8Array;
  readonly entry: Float64Array;
  /** 1 from the day it began, 0 before. */
  readonly exposed: Float64Array;
  /** Row of the input, counted from 0: covariates and clusters are taken from there. */
  readonly rows: Uint32Array;
}

/**
 * Splits rows on the day something began (NaN: never): the time before counts as without it. Counting it as with it, from
 * the start, would give everyone who gets it a time in which nothing could happen to them (immortal time).
 */
export function splitAtStart(
  input: { readonly time: Float64Array; readonly cause: Uint8Array; readonly entry?: Float64Array },
  began: Float64Array,
): Exposed {
  const parts: { row: number; from: number; to: number; cause: number; exposed: number }[] = [];
  for (let row = 0; row < input.time.length; row++) {
    const from = input.entry?.[row] ?? -1;
    const to = input.time[row] ?? Number.NaN;
    const cause = input.cause[row] ?? 0;
    const start = began[row] ?? Number.NaN;
    if (!(start < to)) parts.push({ row, from, to, cause, exposed: 0 });
    else if (start <= Math.max(0, from)) parts.push({ row, from, to, cause, exposed: 1 });
    else parts.push({ row, from, to: start, cause: 0, exposed: 0 }, { row, from: start, to, cause, exposed: 1 });
  }
  return {
    time: Float64Array.from(parts, ({ to }) => to),
    cause: Uint8Array.from(parts, ({ cause }) => cause),
    entry: Float64Array.from(parts, ({ from }) => from),
    exposed: Float64Array.from(parts, ({ exposed }) => exposed),
    rows: Uint32Array.from(parts, ({ row }) => row),
  };
}
