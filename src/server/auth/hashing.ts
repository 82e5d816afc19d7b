import { hash, verify } from "@node-rs/argon2";

// The package exports its numbers as a constant enumeration, which isolated modules cannot read.
const ARGON2ID = 2;

/** argon2id with 64 MiB, 3 passes, 1 lane: above the OWASP minimum, about a tenth of a second on the reference machine. */
const COST = { algorithm: ARGON2ID, memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;

const AT_ONCE = 2;
const QUEUE = 20;

/** Thrown when more passwords wait to be checked than this process takes: the answer is 429, not a longer wait. */
export class TooBusy extends Error {}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (running >= AT_ONCE) {
    if (waiting.length >= QUEUE) throw new TooBusy("too many passwords wait to be checked");
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running++;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** Hash of a password or code, ready to be stored. At most two are computed at once (128 MiB). @throws TooBusy */
export function hashSecret(secret: string): Promise<string> {
  return inTurn(() => hash(secret, COST));
}

let decoy: Promise<string> | undefined;

/**
 * Compares a secret with its stored hash. Without a stored hash the same work is done on a decoy, so that the time of
 * the answer does not tell whether the account exists. @throws TooBusy
 */
export async function matchesSecret(stored: string | undefined, secret: string): Promise<boolean> {
  decoy ??= hash("no account has this password", COST);
  const against = stored ?? (await decoy);
  const matches = await inTurn(() => verify(against, secret));
  return stored !== undefined && matches;
}
