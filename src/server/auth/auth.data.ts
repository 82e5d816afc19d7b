import type pg from "pg";
import type { Grant } from "../../core/access/policy.ts";

/** A row of `app.find_sign_in`: an open browser and who it belongs to. */
export interface SignInRow {
  readonly sign_in_id: string;
  readonly tenant_id: string;
  readonly user_id: string;
  readonly display_name: string;
  readonly email: string;
  readonly language: "es" | "en";
  readonly time_zone: string;
  readonly demo: boolean;
  readonly last_seen_at: string;
  readonly expires_at: string;
  readonly second_factor_at: string | null;
  readonly family_mode_household_id: string | null;
  readonly family_mode_assessment_id: string | null;
  readonly totp_confirmed: boolean;
  readonly password_given: boolean;
  readonly grants: readonly Grant[];
}

/** The browser of a token digest, unless it was ended or the account is disabled. One statement. */
export async function findSignIn(pool: pg.Pool, digest: Buffer): Promise<SignInRow | undefined> {
  const { rows } = await pool.query<SignInRow>("select * from app.find_sign_in($1)", [digest]);
  return rows[0];
}

/** Notes that a browser is in use. */
export async function touchSignIn(pool: pg.Pool, digest: Buffer, now: Date): Promise<void> {
  await pool.query("select app.touch_sign_in($1, $2)", [digest, now]);
}

export interface CredentialRow {
  readonly tenant_id: string;
  readonly user_id: string;
  readonly password_hash: string;
}

/** What is needed to check a password; undefined for an account that is unknown or disabled. */
export async function findCredential(pool: pg.Pool, email: string): Promise<CredentialRow | undefined> {
  const { rows } = await pool.query<CredentialRow>("select * from app.find_credential($1)", [email]);
  return rows[0];
}

export interface NewSignIn {
  readonly tenantId: string;
  readonly userId: string;
  readonly id: string;
  readonly digest: Buffer;
  readonly now: Date;
  readonly expiresAt: Date;
  readonly device: string;
}

/** Opens a browser for a person whose password was checked. */
export async function insertSignIn(pool: pg.Pool, signIn: NewSignIn): Promise<void> {
  const { tenantId, userId, id, digest, now, expiresAt, device } = signIn;
  await pool.query("select app.open_sign_in($1, $2, $3, $4, $5, $6, $7)", [
    tenantId,
    userId,
    id,
    digest,
    now,
    expiresAt,
    device,
  ]);
}

/** Closes one browser. */
export async function endSignIn(pool: pg.Pool, digest: Buffer, now: Date): Promise<void> {
  await pool.query("select app.end_sign_in($1, $2)", [digest, now]);
}

/** Closes every browser of the transaction's user but the one kept; returns how many. */
export async function endOwnSignIns(client: pg.PoolClient, now: Date, kept: string | null): Promise<number> {
  const { rows } = await client.query("select app.end_sign_ins_of(app.user_id(), $1, $2) as ended", [now, kept]);
  return rows[0].ended as number;
}

export interface OwnSecrets {
  readonly password_hash: string;
  readonly totp_secret: string | null;
  readonly totp_confirmed: boolean;
  readonly family_mode_pin_hash: string | null;
  readonly device_key: Buffer;
}

/** The secrets of the transaction's user. */
export async function getOwnSecrets(client: pg.PoolClient): Promise<OwnSecrets> {
  const { rows } = await client.query<OwnSecrets>("select * from app.find_own_secrets()");
  const [row] = rows;
  if (!row) throw new Error("a signed-in account without credential");
  return row;
}
