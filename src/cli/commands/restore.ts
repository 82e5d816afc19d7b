import { resolve } from "node:path";
import pg from "pg";
import { readAnchors } from "../../server/audit/anchor.ts";
import { verifyLedger } from "../../server/audit/verify.ts";
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
    const check = (superuser: pg.ClientConfig) => checkLedger(superuser, dataDir);
    const restored = await restoreBackup({ source: resolve(io.cwd, source), dataDir, log: io.err, env: io.env, check });
    io.out(`Copia del ${restored.manifest.takenAt} (Trenza ${restored.manifest.version}) restaurada en ${dataDir}`);
    io.out(`${restored.indexes} índices y el registro de operaciones revisados. Filas por tabla:`);
    for (const { table, rows } of restored.tables.filter((each) => each.rows > 0)) {
      io.out(`  ${table.padEnd(48)} ${rows.toLocaleString("es-ES")}`);
    }
    io.out(`Para usarla: TRENZA_DATA=${dataDir} npm start`);
    return 0;
  },
};

/** A restored ledger must be whole: a copy whose history was changed is not put to work unnoticed. */
async function checkLedger(superuser: pg.ClientConfig, dataDir: string): Promise<void> {
  const client = new pg.Client(superuser);
  await client.connect();
  try {
    const { rows } = await client.query("SELECT to_regclass('public.ledger') IS NOT NULL AS present");
    if (!rows[0].present) return;
    const { problems } = await verifyLedger(client, readAnchors(dataDir));
    const [first] = problems;
    if (first) {
      throw new Error(
        `El registro de operaciones de la copia fue cambiado: ${problems.length} problemas, el primero en la fila ${first.seq} (${first.code}). No se restaura nada.`,
      );
    }
  } finally {
    await client.end();
  }
}
