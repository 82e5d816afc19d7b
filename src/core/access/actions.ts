/**
 * How secret a record is: 0 administrative, 1 ordinary, 2 sensitive, 3 restricted, 4 sealed.
 * A row below a family file has the higher of its own level and the file's.
 */
export type Level = 0 | 1 | 2 | 3 | 4;

/** Nothing above this level is opened by an emergency, and nothing above it without the protection purpose. */
export const HIGHEST_UNSEALED_LEVEL: Level = 3;

/** The only declared purpose under which a sealed record opens. */
export const PROTECTION_PURPOSE = "protection";

/** The purpose of ordinary work, assumed when a request declares none. */
export const CARE_PURPOSE = "care";

/** What a thing is, as far as access is concerned. `household` stands for the family file and every row below it. */
export type ObjectKind =
  | "household"
  | "address"
  | "referral"
  | "reporter"
  | "team"
  | "readlog"
  | "results"
  | "care"
  | "study"
  | "user"
  | "grant"
  | "configuration"
  | "import"
  | "ledger"
  | "breakglass";

/** How far a rule reaches; `Rule` in the policy says what each means. */
export type Scope = "team" | "territory" | "tenant" | "own";

/** The scopes a rule on each kind may have: row security implements these and no others. */
export const SCOPES_OF = {
  household: ["team", "territory"],
  address: ["team", "territory"],
  referral: ["territory"],
  reporter: ["territory", "own"],
  team: ["territory"],
  readlog: ["territory"],
  results: ["territory"],
  care: ["territory"],
  study: ["territory"],
  user: ["tenant"],
  grant: ["territory", "tenant"],
  configuration: ["tenant"],
  import: ["territory"],
  ledger: ["tenant"],
  breakglass: ["territory"],
} as const satisfies Record<ObjectKind, readonly Scope[]>;

/** `register` adds a record without the right to see it afterwards. */
export type Mode = "read" | "write" | "register";

interface ActionDefinition {
  readonly kind: ObjectKind;
  readonly mode: Mode;
  /** Whether an opened emergency allows it; only ever true for reading what belongs to one family. */
  readonly breakGlass: boolean;
}

/** Everything a person can ask to do, and on what. A route names one of these. */
export const ACTIONS = {
  "household.read": { kind: "household", mode: "read", breakGlass: true },
  "household.write": { kind: "household", mode: "write", breakGlass: false },
  "household.register": { kind: "household", mode: "register", breakGlass: false },
  "case.open": { kind: "household", mode: "write", breakGlass: false },
  "case.close": { kind: "household", mode: "write", breakGlass: false },
  "assessment.write": { kind: "household", mode: "write", breakGlass: false },
  "plan.write": { kind: "household", mode: "write", breakGlass: false },
  "session.write": { kind: "household", mode: "write", breakGlass: false },
  "task.write": { kind: "household", mode: "write", breakGlass: false },
  "alert.write": { kind: "household", mode: "write", breakGlass: false },
  "consent.write": { kind: "household", mode: "write", breakGlass: false },
  "team.read": { kind: "household", mode: "read", breakGlass: false },
  "case.assign": { kind: "team", mode: "write", breakGlass: false },
  "address.read": { kind: "address", mode: "read", breakGlass: true },
  "address.write": { kind: "address", mode: "write", breakGlass: false },
  "referral.register": { kind: "referral", mode: "register", breakGlass: false },
  "referral.read": { kind: "referral", mode: "read", breakGlass: true },
  "referral.write": { kind: "referral", mode: "write", breakGlass: false },
  "referral.decide": { kind: "referral", mode: "write", breakGlass: false },
  "reporter.register": { kind: "reporter", mode: "register", breakGlass: false },
  "reporter.read": { kind: "reporter", mode: "read", breakGlass: false },
  "readlog.read": { kind: "readlog", mode: "read", breakGlass: false },
  "results.read": { kind: "results", mode: "read", breakGlass: false },
  "results.publish": { kind: "results", mode: "write", breakGlass: false },
  "care.read": { kind: "care", mode: "read", breakGlass: false },
  "care.import": { kind: "care", mode: "write", breakGlass: false },
  "study.read": { kind: "study", mode: "read", breakGlass: false },
  "study.write": { kind: "study", mode: "write", breakGlass: false },
  "user.read": { kind: "user", mode: "read", breakGlass: false },
  "user.manage": { kind: "user", mode: "write", breakGlass: false },
  "grant.read": { kind: "grant", mode: "read", breakGlass: false },
  "grant.manage": { kind: "grant", mode: "write", breakGlass: false },
  "configuration.read": { kind: "configuration", mode: "read", breakGlass: false },
  "configuration.publish": { kind: "configuration", mode: "write", breakGlass: false },
  "import.registry": { kind: "import", mode: "write", breakGlass: false },
  "ledger.verify": { kind: "ledger", mode: "read", breakGlass: false },
  "breakglass.open": { kind: "breakglass", mode: "register", breakGlass: false },
} as const satisfies Record<string, ActionDefinition>;

/** The name of something a person can ask to do. */
export type Action = keyof typeof ACTIONS;

/** True for the name of an action; a route or a stored value may hold any text. */
export function isAction(text: unknown): text is Action {
  return typeof text === "string" && Object.hasOwn(ACTIONS, text);
}
