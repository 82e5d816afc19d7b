import { atImportDesk } from "../../server/imports/fromTerminal.ts";
import { openInstallation } from "../../server/installation.ts";
import type { Command, CommandIo } from "../command.ts";

const USAGE = "--as EMAIL [--json]";

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const json = args.includes("--json");
  const [named, as, ...rest] = args.filter((word) => word !== "--json");
  if (named !== "--as" || as === undefined || rest.length > 0) {
    io.err(`Uso: trenza import list ${USAGE}`);
    return 2;
  }
  const installation = await openInstallation({ env: io.env, cwd: io.cwd, log: json ? () => undefined : io.out });
  try {
    const read = await atImportDesk(installation, as, (desk) => desk.batches());
    if (!read.ok) {
      io.err(read.failure.message);
      return 1;
    }
    if (json) io.out(JSON.stringify(read.value.items));
    else if (read.value.items.length === 0) io.out("Todavía no se ha cargado ninguna lista.");
    else {
      for (const batch of read.value.items) {
        const state = batch.state === "undone" ? "deshecha" : "cargada";
        io.out(`${batch.batchId}  ${batch.importedAt.slice(0, 10)}  ${state}  «${batch.fileName}»`);
        io.out(
          `  Familias: ${batch.families}. Personas: ${batch.people}. Filas fuera: ${batch.refusedRows}. ${batch.importedBy}`,
        );
      }
    }
    return 0;
  } finally {
    await installation.stop();
  }
}

export const command: Command = {
  words: "import list",
  usage: USAGE,
  summary: "Lista las cargas del registro social y su código",
  run,
};
