import { resolve } from "node:path";
import { restoreBackup } from "../../server/database/backup/restoreBackup.ts";
import { dataFolder } from "../../server/paths.ts";
import type { Command } from "../command.ts";

export const command: Command = {
  words: "restore",
  usage: "COPIA [--into CARPETA]",
  summary: "Restaura una copia en una carpeta de datos vacía y la revisa.",
  run: async (args, io) => {
    const [source, option, into, ...rest] = args;
    const wellFormed =
      source !== undefined && rest.length === 0 && (option === undefined || (option === "--into" && into));
    if (!wellFormed) {
      io.err("Uso: trenza restore COPIA [--into CARPETA]");
      return 2;
    }
    if (io.env.DATABASE_URL && !into) {
      io.err(
        "Con DATABASE_URL los datos están en un PostgreSQL propio: restaure con sus herramientas. Para restaurar en una carpeta use --into.",
      );
      return 1;
    }
    const dataDir = into ? resolve(io.cwd, into) : dataFolder(io.env, io.cwd);
    const restored = await restoreBackup({ source: resolve(io.cwd, source), dataDir, log: io.err, env: io.env });
    io.out(`Copia del ${restored.manifest.takenAt} (Trenza ${restored.manifest.version}) restaurada en ${dataDir}`);
    io.out(`${restored.indexes} índices revisados. Filas por tabla:`);
    for (const { table, rows } of restored.tables.filter((each) => each.rows > 0)) {
      io.out(`  ${table.padEnd(48)} ${rows.toLocaleString("es-ES")}`);
    }
    io.out(`Para usarla: TRENZA_DATA=${dataDir} npm start`);
    return 0;
  },
};
