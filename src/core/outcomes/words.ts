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
