import { atImportDesk } from "../../server/imports/fromTerminal.ts";
import { openInstallation } from "../../server/installation.ts";
import { takeReturnBack } from "../../server/returns/fromTerminal.ts";
import type { Command, CommandIo } from "../command.ts";

const USAGE = "BATCH --as EMAIL [--json]";
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function readArguments(args: readonly string[]): { batch: string; as: string; json: boolean } | undefined {
  const json = args.includes("--json");
  const [batch, named, as, ...rest] = args.filter((word) => word !== "--json");
  const right = batch !== undefined && ID.test(batch) && named === "--as" && as !== undefined && rest.length === 0;
  return right ? { batch, as, json } : undefined;
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const wanted = readArguments(args);
  if (!wanted) {
    io.err(`Uso: trenza import undo ${USAGE}\nEl código de cada carga lo da «trenza import list --as EMAIL».`);
    return 2;
  }
  const log = wanted.json ? () => undefined : io.out;
  const installation = await openInstallation({ env: io.env, cwd: io.cwd, log });
  try {
    const back = await takeReturnBack(installation, wanted.as, wanted.batch);
    if (back.ok && back.value) {
      const { children, periods } = back.value;
      io.out(
        wanted.json
          ? JSON.stringify(back.value)
          : `Declaración deshecha. Quedan ${children} niñas y niños y ${periods} periodos.`,
      );
      return 0;
    }
    if (!back.ok) {
      io.err(back.failure.message);
      return 1;
    }
    const done = await atImportDesk(installation, wanted.as, (desk) => desk.undo(wanted.batch));
    if (!done.ok) {
      io.err(done.failure.message);
      return 1;
    }
    if (wanted.json) {
      io.out(JSON.stringify(done.value));
      return 0;
    }
    const { removed, kept, keptOutOfSight } = done.value;
    io.out(`Carga deshecha. Familias quitadas: ${removed}.`);
    if (kept.length + keptOutOfSight > 0) {
      io.out(`Se quedan ${kept.length + keptOutOfSight}, con las que ya se ha trabajado:`);
      for (const { code, name } of kept) io.out(`  ${code} ${name}`);
      if (keptOutOfSight > 0) io.out(`  y ${keptOutOfSight} que usted no puede ver.`);
    }
    return 0;
  } finally {
    await installation.stop();
  }
}

export const command: Command = {
  words: "import undo",
  usage: USAGE,
  summary: "Deshace de una vez una carga del registro social, una declaración o una lista",
  run,
};
