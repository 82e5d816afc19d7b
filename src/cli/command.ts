/** What a command may touch of its surroundings; tests pass their own. */
export interface CommandIo {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** What comes in on standard input, in pieces of text; absent where nothing can be typed or piped. */
  readonly input?: AsyncIterable<string>;
}

/** One word sequence of `npx trenza …`; a file in `commands/` exports it as `command`. */
export interface Command {
  /** The words typed, such as `instrument import`. */
  readonly words: string;
  /** Arguments as shown in the help, such as `FILE.xlsx [--json]`. */
  readonly usage: string;
  /** One Spanish line for the help. */
  readonly summary: string;
  /** Returns the exit code: 0 done, 1 refused input, 2 wrong use. */
  readonly run: (args: readonly string[], io: CommandIo) => Promise<number>;
}
