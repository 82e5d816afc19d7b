import { createHmac } from "node:crypto";
import { isIPv6 } from "node:net";
import { ATTEMPT_LIMITS, type AttemptKind } from "../../core/auth/attempts.ts";
import { type Answer, answerFailure } from "../failure.ts";
import type { Surroundings } from "../surroundings.ts";

type Needed = Pick<Surroundings, "pool" | "clock" | "sealingKey">;

/** Tries that were counted as failed and wait to be settled. */
export type Attempts = readonly string[];

/** The part of an address that one caller controls: all of IPv4, the first half of IPv6. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith("::ffff:")) return address;
  const [head = "", tail = ""] = address.split("::");
  const start = head.split(":").filter((group) => group !== "");
  const end = tail.split(":").filter((group) => group !== "");
  const zeros = Array.from({ length: Math.max(0, 8 - start.length - end.length) }, () => "0");
  const groups = address.includes("::") ? [...start, ...zeros, ...end] : start;
  return groups.slice(0, 4).join(":");
}

/**
 * Counts one try for each subject, as failed until settled; undefined when one of them has reached its limit. Subjects
 * are kept as keyed digests: the table does not tell who tried.
 */
export async function takeAttempts(
  surroundings: Needed,
  subjects: readonly (readonly [AttemptKind, string])[],
): Promise<Attempts | undefined> {
  const now = surroundings.clock();
  const taken: string[] = [];
  for (const [kind, subject] of subjects) {
    const { failures, minutes } = ATTEMPT_LIMITS[kind];
    const digest = createHmac("sha256", surroundings.sealingKey).update(`${kind} ${subject}`).digest();
    const since = new Date(now.getTime() - minutes * 60_000);
    const { rows } = await surroundings.pool.query("select app.take_attempt($1, $2, $3, $4) as id", [
      digest,
      now,
      since,
      failures,
    ]);
    if (rows[0].id === null) return undefined;
    taken.push(rows[0].id as string);
  }
  return taken;
}

/** The tries succeeded, or were never made. */
export async function settleAttempts({ pool }: Needed, attempts: Attempts): Promise<void> {
  for (const id of attempts) await pool.query("select app.settle_attempt($1)", [id]);
}

/** The answer to a try that is one too many. */
export function tooManyTries(
  kind: AttemptKind,
  failures: Parameters<typeof answerFailure>[1],
  language: "es" | "en",
): Answer {
  const failure = { code: "too_many_tries", minutes: ATTEMPT_LIMITS[kind].minutes };
  return answerFailure(failure, failures, language);
}
