import { randomBytes } from "node:crypto";
import type pg from "pg";
import { checkPassword, type PasswordFailure } from "../../core/auth/password.ts";
import { accepted, type Result } from "../../core/result.ts";
import { COMMON_PASSWORDS, PRODUCT_WORDS } from "./commonPasswords.ts";
import { hashSecret } from "./hashing.ts";
import { normaliseEmail } from "./signIn.ts";

export interface NewAccount {
  readonly tenantId: string;
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly password: string;
  readonly language: "es" | "en";
  /** Whoever installs knows the password: it serves to choose another. */
  readonly given?: boolean;
}

/** Decides on a new password of a person whose name, address and tenant everybody knows. */
export function checkPasswordOf(
  password: string,
  person: { readonly email: string; readonly displayName: string; readonly tenantName: string },
): Result<string, PasswordFailure> {
  const ownWords = [person.email, person.displayName, person.tenantName, ...PRODUCT_WORDS];
  return checkPassword(password, { common: COMMON_PASSWORDS, ownWords });
}

/**
 * Makes an account that can sign in at once. `client` is logged in as owner or superuser (installing, loading the demo);
 * grants are added apart. The password meets the same rules as one a person chooses.
 */
export async function createAccount(
  client: pg.ClientBase,
  account: NewAccount,
): Promise<Result<undefined, PasswordFailure>> {
  const { tenantId, id, displayName, language } = account;
  const email = normaliseEmail(account.email);
  const { rows } = await client.query("select name from tenant where id = $1", [tenantId]);
  const checked = checkPasswordOf(account.password, { email, displayName, tenantName: rows[0]?.name ?? "" });
  if (!checked.ok) return checked;
  await client.query(
    "insert into user_account (tenant_id, id, email, display_name, language) values ($1, $2, $3, $4, $5)",
    [tenantId, id, email, displayName, language],
  );
  await client.query(
    "insert into credential (tenant_id, user_id, password_hash, password_given, device_key) values ($1, $2, $3, $4, $5)",
    [tenantId, id, await hashSecret(checked.value), account.given ?? false, randomBytes(32)],
  );
  return accepted(undefined);
}
