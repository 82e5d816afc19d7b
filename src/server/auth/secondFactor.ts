import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Grant } from "../../core/access/policy.ts";

function keyFrom(sealingKey: string): Buffer {
  return Buffer.from(hkdfSync("sha256", sealingKey, "", "second factor secrets", 32));
}

/** The secret as it is stored: a copy of the database alone must not make codes. AES-256-GCM, nonce and tag in front. */
export function sealSecret(secret: string, sealingKey: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(sealingKey), nonce);
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
}

/** The secret back. Throws when the key is another one or the text was changed. */
export function openSecret(stored: string, sealingKey: string): string {
  const bytes = Buffer.from(stored, "base64");
  const decipher = createDecipheriv("aes-256-gcm", keyFrom(sealingKey), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}

const NOT_STAFF = "family_member";

/** Whoever works with other people's records needs a second factor; in a demonstration it is a choice. */
export function needsSecondFactor(grants: readonly Grant[], demo: boolean): boolean {
  return !demo && grants.some((grant) => grant.role !== NOT_STAFF);
}
