import type pg from "pg";
import { CARE_PURPOSE } from "../../core/access/actions.ts";
import { needsTouch, type SignInTimes, signInState } from "../../core/auth/lifetime.ts";
import type { SignedIn } from "../actor.ts";
import { dayIn } from "../moment.ts";
import type { Surroundings } from "../surroundings.ts";
import { findSignIn, type SignInRow, touchSignIn } from "./auth.data.ts";
import { digestOf, tokenOf } from "./cookies.ts";
import { needsSecondFactor } from "./secondFactor.ts";

type Needed = Pick<Surroundings, "pool" | "clock" | "secureCookies">;

/** How long a found browser is believed without asking again: what a disabled account may still do. */
const BELIEVED_MILLISECONDS = 2000;
const REMEMBERED = 5000;

interface Remembered {
  readonly row: SignInRow;
  readonly foundAt: number;
}

const memories = new WeakMap<pg.Pool, Map<string, Remembered>>();

function memoryOf(pool: pg.Pool): Map<string, Remembered> {
  const known = memories.get(pool) ?? new Map<string, Remembered>();
  memories.set(pool, known);
  return known;
}

/** Forgets what this process believes of a token, or of all: after ending, changing or replacing a sign-in. */
export function forgetSignIn(pool: pg.Pool, token?: string): void {
  if (token === undefined) memoryOf(pool).clear();
  else memoryOf(pool).delete(digestOf(token).toString("base64"));
}

function remember(memory: Map<string, Remembered>, key: string, remembered: Remembered): void {
  const [oldest] = memory.keys();
  if (memory.size >= REMEMBERED && oldest !== undefined) memory.delete(oldest);
  memory.set(key, remembered);
}

async function rowOf({ pool }: Needed, digest: Buffer, now: number): Promise<SignInRow | undefined> {
  const memory = memoryOf(pool);
  const key = digest.toString("base64");
  const known = memory.get(key);
  const age = known ? now - known.foundAt : Number.NaN;
  if (known && age >= 0 && age < BELIEVED_MILLISECONDS) return known.row;
  memory.delete(key);
  const row = await findSignIn(pool, digest);
  if (row) remember(memory, key, { row, foundAt: now });
  return row;
}

function timesOf(row: SignInRow): SignInTimes {
  return { lastSeenAt: Date.parse(row.last_seen_at), expiresAt: Date.parse(row.expires_at), endedAt: null };
}

/** What the browser has to do before anything else. */
export function stageOf(
  row: Pick<SignInRow, "second_factor_at" | "totp_confirmed" | "password_given" | "grants" | "demo">,
) {
  if (row.second_factor_at === null) {
    if (row.totp_confirmed) return "second_factor";
    if (needsSecondFactor(row.grants, row.demo)) return "enrolment";
  }
  return row.password_given ? "new_password" : "open";
}

function asSignedIn(row: SignInRow, now: Date): SignedIn {
  const { family_mode_household_id: householdId, family_mode_assessment_id: assessmentId } = row;
  return {
    signInId: row.sign_in_id,
    displayName: row.display_name,
    email: row.email,
    language: row.language,
    stage: stageOf(row),
    familyMode: householdId !== null && assessmentId !== null ? { householdId, assessmentId } : null,
    timeZone: row.time_zone,
    expiresAt: row.expires_at,
    actor: {
      tenantId: row.tenant_id,
      userId: row.user_id,
      purpose: CARE_PURPOSE,
      today: dayIn(now, row.time_zone),
      grants: row.grants,
    },
  };
}

/** Who a request comes from, by its cookie; undefined when nobody has signed in, or no longer. At most one statement. */
export async function findSignedIn(
  surroundings: Needed,
  cookies: Readonly<Record<string, string | undefined>>,
): Promise<SignedIn | undefined> {
  const token = tokenOf(cookies, surroundings.secureCookies);
  if (token === undefined) return undefined;
  const now = surroundings.clock();
  const digest = digestOf(token);
  const row = await rowOf(surroundings, digest, now.getTime());
  if (!row) return undefined;
  const times = timesOf(row);
  if (signInState(times, now.getTime()) !== "open") return undefined;
  if (needsTouch(times, now.getTime())) {
    await touchSignIn(surroundings.pool, digest, now);
    forgetSignIn(surroundings.pool, token);
  }
  return asSignedIn(row, now);
}
