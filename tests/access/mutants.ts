import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** A deliberate mistake: one text of one file or database object, replaced. */
export interface Mutant {
  readonly name: string;
  readonly where: string;
  readonly from: string;
  readonly to: string;
}

const mutant =
  (where: string) =>
  (name: string, from: string, to: string): Mutant => ({ name, where, from, to });
const inPolicy = mutant("src/core/access/policy.ts");
const inActions = mutant("src/core/access/actions.ts");
const inPredicate = mutant("src/server/access/predicate.ts");

/** Mistakes in the pure policy. */
export const POLICY_MUTANTS: readonly Mutant[] = [
  inPolicy("another tenant", "if (actor.tenantId !== object.tenantId) return undefined;", ""),
  inPolicy("exclusion ignored", "if (hasTie(object.exclusions, actor.userId, actor.today)) return undefined;", ""),
  inPolicy("level ignored", "object.level <= ceilingOf(rule, grant, actor.purpose) &&", ""),
  inPolicy(
    "level of the grant ignored",
    "Math.min(rule.ceiling, grant.maxLevel, sealed)",
    "Math.min(rule.ceiling, sealed)",
  ),
  inPolicy("sealed for every purpose", "purpose === PROTECTION_PURPOSE ? 4 : HIGHEST_UNSEALED_LEVEL", "4"),
  inPolicy(
    "team that ended",
    "return hasTie(object.team, actor.userId, actor.today)",
    "return object.team.some((tie) => tie.userId === actor.userId)",
  ),
  inPolicy("somebody else's team", "(tie) => tie.userId === userId && holds(tie, today)", "(tie) => holds(tie, today)"),
  inPolicy(
    "team of any place",
    'if (!object.territoryPath.includes(grant.territoryId)) return false;\n  if (rule.scope === "team")',
    'if (rule.scope === "team")',
  ),
  inPolicy("sibling territory", "object.territoryPath.includes(grant.territoryId)", "object.territoryPath.length"),
  inPolicy("purpose ignored", " && grant.purposes.includes(actor.purpose)", ""),
  inPolicy("end of a grant ignored", "return holds(grant, actor.today) && ", "return "),
  inPolicy("last day counted", "today < period.validTo", "today <= period.validTo"),
  inPolicy("first day not counted", "period.validFrom <= today", "period.validFrom < today"),
  inPolicy("emergency that ended", " && now < glass.expiresAt", ""),
  inPolicy("emergency of somebody else", "glass.userId === actor.userId && ", ""),
  inPolicy("emergency not begun", "glass.openedAt <= now && ", ""),
  inPolicy(
    "emergency opens sealed",
    "object.level <= HIGHEST_UNSEALED_LEVEL &&\n    object.breakGlass",
    "object.breakGlass",
  ),
  inActions(
    "write in an emergency",
    '"household.write": { kind: "household", mode: "write", breakGlass: false }',
    '"household.write": { kind: "household", mode: "write", breakGlass: true }',
  ),
  inPolicy("director sees all", '"household.read": territory(2)', '"household.read": tenant(2)'),
  inPolicy(
    "evaluator imports",
    '"care.read": territory(2),',
    '"care.read": territory(2),\n    "care.import": territory(2),',
  ),
  inPolicy("evaluator reads postcodes", '"care.read": territory(2)', '"care.read": territory(3)'),
  inPolicy(
    "director writes studies",
    '"study.read": territory(2),\n    "import.registry"',
    '"study.read": territory(2),\n    "study.write": territory(2),\n    "import.registry"',
  ),
  inPolicy("peer as worker", '"household.read": team(1)', '"household.read": team(3)'),
  inPolicy("worker as supervisor", '"household.read": team(3)', '"household.read": territory(3)'),
  inPolicy("others' referrals told", 'if (rule.scope === "own") return object.registeredBy === actor.userId;', ""),
  inPolicy(
    "administrator reads files",
    '"user.manage": tenant(1)',
    '"user.manage": tenant(1), "household.read": tenant(3)',
  ),
  inPolicy(
    "inherited name as role",
    "if (!Object.hasOwn(policy, role)) return undefined;",
    'if (!Object.hasOwn(policy, role)) return { scope: "tenant", ceiling: 1 };',
  ),
];

/** Mistakes in the predicate of lists. */
export const PREDICATE_MUTANTS: readonly Mutant[] = [
  inPredicate(
    "another tenant",
    "piece`${row}.tenant_id = ${actor.tenantId}::uuid`",
    "piece`${row}.tenant_id is distinct from ${actor.tenantId}::uuid`",
  ),
  inPredicate(
    "exclusion ignored",
    'rows === "referral" ? piece`(${household} is null or ${notExcluded})` : notExcluded',
    "piece`true`",
  ),
  inPredicate("families without referral lost", "piece`(${household} is null or ${notExcluded})`", "notExcluded"),
  inPredicate("level ignored", "generate_series(0, reach.ceiling)", "generate_series(0, 4)"),
  inPredicate("sibling territory", "closure.ancestor_id = reach.territory_id", "closure.ancestor_id is not null"),
  inPredicate(
    "team that ended",
    "(team.valid_to is null or ${actor.today}::date < team.valid_to)",
    "${actor.today}::date is not null",
  ),
  inPredicate("team not begun", "team.valid_from <= ${actor.today}::date and ", ""),
  inPredicate("somebody else's team", " and team.user_id = ${actor.userId}::uuid", ""),
  inPredicate(
    "team of any level",
    'found.push(joined([ofTeam(actor, asked.household), inTerritories(actor, row, inTeam)], "and"))',
    "found.push(ofTeam(actor, asked.household))",
  ),
  inPredicate("emergency that ended", " and statement_timestamp() < glass.expires_at", ""),
  inPredicate("emergency of somebody else", " and glass.user_id = ${actor.userId}::uuid", ""),
  inPredicate("emergency opens sealed", "${row}.level <= ${HIGHEST_UNSEALED_LEVEL} and ", ""),
  inPredicate("write in an emergency", "if (ACTIONS[action].breakGlass) found", "found"),
  inPredicate("others' referrals", "piece`${row}.registered_by = ${actor.userId}::uuid`", "piece`true`"),
  inPredicate("grant that ended", "!rule || !isActive(grant, actor)", "!rule"),
  inPredicate("level of what hangs below ignored", "ceiling < level ? [] : ", ""),
  inPredicate(
    "return taken in by whoever reads",
    'if (action === "care.import") return { rows: "care_source", level: 3 };',
    'if (action === "care.import") return { rows: "care_source", level: 0 };',
  ),
  inPredicate(
    "referral taken for a family",
    'if (action === "reporter.register") return { rows: "referral", level: 0 };',
    'if (action === "reporter.register") return { rows: "household", level: 0 };',
  ),
];

const root = resolve(import.meta.dirname, "../..");

/** A copy of the program's access code with one mistake in it. `remove` puts it away. */
export function breakCopy(broken: Mutant): { readonly file: (path: string) => string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "trenza-mutant-"));
  for (const path of ["src/core/access", "src/server/access"])
    cpSync(join(root, path), join(folder, path), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const target = join(folder, broken.where);
  writeFileSync(target, replaceOnce(readFileSync(target, "utf8"), broken));
  return { file: (path) => join(folder, path), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A mutant whose text is gone or repeated tests nothing: it must be corrected, so it stops the test. */
export function replaceOnce(source: string, { name, where, from, to }: Mutant): string {
  const parts = source.split(from);
  if (parts.length !== 2) throw new Error(`mutant "${name}" matches ${parts.length - 1} places of ${where}`);
  return parts.join(to);
}
