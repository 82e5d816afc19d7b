/** Spanish progress lines for long steps: what starts, a sign of life every few seconds, what it took. */

const SIGN_OF_LIFE_MS = 10_000;

/** Seconds with a decimal comma, such as `12,3 s`. */
export function elapsed(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1).replace(".", ",")} s`;
}

/**
 * Runs `work` between two lines. Lines go to stderr when `quiet`, so that the output of a command stays clean.
 * @template T
 * @param {{ label: string, quiet?: boolean }} step
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step({ label, quiet = false }, work) {
  const say = (line) => (quiet ? process.stderr : process.stdout).write(`${line}\n`);
  const startedAt = Date.now();
  say(`» ${label}…`);
  const alive = setInterval(() => say(`  … ${label.toLowerCase()}: ${elapsed(startedAt)}`), SIGN_OF_LIFE_MS);
  try {
    const value = await work();
    say(`✓ ${label} (${elapsed(startedAt)})`);
    return value;
  } catch (error) {
    say(`✗ ${label} (${elapsed(startedAt)})`);
    throw error;
  } finally {
    clearInterval(alive);
  }
}

/** A failure whose message is meant for the person at the keyboard: shown without a stack. */
export class PlainFailure extends Error {}

/** Errors of the language itself: whoever meets them has found a bug, and its place matters. */
const BUGS = [TypeError, ReferenceError, RangeError, SyntaxError];

/** Prints a failure: sentences meant for people as they are, bugs with their stack. Sets the exit code. */
export function report(error) {
  const isSentence = error instanceof Error && !BUGS.some((kind) => error instanceof kind);
  process.stderr.write(`\n${isSentence ? error.message : (error?.stack ?? String(error))}\n`);
  process.exitCode = 1;
}
