/** Which comparison an effect of group `g` in period `t` is made of; `null` base: the period is its own base. */
export interface CellPlan {
  readonly g: number;
  /** Places of the period and of its base in the list of periods. */
  readonly at: number;
  readonly base: number;
  /** Groups later than this one (and those never treated) may be compared with; only with `notyettreated`. */
  readonly after: number;
}

export interface CellRules {
  readonly basePeriod: "varying" | "universal";
  readonly anticipation: number;
}

/** The last period in which the group (and its anticipation) had not begun; -1 when there is none. */
function lastUntreated(periods: readonly number[], g: number, anticipation: number): number {
  return periods.findLastIndex((period) => period + anticipation < g);
}

/**
 * Every effect to estimate, by group and then period. Treated periods are compared with the last period before the
 * group (and its anticipation) began; earlier ones with the period before them (`varying`) or with that same last
 * untreated period (`universal`, where the base period itself is a cell of its own with effect 0).
 */
export function planCells(periods: readonly number[], groups: readonly number[], rules: CellRules): CellPlan[] {
  const cells: CellPlan[] = [];
  for (const g of groups) {
    const untreated = lastUntreated(periods, g, rules.anticipation);
    if (untreated < 0) continue;
    for (let at = rules.basePeriod === "varying" ? 1 : 0; at < periods.length; at++) {
      const treated = g <= (periods[at] ?? 0);
      const base = treated || rules.basePeriod === "universal" ? untreated : at - 1;
      const later = Math.max(periods[at] ?? 0, periods[base] ?? 0);
      cells.push({ g, at, base, after: later + rules.anticipation });
    }
  }
  return cells;
}
