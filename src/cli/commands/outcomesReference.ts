import { resolve } from "node:path";
import { fileFailures } from "../../contracts/returnFailures.ts";
import { openInstallation } from "../../server/installation.ts";
import { type Answers, answerReference } from "../../server/outcomes/reference.ts";
import { filesUnder } from "../../server/returns/filesUnder.ts";
import type { Command, CommandIo } from "../command.ts";

const USAGE = "DIR [--json]";

function print(answers: Answers, io: CommandIo, indent = ""): void {
  for (const [name, value] of Object.entries(answers)) {
    if (value !== null && typeof value === "object") {
      io.out(`${indent}${name}:`);
      print(value, io, `${indent}  `);
    } else io.out(`${indent}${name}: ${value === null ? "no se puede estimar" : value.toLocaleString("es")}`);
  }
}

function sayWhy(failure: { readonly code: string }): string {
  const known = fileFailures as Readonly<Record<string, { readonly es: string }>>;
  return known[failure.code]?.es ?? "La carpeta no contiene ninguna tabla de episodios.";
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const json = args.includes("--json");
  const [folder, ...rest] = args.filter((word) => word !== "--json");
  if (folder === undefined || folder.startsWith("--") || rest.length > 0) {
    io.err(`Uso: trenza outcomes reference ${USAGE}`);
    return 2;
  }
  const files = await filesUnder([resolve(io.cwd, folder)]).catch(() => undefined);
  if (!files) {
    io.err(`No se pudo leer «${folder}».`);
    return 1;
  }
  const log = json ? () => undefined : io.out;
  const installation = await openInstallation({ env: io.env, cwd: io.cwd, log });
  try {
    const answered = await answerReference(installation.owner, files);
    if (!answered.ok) {
      io.err(sayWhy(answered.failure));
      return 1;
    }
    if (json) io.out(JSON.stringify(answered.value, undefined, 1));
    else print(answered.value, io);
    return 0;
  } finally {
    await installation.stop();
  }
}

export const command: Command = {
  words: "outcomes reference",
  usage: USAGE,
  summary: "Calcula los indicadores de una carpeta de declaraciones SSDA903 sin guardar nada",
  run,
};
