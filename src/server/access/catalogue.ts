import type pg from "pg";
import { type Catalogue, readCatalogue, type TableFacts } from "./catalogue.data.ts";
import { differingRules } from "./rules.ts";

/** Tables whose primary key does not start with the tenant, and why that is right. */
const WITHOUT_TENANT: Readonly<Record<string, string>> = {
  tenant: "its own id is the tenant",
  sign_in_attempt: "counts tries of accounts that may not exist",
  access_rule: "the same rules hold for every tenant",
};

/** The only rows the application deletes, and why. Everything else is ended by a date or corrected by a newer row. */
const MAY_DELETE: Readonly<Record<string, string>> = {
  search_key: "computed from names that stay in the record",
  return_row: "a return that was not applied, or was taken back, is not kept",
  return_finding: "made again from the rows of its return",
  care_child: "derived from the returns that count, and made again from them",
  care_period: "derived, as above",
  care_setting: "derived, as above",
  care_stay: "derived, as above",
  care_report: "derived, as above",
  care_review: "derived, as above",
  care_missing: "derived, as above",
  sibling_link: "derived, as above",
  population: "a table of figures that is replaced as a whole",
};

/** Tables the application must not read at all: functions answer for them. */
const UNREADABLE = ["credential", "sign_in_attempt", "household_code_counter"];

/** Schemas beside ours that the application reaches, and why. */
const OTHER_SCHEMAS: Readonly<Record<string, string>> = {
  graphile_worker: "the queue: its runner signs in as the application, and a job carries ids, never content",
};

const COMMANDS = ["select", "insert", "update", "delete"] as const;

function tableShape(table: TableFacts): string[] {
  const problems: string[] = [];
  if (!table.enabled) problems.push("row security is not enabled");
  if (!table.forced) problems.push("row security is not forced");
  if (!/^level [0-4]: \S/.test(table.comment ?? "")) problems.push("its comment does not state its level");
  if (table.key[0] !== "tenant_id" && !(table.name in WITHOUT_TENANT)) {
    problems.push("its primary key does not start with tenant_id");
  }
  const extra = table.privileges.filter((privilege) => !(COMMANDS as readonly string[]).includes(privilege));
  if (extra.length > 0) problems.push(`the application holds ${extra.join(", ")}`);
  if (table.privileges.includes("delete") && !(table.name in MAY_DELETE)) problems.push("the application may delete");
  if (table.privileges.length > 0 && UNREADABLE.includes(table.name)) problems.push("the application may touch it");
  return problems;
}

/** A set function must stand in its own sub-select: then the database computes it once, not once per row. */
function runsPerRow(condition: string): boolean {
  return /(?<!SELECT )\bapp\.\w+\(/.test(condition);
}

function policyProblems(table: TableFacts): string[] {
  const problems: string[] = [];
  for (const policy of table.policies) {
    const own = policy.roles.length === 1 ? policy.roles[0] : policy.roles.join(", ");
    if (own === "trenza_owner") continue;
    const named = `policy ${policy.name}`;
    if (own !== "trenza_app") problems.push(`${named} is for ${own}`);
    if (!policy.permissive || policy.command === "all") problems.push(`${named} is not for one command`);
    if (policy.command !== "insert" && policy.using === null) problems.push(`${named} lacks a condition`);
    if (["insert", "update"].includes(policy.command) && policy.check === null) problems.push(`${named} lacks a check`);
    const conditions = [policy.using, policy.check].filter((condition) => condition !== null);
    if (
      !(table.name in WITHOUT_TENANT) &&
      !conditions.every((text) => text.includes("tenant_id = ( SELECT app.tenant()"))
    ) {
      problems.push(`${named} does not keep to the tenant`);
    }
    if (policy.using !== null && runsPerRow(policy.using)) problems.push(`${named} runs a function per row`);
  }
  for (const command of COMMANDS) {
    const count = table.policies.filter((one) => one.command === command && one.roles.includes("trenza_app")).length;
    if (table.privileges.includes(command) && count !== 1) problems.push(`${count} policies for ${command}`);
  }
  return problems;
}

/** A row of a family is seen through the family: by its exclusions and scope, and at the level its table states. */
function familyProblems(table: TableFacts): string[] {
  const condition = table.policies.find((policy) => policy.command === "select")?.using;
  if (!table.hasHousehold || !table.privileges.includes("select") || !condition) return [];
  const problems: string[] = [];
  if (!condition.includes("app.excluded_households()") && !condition.includes("FROM household")) {
    problems.push("its rows belong to a family but do not follow the family's access");
  }
  if (/(?<!\.)\bscope_key = ANY/.test(condition) && !table.followsFamily && table.name !== "referral") {
    problems.push("its rows do not take over the place and level of their family");
  }
  const asked = [...condition.matchAll(/scope_keys\('household'::text, 'read'::text, (\d)/g)].map((match) =>
    Number(match[1]),
  );
  const declared = Number(/^level (\d)/.exec(table.comment ?? "")?.[1]);
  if (asked.some((level) => level < declared)) {
    problems.push(`its policy asks for level ${Math.min(...asked)}, its comment says ${declared}`);
  }
  return problems;
}

function roleProblems({ roles, memberships, owned, foreign }: Catalogue): string[] {
  const problems: string[] = [];
  for (const role of ["trenza_app", "trenza_owner"]) {
    const facts = roles.find((one) => one.name === role);
    if (!facts) problems.push(`role ${role} is missing`);
    else if (facts.superuser || facts.bypasses || facts.creates) problems.push(`role ${role} may pass row security`);
  }
  if (roles.some((role) => role.name === "trenza_owner" && role.login)) problems.push("role trenza_owner can log in");
  if (memberships.length > 0) problems.push(`role trenza_app belongs to ${memberships.join(", ")}`);
  if (owned.length > 0) problems.push(`role trenza_app owns ${owned.join(", ")}`);
  const reached = foreign.filter((name) => !((name.split(".")[0] ?? "") in OTHER_SCHEMAS));
  return [...problems, ...reached.map((name) => `role trenza_app reaches ${name}`)];
}

function routineProblems({ functions, views }: Catalogue): string[] {
  return [
    ...functions.flatMap((routine) => {
      const path = routine.settings.find((setting) => setting.startsWith("search_path="));
      if (!path || !/,\s*pg_temp$/.test(path))
        return [`function ${routine.name} runs as its owner without a fixed search_path`];
      return routine.ownerPasses ? [`function ${routine.name} runs as an owner who passes row security`] : [];
    }),
    ...views.map((view) => `view ${view} shows the application what its owner sees`),
  ];
}

/** Everything that would let a row be seen or written past the policy, in words; empty when the database is sound. */
export async function catalogueProblems(client: pg.ClientBase): Promise<string[]> {
  const catalogue = await readCatalogue(client);
  const tables = catalogue.tables.flatMap((table) =>
    [...tableShape(table), ...policyProblems(table), ...familyProblems(table)].map(
      (problem) => `table ${table.name}: ${problem}`,
    ),
  );
  return [...tables, ...roleProblems(catalogue), ...routineProblems(catalogue), ...(await differingRules(client))];
}

/** Stops the start of a server whose database would not hold the second wall. Any login may ask. */
export async function checkCatalogue(client: pg.ClientBase): Promise<void> {
  const problems = await catalogueProblems(client);
  if (problems.length === 0) return;
  throw new Error(
    `La base de datos no protege sus filas como debe, así que Trenza no arranca:\n${problems.join("\n")}`,
  );
}
