import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Value } from "typebox/value";
import { RegisteredPlan } from "../../contracts/studyProtocol.ts";
import type { StudyProtocol } from "../../core/studies/protocol.ts";
import { ENGINE_VERSION } from "../../evaluation/studies/names.ts";
import { compute, type Findings } from "../../server/studies/compute.ts";
import { sha256Of } from "../../server/studies/registration.ts";
import type { Command, CommandIo } from "../command.ts";

const USAGE = "PROTOCOLO.json TABLA.csv [--json]";

interface Plan {
  readonly engineVersion: string;
  readonly protocol: StudyProtocol;
}

/** A plan as it was downloaded; a string tells what is wrong with it. */
async function readPlan(path: string): Promise<Plan | string> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return `No se puede leer «${path}».`;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return "El protocolo no es JSON.";
  }
  const whole = Value.Check(RegisteredPlan, parsed);
  return whole ? (parsed as Plan) : "El protocolo no tiene la forma de uno descargado de Trenza.";
}

function warn({ err }: CommandIo, { protocol, engineVersion }: Plan, table: Buffer): void {
  if (sha256Of(table) !== protocol.snapshotSha256) {
    err("Aviso: la tabla no es la que se registró con el plan; el resultado puede ser otro.");
  }
  if (engineVersion !== ENGINE_VERSION) {
    err(`Aviso: el plan se registró con «${engineVersion}» y aquí calcula «${ENGINE_VERSION}».`);
  }
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const json = args.includes("--json");
  const [planPath, tablePath, ...rest] = args.filter((word) => word !== "--json");
  if (planPath === undefined || tablePath === undefined || rest.length > 0) {
    io.err(`Uso: trenza evaluate study ${USAGE}`);
    return 2;
  }
  const plan = await readPlan(resolve(io.cwd, planPath));
  const table = await readFile(resolve(io.cwd, tablePath)).catch(() => undefined);
  if (typeof plan === "string" || table === undefined) {
    io.err(typeof plan === "string" ? plan : `No se puede leer «${tablePath}».`);
    return 1;
  }
  warn(io, plan, table);
  const computed = compute({ protocol: plan.protocol, bytes: table });
  if (computed.kind !== "done") {
    io.err(computed.kind === "refused" ? computed.reason.es : "El cálculo se detuvo.");
    return 1;
  }
  if (json) io.out(`{"findings":${computed.text},"sha256":"${computed.sha256}"}`);
  else {
    const { result } = JSON.parse(computed.text) as Findings;
    io.out(result.headline.es);
    io.out(`SHA-256 del resultado: ${computed.sha256}`);
  }
  return 0;
}

export const command: Command = {
  words: "evaluate study",
  usage: USAGE,
  summary: "Repite un estudio desde su protocolo descargado y su tabla, sin abrir la base de datos",
  run,
};
