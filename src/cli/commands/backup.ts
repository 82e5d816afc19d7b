import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createBackup } from "../../server/database/backup/createBackup.ts";
import { openEmbedded } from "../../server/database/embedded/openEmbedded.ts";
import { dataFolder, packageRoot } from "../../server/paths.ts";
import type { Command } from "../command.ts";

export const command: Command = {
  words: "backup",
  usage: "ARCHIVO.tar.gz|CARPETA",
  summary: "Copia de seguridad completa, también con Trenza en marcha.",
  run: async (args, io) => {
    const [target, ...rest] = args;
    if (target === undefined || rest.length > 0) {
      io.err("Uso: trenza backup ARCHIVO.tar.gz   o   trenza backup CARPETA");
      return 2;
    }
    if (io.env.DATABASE_URL) {
      io.err(
        "Con DATABASE_URL los datos están en un PostgreSQL propio: haga la copia con sus herramientas, pg_dump (lógica) o pg_basebackup (física).",
      );
      return 1;
    }
    const log = io.err;
    const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string };
    const database = await openEmbedded({ dataDir: dataFolder(io.env, io.cwd), log, env: io.env });
    try {
      const path = resolve(io.cwd, target);
      const made = await createBackup({ database, target: path, version, now: new Date() });
      io.out(`Copia hecha: ${path}`);
      io.out(`${made.files} archivos, ${mebibytes(made.bytes)}. Huella: ${made.sha256}`);
      io.out("Contiene datos personales sin cifrar: guárdela como guardaría los expedientes.");
      return 0;
    } finally {
      await database.stop();
    }
  },
};

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} MiB`;
}
