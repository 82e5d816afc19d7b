import { isIsoDate, yearOf } from "../../core/calendar/dates.ts";
import { joinCalendars, type WorkingCalendar } from "../../core/calendar/workingDays.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import { readTable, type TerritoryFailure } from "./readTerritories.ts";

const file = "working_days.csv";

/** Rest days and holidays of every place that declares any, by `system:code`. */
export interface WorkingDays {
  readonly calendars: ReadonlyMap<string, WorkingCalendar>;
  /** Kinds of place that declare holidays at all, such as `ine-municipality`; the others are never asked. */
  readonly systems: ReadonlySet<string>;
}

interface Gathered {
  readonly restDays: number[];
  readonly holidays: Set<string>;
  readonly years: Set<number>;
}

/** Reads working_days.csv: rows `system,code,kind,value,name,source` with kind `rest_day` (1–7) or `holiday` (a day). */
export async function readWorkingDays(folder: string): Promise<Result<WorkingDays, TerritoryFailure>> {
  const rows = await readTable(folder, file, ["system", "code", "kind", "value", "source"]);
  if (!rows.ok) return rows;
  const gathered = new Map<string, Gathered>();
  for (const [index, row] of rows.value.entries()) {
    const { system = "", code = "", kind, value = "" } = row;
    const key = `${system}:${code}`;
    const place: Gathered = gathered.get(key) ?? { restDays: [], holidays: new Set(), years: new Set() };
    gathered.set(key, place);
    if (kind === "rest_day" && /^[1-7]$/.test(value)) place.restDays.push(Number(value));
    else if (kind === "holiday" && isIsoDate(value)) {
      place.holidays.add(value);
      place.years.add(yearOf(value));
    } else return refused({ code: "territory_row_invalid", file, row: index + 1, column: "value" });
  }
  const systems = new Set([...gathered.keys()].map((key) => key.slice(0, key.indexOf(":"))));
  return accepted({ calendars: gathered, systems });
}

const unknown: WorkingCalendar = { restDays: [], holidays: new Set(), years: new Set() };

/**
 * The calendar of a place from the places that contain it (`system:code`, widest first, itself last). A year counts as
 * known only when every one of them that declares holidays has declared that year.
 */
export function workingCalendarOf(days: WorkingDays, chain: readonly string[]): WorkingCalendar {
  const asked = chain.filter((key) => days.systems.has(key.slice(0, key.indexOf(":"))));
  return joinCalendars(asked.map((key) => days.calendars.get(key) ?? unknown));
}
