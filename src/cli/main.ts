import { setFlagsFromString } from "node:v8";
import type { Command, CommandIo } from "./command.ts";

setFlagsFromString("--no-turbo-inline-js-wasm-calls");

const commands: readonly Command[] = Object.values(
  import.meta.glob<{ command: Command }>(["./commands/*.ts", "!./**/*.test.ts"], { eager: true }),
)
  .map((module) => module.command)
  .sort((left, right) => left.words.localeCompare(right.words));

/** Finds the command whose words the arguments start with; the longest match wins. */
export function findCommand(args: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  for (const count of [3, 2, 1]) {
    const words = args.slice(0, count).join(" ");
    const command = commands.find((candidate) => candidate.words === words);
    if (command && args.length >= count) return { command, rest: args.slice(count) };
  }
  return undefined;
}

function help(): string {
  const lines = commands.map(
    (command) => `  trenza ${`${command.words} ${command.usage}`.padEnd(58)} ${command.summary}`,
  );
  return ["Trenza. Órdenes:", ...lines].join("\n");
}

/** Runs one command line and returns its exit code. */
export async function main(args: readonly string[], io: CommandIo): Promise<number> {
  const found = findCommand(args);
  if (!found) {
    const asked = args.length === 0 || args[0] === "--help" || args[0] === "help";
    (asked ? io.out : io.err)(asked ? help() : `No existe la orden «${args.join(" ")}».\n${help()}`);
    return asked ? 0 : 2;
  }
  return found.command.run(found.rest, io);
}
