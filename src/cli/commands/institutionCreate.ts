import { readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { accepted, type Result, refused } from "../../core/result.ts";
import { openInstallation } from "../../server/installation.ts";
import type { Refusal } from "../../server/onBehalf.ts";
import { type ReadPack, readPack } from "../../server/packs/readPack.ts";
import { type Founded, foundTenant, readTenantFile, type TenantWanted } from "../../server/tenants/foundTenant.ts";
import type { Command, CommandIo } from "../command.ts";

const USAGE = "FILE.json [--json]";

async function readFounding(path: string): Promise<Result<TenantWanted, Refusal>> {
  try {
    return readTenantFile(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    const why = error instanceof SyntaxError ? `no es JSON: ${error.message}` : "no se pudo leer";
    return refused({ code: "unreadable_file", message: `El archivo «${basename(path)}» ${why}.` });
  }
}

async function readPacks(folders: readonly string[], base: string): Promise<Result<readonly ReadPack[], Refusal>> {
  const packs: ReadPack[] = [];
  for (const folder of folders) {
    const read = await readPack(resolve(base, folder));
    if (!read.ok) {
      const message = `El programa «${folder}» tiene errores. Vea cuáles con: npx trenza pack check ${folder}`;
      return refused({ code: read.failure.code, message });
    }
    packs.push(read.value);
  }
  return accepted(packs);
}

function print({ tenantId, people, packs }: Founded, io: CommandIo): void {
  io.out(`Institución creada: ${tenantId}`);
  for (const pack of packs) io.out(`Programa publicado: ${pack}`);
  io.out(
    "Primeras contraseñas. Se muestran solo ahora: entréguelas en persona; cada quien cambia la suya en «Mi cuenta».",
  );
  for (const { role, email, name, password } of people) {
    io.out(`  ${role.padEnd(22)} ${email.padEnd(34)} ${password}  ${name}`);
  }
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const json = args.includes("--json");
  const [file, ...rest] = args.filter((word) => word !== "--json");
  if (file === undefined || file.startsWith("--") || rest.length > 0) {
    io.err(`Uso: trenza institution create ${USAGE}`);
    return 2;
  }
  const path = resolve(io.cwd, file);
  const wanted = await readFounding(path);
  const packs = wanted.ok ? await readPacks(wanted.value.packs ?? [], dirname(path)) : wanted;
  if (!wanted.ok || !packs.ok) {
    const failure = wanted.ok ? (packs as { readonly failure: Refusal }).failure : wanted.failure;
    io.err(failure.message);
    return 1;
  }
  const installation = await openInstallation({ env: io.env, cwd: io.cwd, log: json ? () => undefined : io.out });
  try {
    const founded = await foundTenant(installation, wanted.value, packs.value);
    if (!founded.ok) {
      io.err(founded.failure.message);
      return 1;
    }
    if (json) io.out(JSON.stringify(founded.value));
    else print(founded.value, io);
    return 0;
  } finally {
    await installation.stop();
  }
}

export const command: Command = {
  words: "institution create",
  usage: USAGE,
  summary: "Crea una institución con sus lugares, sus personas y sus programas, y da las primeras contraseñas",
  run,
};
