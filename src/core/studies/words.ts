/** How a study makes its comparison. */
export const DESIGNS = [
  "waiting_list_lottery",
  "matched_comparison",
  "difference_in_differences",
  "phased_rollout",
  "cut_off",
] as const;
export type StudyDesign = (typeof DESIGNS)[number];

/** What has to be settled, in the order it is proposed; any of those before `registration` may be saved half done. */
export const TASKS = [
  "question",
  "population",
  "design",
  "covariates",
  "power",
  "registration",
  "run",
  "costs",
  "report",
] as const;
export type StudyTask = (typeof TASKS)[number];

/** Where a task stands. `locked`: something before it is missing, or the registration closed it. */
export const TASK_STATES = ["open", "started", "done", "locked"] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** A study's life. Outcomes open with `frozen`; nothing of a frozen plan changes, what is done otherwise is a deviation. */
export const STUDY_STATES = {
  draft: ["frozen", "abandoned"],
  frozen: ["analysed", "abandoned"],
  analysed: [],
  abandoned: [],
} as const satisfies Record<string, readonly string[]>;
export type StudyState = keyof typeof STUDY_STATES;

/** A run of a frozen protocol. */
export const RUN_STATES = ["waiting", "running", "done", "refused", "failed", "cancelled"] as const;
export type RunState = (typeof RUN_STATES)[number];

/** When something about a family was known: only what was known before entering may adjust a comparison. */
export const MOMENTS = ["before", "at_entry", "after"] as const;
export type Moment = (typeof MOMENTS)[number];

/** What a column holds. `number`: any; `yes_no`: 0 or 1; `category`: words; `day`: whole days since the study's first day. */
export const COLUMN_KINDS = ["number", "yes_no", "category", "day"] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];
