import { resolve } from "node:path";
import type { ProgrammePack } from "../../core/packs/pack.ts";
import { pendingTexts, pendingValues } from "../../core/packs/pending.ts";
import type { PackProblem } from "../../core/packs/problems.ts";
import { readPack } from "../../server/packs/readPack.ts";
import type { Command, CommandIo } from "../command.ts";

function printProblems(problems: readonly PackProblem[], io: CommandIo): void {
  for (const { file, path, code, reason } of problems) {
    io.err(`${file}${path === "" ? "" : ` ${path}`}: ${reason.es} [${code}]`);
  }
  io.err(problems.length === 1 ? "1 problema." : `${problems.length} problemas.`);
}

function printPack(pack: ProgrammePack, contentHash: string, io: CommandIo): void {
  const { id, version } = pack.pack;
  io.out(`${pack.texts.es["pack.name"] ?? id} (${id} ${version}): sin problemas.`);
  io.out(`Huella del contenido: ${contentHash}`);
  const counts = [
    `Etapas: ${pack.stages.stages.length}`,
    `Instrumentos: ${Object.keys(pack.instruments).length}`,
    `Plazos: ${pack.deadlines.length}`,
    `Condiciones de entrada: ${pack.entry.conditions.length}`,
    `Territorios: ${Object.keys(pack.overlays).length}`,
  ];
  io.out(counts.join(" · "));
  const [values, texts] = [pendingValues(pack), pendingTexts(pack)];
  if (values.length + texts.length === 0) return;
  io.out("Pendiente:");
  for (const { instrument, pending, questions } of texts) {
    io.out(`  - ${instrument}: ${pending} de ${questions} preguntas con el texto pendiente`);
  }
  for (const { territory, explanation } of values) {
    io.out(`  - ${territory === null ? "" : `[${territory}] `}${explanation}`);
  }
}

/** Checks a programme pack on disk and says everything that is wrong with it, and what it leaves open. */
export const command: Command = {
  words: "pack check",
  usage: "CARPETA [--json]",
  summary: "Revisa un paquete de programa y dice todo lo que falla y lo que está pendiente",
  run: async (args, io) => {
    const folders = args.filter((argument) => argument !== "--json");
    const [folder] = folders;
    if (folder === undefined || folders.length > 1 || folder.startsWith("-")) {
      io.err("Uso: trenza pack check CARPETA [--json]");
      return 2;
    }
    const read = await readPack(resolve(io.cwd, folder));
    if (!read.ok && read.failure.code === "folder_not_readable") {
      io.err(`No se puede leer la carpeta ${read.failure.folder}.`);
      return 2;
    }
    if (args.includes("--json")) {
      const problems = read.ok ? [] : read.failure.code === "invalid_pack" ? read.failure.problems : [];
      const open = read.ok ? { values: pendingValues(read.value.pack), texts: pendingTexts(read.value.pack) } : null;
      io.out(JSON.stringify({ ok: read.ok, problems, pending: open }, null, 2));
    } else if (read.ok) printPack(read.value.pack, read.value.contentHash, io);
    else if (read.failure.code === "invalid_pack") printProblems(read.failure.problems, io);
    return read.ok ? 0 : 1;
  },
};
