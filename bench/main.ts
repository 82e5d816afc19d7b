import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openBrowser } from "../src/server/auth/browser.ts";
import { openInstallation } from "../src/server/installation.ts";
import { type Listening, listen } from "../src/server/listen.ts";
import { readPack } from "../src/server/packs/readPack.ts";
import { packageRoot } from "../src/server/paths.ts";
import { runApart } from "./apart.ts";
import { measureCommands } from "./commands.ts";
import { generate, spreadScope } from "./generate.ts";
import { idOf } from "./ids.ts";
import { answers } from "./instrument.ts";
import type { LoadResult, Shot } from "./load.ts";
import { measureOutcomes } from "./outcomes.ts";
import { captured, replay } from "./rawStatements.ts";
import { scale } from "./scale.ts";
import { type Figures, figuresOf, show } from "./statistics.ts";

export { command } from "./commands.ts";
export { load } from "./load.ts";

const PACK = "huerto-de-prueba";

/** A browser of one person who has signed in with both factors. */
async function cookieOf({ owner, listening }: Bench, person: string): Promise<string> {
  const identity = { tenantId: idOf("t0"), userId: idOf(person) };
  const token = await openBrowser(listening.surroundings, identity, "bench");
  await owner.query("update sign_in set second_factor_at = opened_at where user_id = $1", [identity.userId]);
  return `trenza=${token}`;
}

interface Measure {
  readonly name: string;
  readonly person: string;
  readonly shots: readonly Shot[];
  /** Aim for p95 at one caller, in milliseconds. */
  readonly aim?: number;
  /** Each shot works once: every run gets its own share of them. */
  readonly once?: boolean;
}

function operation(url: string, input: Record<string, unknown>): Shot {
  return { method: "POST", url, body: JSON.stringify({ operationId: "{{id}}", claimedAt: "{{now}}", input }) };
}

function measures(session: { kind: string }): readonly Measure[] {
  const today = new Date().toISOString().slice(0, 10);
  const visit = (family: number) =>
    operation("/api/sessions/record-session", {
      sessionId: "{{id}}",
      caseId: idOf(`c${family}`),
      kind: session.kind,
      level: "family",
      heldOn: today,
      minutes: 45,
      present: [{ personId: idOf(`p${family}-0`), name: "Ana" }],
      consentReminded: true,
      notes: "Nota de una visita medida.",
      progress: [],
      agreements: [],
      concern: "",
      summaryConfirmed: true,
    });
  const mine = Array.from({ length: 99 }, (_, index) => (index + 1) * scale.workersPerTenant).filter(
    (n) => n < scale.familiesPerTenant && n % 5 !== 4,
  );
  const words = ["garcia", "mol", "huen luz", "nuñez", "rojas ana", "f-00120"];
  return [
    { name: "mi día (lista de trabajo)", person: "u0-0", shots: [{ method: "GET", url: "/api/day/my-day" }], aim: 50 },
    {
      name: "lista de 50 familias",
      person: "u0-0",
      shots: [{ method: "GET", url: "/api/households/families" }],
      aim: 50,
    },
    {
      name: "buscar por nombre",
      person: "u0-0",
      shots: words.map((word) => ({
        method: "GET" as const,
        url: `/api/households/families?search=${encodeURIComponent(word)}`,
      })),
      aim: 50,
    },
    {
      name: "ficha con 200 sucesos",
      person: "u0-0",
      shots: [{ method: "GET", url: `/api/households/household-file?householdId=${idOf("h0")}` }],
      aim: 50,
    },
    { name: "guardar una visita", person: "u0-0", shots: mine.map(visit), aim: 30 },
    {
      name: "vista de equipo",
      person: `u0-${scale.workersPerTenant}`,
      shots: [{ method: "GET", url: "/api/team/team-view" }],
    },
    {
      name: "página de resultados",
      person: `u0-${scale.workersPerTenant + 1}`,
      shots: [{ method: "GET", url: "/api/results/results-overview" }],
    },
  ];
}

/** Opens an assessment that the family answers, so that saving 63 indicators can be repeated on it. */
async function openAssessments(owner: pg.Client, count: number): Promise<readonly string[]> {
  const { rows } = await owner.query(
    `insert into assessment (tenant_id, id, case_id, household_id, instrument_version_id, number, state, opened_by, opened_on)
     select $1, gen_random_uuid(), case_file.id, case_file.household_id, $2, 9, 'family_answering', $3, current_date
     from case_file join household_team member on member.tenant_id = case_file.tenant_id and member.household_id = case_file.household_id
     cross join generate_series(1, 400) again
     where case_file.tenant_id = $1 and case_file.closed_on is null and member.user_id = $3 limit $4 returning id`,
    [idOf("t0"), idOf("i0"), idOf("u0-0"), count],
  );
  await spreadScope(owner, "assessment");
  return rows.map(({ id }) => id as string);
}

const SAVING = "guardar 63 indicadores";

function saving(assessments: readonly string[]): Measure {
  const input = { baseVersion: 1, answers, priorities: [], finished: false };
  return {
    name: SAVING,
    person: "u0-0",
    shots: assessments.map((assessmentId) =>
      operation("/api/assessments/save-family-answers", { ...input, assessmentId }),
    ),
    aim: 30,
    once: true,
  };
}

interface Bench {
  readonly owner: pg.Client;
  readonly login: pg.ClientConfig;
  readonly listening: Listening;
}

const UUIDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** When an id was made, in milliseconds of the epoch; 0 for those that do not tell (only version 7 does). */
function mintedAt(id: string): number {
  return id[14] === "7" ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : 0;
}

async function rawOf(bench: Bench, measure: Measure, cookie: string, callers: number): Promise<Figures> {
  const shot = measure.shots.at(-1) as Shot;
  const fresh = shot.body ? [crypto.randomUUID(), crypto.randomUUID()] : [];
  let taken = 0;
  const payload = shot.body
    ?.replaceAll("{{id}}", () => fresh[taken++] ?? crypto.randomUUID())
    .replaceAll("{{now}}", new Date().toISOString());
  const begunAt = Date.now();
  const statements = await captured(() =>
    bench.listening.app.inject({
      method: shot.method,
      url: shot.url,
      headers: { cookie, ...(payload && { "content-type": "application/json" }) },
      ...(payload && { payload }),
    }),
  );
  const minted = statements
    .flatMap(({ values }) => JSON.stringify(values).match(UUIDS) ?? [])
    .filter((id) => mintedAt(id) >= begunAt && mintedAt(id) <= Date.now());
  const settings = `select set_config('trenza.tenant','${idOf("t0")}',false), set_config('trenza.user','${idOf(measure.person)}',false), set_config('trenza.purpose','care',false)`;
  const result = await replay({
    login: bench.login,
    settings,
    statements,
    callers,
    milliseconds: (scale.secondsPerMeasure * 1000) / 2,
    freshIds: shot.body ? [...new Set([...fresh, ...minted])] : [],
  });
  return figuresOf(result.times, result.seconds);
}

/** Two runs (to warm up, to measure) for each of two numbers of callers, and the one whose statements are captured. */
const RUNS = 5;

async function measureOne(bench: Bench, measure: Measure): Promise<void> {
  const cookie = await cookieOf(bench, measure.person);
  let run = 0;
  const shots = () => {
    if (!measure.once) return measure.shots;
    const share = Math.floor(measure.shots.length / RUNS);
    return measure.shots.slice(share * run, share * ++run);
  };
  for (const callers of [1, 8]) {
    const request = { base: bench.listening.url, cookie, callers };
    await runApart<LoadResult>("load", { ...request, shots: shots(), milliseconds: 700 });
    const result = await runApart<LoadResult>("load", {
      ...request,
      shots: shots(),
      milliseconds: scale.secondsPerMeasure * 1000,
    });
    const ours = figuresOf(result.times, result.seconds);
    const raw = await rawOf(bench, measure, cookie, callers).catch((error: Error) => error);
    const aim =
      measure.aim && callers === 1
        ? ours.p95 <= measure.aim
          ? `p95 ≤ ${measure.aim} ms: sí`
          : `p95 ≤ ${measure.aim} ms: NO`
        : "";
    const ratio =
      raw instanceof Error
        ? `pg: ${raw.message.slice(0, 60)}`
        : `${show(raw)}   ${((100 * ours.perSecond) / raw.perSecond).toFixed(0).padStart(4)} %`;
    console.log(
      `${measure.name.padEnd(28)} C=${callers} ${show(ours)} │${ratio}  ${aim}${result.failures > 0 ? `  FALLOS ${result.failures}: ${result.firstFailure}` : ""}`,
    );
  }
}

/** Measures the reads and writes of the main job on a generated country-sized database. Times are of this machine. */
export async function main(args: readonly string[]): Promise<number> {
  if (args[0] === "outcomes") return measureOutcomes(args.slice(1));
  const only = args.find((word) => !word.startsWith("--"));
  const folder = mkdtempSync(join(tmpdir(), "trenza-bench-"));
  chmodSync(folder, 0o711);
  const env = { ...process.env, TRENZA_DATA: process.env.TRENZA_BENCH_DATA ?? folder, DATABASE_URL: undefined };
  const installation = await openInstallation({ env, cwd: process.cwd(), log: () => undefined });
  const owner = new pg.Client(installation.owner);
  await owner.connect();
  try {
    const read = await readPack(join(packageRoot(), "programs", PACK));
    if (!read.ok) throw new Error("the pack of the bench is not readable");
    const { pack } = read.value;
    const kind =
      pack.trajectory.kinds.find(({ levels }) => levels.includes("family"))?.id ?? pack.trajectory.kinds[0]?.id ?? "";
    const { rows } = await owner.query("select count(*)::int as tenants from tenant");
    if (rows[0].tenants === 0) {
      console.log("Generando los datos…");
      const stage = pack.stages.initial;
      await generate(
        owner,
        scale,
        { content: pack, id: pack.pack.id, version: pack.pack.version, stage, sessionKind: kind },
        console.log,
      );
    }
    const listening = await listen({
      installation,
      port: 0,
      host: "127.0.0.1",
      demo: false,
      secureCookies: false,
      version: "bench",
    });
    const bench: Bench = { owner, login: installation.owner, listening };
    console.log(
      `\n${"".padEnd(28)}      ${"p50".padStart(8)}${"p95".padStart(8)}${"p99".padStart(8)}${"por s".padStart(8)} │ las mismas sentencias por pg, sin filas seguras ni registro`,
    );
    const wanted = (name: string) => only === undefined || name.includes(only);
    for (const measure of measures({ kind })) if (wanted(measure.name)) await measureOne(bench, measure);
    // Last, because its assessments would burden the cases that the others measure.
    if (wanted(SAVING)) await measureOne(bench, saving(await openAssessments(owner, 20_000)));
    await listening.close();
    await measureCommands(owner, installation.dataDir, wanted);
    return 0;
  } finally {
    await owner.end();
    await installation.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
