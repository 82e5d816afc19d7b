import { openInstallation } from "../../server/installation.ts";
import type { Command } from "../command.ts";

export const command: Command = {
  words: "migrate",
  usage: "",
  summary: "Pone la base de datos al día con esta versión.",
  run: async (_args, io) => {
    const installation = await openInstallation({ env: io.env, cwd: io.cwd, log: io.out });
    io.out("La base de datos está al día.");
    await installation.stop();
    return 0;
  },
};
