/** How an indicator chooses whom it looks at. */
export const cohorts = [
  "entry",
  "exit",
  "point_in_time",
  "in_care_during",
  "reports",
  "population",
  "comparison",
  "none",
] as const;
export type Cohort = (typeof cohorts)[number];

/** By what figures are broken down and compared. */
export const dimensions = ["sex", "age", "ethnicity", "disability", "territory"] as const;
export type Dimension = (typeof dimensions)[number];

/** What a ratio between groups is taken over: everybody who lives there, or those who came through the decision before. */
export const bases = ["previous_decision", "population"] as const;
export type Base = (typeof bases)[number];

/** What becomes of a stay in care. */
export const exitGroups = ["reunification", "relative", "adoption", "guardianship", "other"] as const;
export type ExitGroup = (typeof exitGroups)[number];

/** How far a figure can be trusted. */
export const verdicts = ["good", "check", "poor", "no_data"] as const;
export type Verdict = (typeof verdicts)[number];

/** Whether a source states it or this project reads it so; shown on screen. */
export const standings = ["FACT", "INFERENCE"] as const;
export type Standing = (typeof standings)[number];

/** Every indicator there is a definition of. */
export const indicatorIds = [
  "cfsr4.s1",
  "cfsr4.s2",
  "cfsr4.p1",
  "cfsr4.p2",
  "cfsr4.p3",
  "cfsr4.p4",
  "cfsr4.p5",
  "cfsr4.entryrate",
  "fci.1",
  "fci.2",
  "fci.3",
  "fci.4",
  "fci.5",
  "fci.6",
  "fci.7",
  "fci.8",
  "fci.9",
  "fci.10",
  "fci.11",
  "fci.12",
  "fci.13",
  "fci.14",
  "fci.15",
  "dfe.placements3",
  "dfe.placements3_2y",
  "dfe.longterm",
  "f2f.siblings_all",
  "f2f.siblings_some",
  "f2f.distance",
  "f2f.own_area",
  "f2f.congregate",
  "f2f.los_median",
  "f2f.reunification",
  "f2f.disparity",
] as const;

/** Every check of the data. */
export const checkIds = [
  "birth_after_entry",
  "birth_after_exit",
  "dropped_records",
  "same_day",
  "exit_before_entry",
  "birth_missing",
  "entry_missing",
  "exit_reason_missing",
  "placements_missing",
  "ids_not_matching",
  "first_removals",
  "victim_ids_matching",
  "victim_inconsistent",
  "victim_age_missing",
] as const;
