import type { ClockAdherence } from "../../contracts/results.ts";
import { openInstallation } from "../../server/installation.ts";
import { readFidelityFor } from "../../server/results/fidelityFromTerminal.ts";
import type { Command, CommandIo } from "../command.ts";

const USAGE = "--as EMAIL [--json]";

const percent = (share: number) => `${(share * 100).toLocaleString("es", { maximumFractionDigits: 1 })} %`;

function lineOf({ label, kept, late, missed, open, ended, share, low, high, meanDays }: ClockAdherence): string {
  const counts = `a tiempo ${kept}, tarde ${late}, vencidos sin hacer ${missed}, en plazo ${open}, ya no procede ${ended}`;
  const of =
    share === null || low === null || high === null
      ? "sin nada que medir"
      : `${percent(share)} (IC 95 %: ${percent(low)} a ${percent(high)})`;
  const days =
    meanDays === null ? "" : `; media de lo hecho: ${meanDays.toLocaleString("es", { maximumFractionDigits: 1 })} días`;
  return `  ${label}: ${of}. ${counts}${days}.`;
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const json = args.includes("--json");
  const [named, email, ...rest] = args.filter((word) => word !== "--json");
  if (named !== "--as" || email === undefined || rest.length > 0) {
    io.err(`Uso: trenza fidelity ${USAGE}`);
    return 2;
  }
  const installation = await openInstallation({ env: io.env, cwd: io.cwd, log: json ? () => undefined : io.out });
  try {
    const told = await readFidelityFor(installation, email);
    if (!told.ok) {
      io.err(told.failure.message);
      return 1;
    }
    if (json) io.out(JSON.stringify(told.value));
    else {
      io.out(`Plazos del programa, a ${told.value.today}:`);
      for (const clock of told.value.clocks) io.out(lineOf(clock));
      if (told.value.clocks.length === 0) io.out("  Todavía no ha corrido ningún plazo.");
    }
    return 0;
  } finally {
    await installation.stop();
  }
}

export const command: Command = {
  words: "fidelity",
  usage: USAGE,
  summary: "Dice cuánto se cumplen los plazos del propio programa",
  run,
};
