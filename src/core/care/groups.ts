/** How a period of care can end, as far as outcomes compare: everything that is none of the first four is `other`. */
export const EXIT_GROUPS = ["reunification", "relative", "adoption", "guardianship", "other"] as const;
export type ExitGroup = (typeof EXIT_GROUPS)[number];

/** Exits of the English return by group (mapping M903-1, a convention of this project). */
export const EXIT_GROUP_OF: Readonly<Record<string, ExitGroup>> = {
  E4A: "reunification",
  E4B: "reunification",
  E13: "relative",
  E11: "adoption",
  E12: "adoption",
  E41: "guardianship",
  E45: "guardianship",
  E46: "guardianship",
  E47: "guardianship",
  E48: "guardianship",
};

/** Where a child in care lives, as far as outcomes compare. */
export const SETTING_GROUPS = ["kin", "foster", "residential", "adoption", "home", "independent", "other"] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

/** Placement types of the English return by group (a convention of this project); health, custody and temporary are `other`. */
export const SETTING_GROUP_OF: Readonly<Record<string, SettingGroup>> = {
  U1: "kin",
  U2: "kin",
  U3: "kin",
  U4: "foster",
  U5: "foster",
  U6: "foster",
  K1: "residential",
  K2: "residential",
  R1: "residential",
  R3: "residential",
  S1: "residential",
  A3: "adoption",
  A4: "adoption",
  A5: "adoption",
  A6: "adoption",
  P1: "home",
  P2: "independent",
  P3: "independent",
  H5: "independent",
  K3: "independent",
};

/** The code that says an episode ends because another begins. */
export const CONTINUES = "X1";
/** Reasons of a new episode that keep the carer: the child came into care, the legal status changed, or both but not the carer. */
export const SAME_CARER_REASONS = ["L", "T", "U"] as const;
/** Legal statuses of agreed series of short breaks. */
export const SHORT_BREAKS = ["V3", "V4"] as const;
/** Kinds of a setting in which a child is away for a while: going there and coming back is no move. */
export const TRIAL_VISIT = "trial_home_visit";
export const AWAY = ["runaway", TRIAL_VISIT, "respite"] as const;
