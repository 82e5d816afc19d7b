import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import type { Command } from "../src/cli/command.ts";
import { command as importRegistry } from "../src/cli/commands/importRegistry.ts";
import { command as importUndo } from "../src/cli/commands/importUndo.ts";
import { command as verify } from "../src/cli/commands/verify.ts";
import { asCsv, asWorkbook, type RegistryList, registryList } from "../tests/builders/registryList.ts";
import { asked, runApart } from "./apart.ts";
import { addLedgerRows } from "./ledgerRows.ts";
import { scale } from "./scale.ts";

interface CommandRequest {
  readonly words: string;
  readonly args: readonly string[];
  readonly dataDir: string;
}

interface CommandResult {
  readonly code: number;
  readonly seconds: number;
  /** Memory of the process before and, at most, during the command. */
  readonly idleMiB: number;
  readonly peakMiB: number;
  readonly out: string;
  readonly err: string;
}

const COMMANDS: readonly Command[] = [importRegistry, importUndo, verify];
const MIB = 1024 * 1024;

/** Entry of a process that runs one command of the terminal and weighs it. */
export async function command(): Promise<void> {
  const { words, args, dataDir } = await asked<CommandRequest>();
  const found = COMMANDS.find((one) => one.words === words);
  if (!found) throw new Error(`no command ${words}`);
  const [out, err]: [string[], string[]] = [[], []];
  const env = { ...process.env, TRENZA_DATA: dataDir, DATABASE_URL: undefined };
  const idleMiB = process.memoryUsage.rss() / MIB;
  const started = performance.now();
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), env, cwd: dataDir };
  const code = await found.run(args, io);
  const seconds = (performance.now() - started) / 1000;
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  const result: CommandResult = { code, seconds, idleMiB, peakMiB, out: out.join("\n"), err: err.join("\n") };
  process.stdout.write(JSON.stringify(result));
}

async function weigh(request: CommandRequest): Promise<CommandResult> {
  const result = await runApart<CommandResult>("command", request);
  if (result.code !== 0) throw new Error(`${request.words} ended with ${result.code}: ${result.err}`);
  return result;
}

interface Aim {
  readonly seconds: number;
  readonly mebibytes?: number;
}

function tell(name: string, { seconds, idleMiB, peakMiB }: CommandResult, aim?: Aim): void {
  const number = (value: number) => value.toLocaleString("es", { maximumFractionDigits: 1 });
  const more = peakMiB - idleMiB;
  const weight = `${number(seconds)} s   ${number(more)} MiB sobre ${number(idleMiB)}`;
  console.log(
    `${name.padEnd(28)} ${weight}   carga de la máquina ${number(loadavg()[0] ?? 0)}${judge(seconds, more, aim)}`,
  );
}

function judge(seconds: number, mebibytes: number, aim: Aim | undefined): string {
  if (!aim) return "";
  const met = seconds <= aim.seconds && mebibytes <= (aim.mebibytes ?? Number.POSITIVE_INFINITY);
  const memory = aim.mebibytes === undefined ? "" : ` y ${aim.mebibytes} MiB`;
  return `   ≤ ${aim.seconds} s${memory}: ${met ? "sí" : "NO"}`;
}

/** A municipality that has nothing yet, and the director in whose name the list is loaded. */
async function addMunicipality(owner: pg.Client): Promise<{ readonly email: string; readonly places: string[] }> {
  const [tenantId, root, userId] = [randomUUID(), randomUUID(), randomUUID()];
  const email = `${userId}@bench.example`;
  const places = ["02003", "33044", "28047"];
  await owner.query(
    "insert into tenant (id, name, country, time_zone) values ($1, 'Registro', 'ES', 'Europe/Madrid')",
    [tenantId],
  );
  const place = `insert into territory (tenant_id, id, parent_id, code, code_system, name, kind) values ($1,$2,$3,$4,'bench',$4,'place')`;
  await owner.query(place, [tenantId, root, null, "raiz"]);
  for (const code of places) await owner.query(place, [tenantId, randomUUID(), root, code]);
  await owner.query("insert into user_account (tenant_id, id, email, display_name) values ($1,$2,$3,'Dirección')", [
    ...[tenantId, userId, email],
  ]);
  await owner.query(
    `insert into access_grant (tenant_id, id, user_id, role, territory_id, valid_from)
     values ($1, gen_random_uuid(), $2, 'programme_director', $3, '2020-01-01')`,
    [tenantId, userId, root],
  );
  return { email, places };
}

async function measureRegistry(owner: pg.Client, dataDir: string): Promise<void> {
  const kinds: Readonly<Record<string, (list: RegistryList) => Buffer | Promise<Buffer>>> = {
    csv: (list) => asCsv(list),
    xlsx: asWorkbook,
  };
  for (const [kind, write] of Object.entries(kinds)) {
    const { email, places } = await addMunicipality(owner);
    const forWorkbook = kind === "xlsx";
    const list = registryList({ people: scale.registryRows, places, defectsPerHundred: 8, forWorkbook });
    const file = join(dataDir, `registro.${kind}`);
    writeFileSync(file, await write({ ...list, rows: list.rows.slice(0, scale.registryRows) }));
    const args = [file, "--as", email, "--apply", "--json"];
    const result = await weigh({ words: "import registry", args, dataDir });
    const { check, loaded } = JSON.parse(result.out) as {
      readonly check: Readonly<Record<string, number>>;
      readonly loaded: { readonly batchId: string };
    };
    console.log(
      `  ${check.rows} filas, entran ${check.people} personas de ${check.families} familias, no entran ${check.refusedRows}`,
    );
    tell(`carga del registro, ${kind}`, result, { seconds: 10, mebibytes: 300 });
    const undone = await weigh({ words: "import undo", args: [loaded.batchId, "--as", email, "--json"], dataDir });
    tell(`  y deshacerla`, undone);
  }
}

async function measureVerify(owner: pg.Client, dataDir: string): Promise<void> {
  const { rows } = await owner.query("select count(*)::int as n from tenant where name = 'Cadena'");
  if (rows[0].n === 0) await addLedgerRows(owner, scale.ledgerRows, scale.ledgerTenants);
  const result = await weigh({ words: "verify", args: ["--json"], dataDir });
  const report = JSON.parse(result.out) as { rows: number; tenants: number; sealedReads: number };
  console.log(`  ${report.rows} filas de ${report.tenants} instituciones, ${report.sealedReads} lecturas selladas`);
  tell("trenza verify", result, { seconds: 20 });
}

/** The commands of the terminal on a list and a ledger of a real size, each in a process of its own. */
export async function measureCommands(
  owner: pg.Client,
  dataDir: string,
  wanted: (name: string) => boolean,
): Promise<void> {
  if (wanted("carga del registro")) await measureRegistry(owner, dataDir);
  if (wanted("trenza verify")) await measureVerify(owner, dataDir);
}
