import { randomBytes } from "node:crypto";
import type pg from "pg";
import { permit } from "../../core/access/policy.ts";
import type { AccountState, FirstPassword } from "../../core/accounts/account.ts";
import type { HeldRole } from "../../core/accounts/reach.ts";
import { accepted, refused } from "../../core/result.ts";
import { objectWithoutPlace } from "../access/objects.ts";
import { checkPasswordOf } from "../auth/createAccount.ts";
import { hashSecret, TooBusy } from "../auth/hashing.ts";
import type { OperationContext } from "../operation.ts";

type Context = Pick<OperationContext, "client" | "actor" | "now">;

/** An account as the deeds on it see it, with who it belongs to. */
export interface FoundAccount extends AccountState {
  readonly name: string;
  readonly email: string;
}

const PATH = `array(select closure.ancestor_id::text from territory_closure closure
  where closure.tenant_id = held.tenant_id and closure.descendant_id = held.territory_id)`;

/** Somebody of the same tenant; undefined when there is no such person. */
export async function findAccount({ client, actor }: Context, userId: string): Promise<FoundAccount | undefined> {
  const { rows } = await client.query(
    `select person.id as "userId", person.display_name as name, person.email, person.disabled_at is not null as closed,
       (select coalesce(json_agg(json_build_object('role', held.role, 'territoryId', held.territory_id,
          'territoryPath', ${PATH}, 'validFrom', held.valid_from, 'validTo', held.valid_to)), '[]')
        from access_grant held where held.tenant_id = person.tenant_id and held.user_id = person.id) as roles
     from user_account person where person.tenant_id = $1 and person.id = $2`,
    [actor.tenantId, userId],
  );
  return rows[0];
}

/** A role somebody was given; undefined when there is none with that id. */
export async function findGrant(
  { client, actor }: Context,
  grantId: string,
): Promise<(HeldRole & { readonly userId: string }) | undefined> {
  const { rows } = await client.query(
    `select held.user_id as "userId", held.role, held.territory_id as "territoryId", ${PATH} as "territoryPath",
       held.valid_from as "validFrom", held.valid_to as "validTo"
     from access_grant held where held.tenant_id = $1 and held.id = $2`,
    [actor.tenantId, grantId],
  );
  return rows[0];
}

/** A place that is not closed, with all above it; undefined when there is none with that id. */
export async function findPlace(
  { client, actor }: Context,
  territoryId: string,
): Promise<readonly string[] | undefined> {
  const { rows } = await client.query(
    `select app.territory_path(place.id)::text[] as path from territory place
     where place.tenant_id = $1 and place.id = $2 and (place.valid_to is null or place.valid_to > $3)`,
    [actor.tenantId, territoryId, actor.today],
  );
  return rows[0]?.path;
}

/** Judges a first password and makes what is stored of it; the dear part only for whoever manages accounts. */
export async function judgePassword(
  { client, actor, now }: Context,
  password: string,
  { email, name }: { readonly email: string; readonly name: string },
): Promise<FirstPassword> {
  const { rows } = await client.query("select tenant.name from tenant where tenant.id = $1", [actor.tenantId]);
  const checked = checkPasswordOf(password, { email, displayName: name, tenantName: rows[0]?.name ?? "" });
  if (!checked.ok) return checked;
  if (!permit(actor, "user.manage", objectWithoutPlace(actor, { kind: "user", level: 1 }), now)) {
    return refused({ code: "busy" });
  }
  try {
    return accepted(await hashSecret(checked.value));
  } catch (error) {
    if (!(error instanceof TooBusy)) throw error;
    return refused({ code: "busy" });
  }
}

/** Stores a first password. The key of the person's devices is kept when there was one. */
export async function setPassword(client: pg.ClientBase, userId: string, passwordHash: string): Promise<void> {
  await client.query("select app.set_password($1, $2, $3)", [userId, passwordHash, randomBytes(32)]);
}

/** Closes every browser in which somebody is. */
export async function endSignInsOf({ client, now }: Context, userId: string): Promise<void> {
  await client.query("select app.end_sign_ins_of($1, $2)", [userId, now]);
}

interface GrantRow {
  readonly id: string;
  readonly userId: string;
  readonly role: string;
  readonly territoryId: string;
  readonly purposes: readonly string[];
}

/** Stores a role from today on. */
export async function insertGrant({ client, actor }: Context, grant: GrantRow): Promise<void> {
  const { id, userId, role, territoryId, purposes } = grant;
  await client.query(
    `insert into access_grant (tenant_id, id, user_id, role, territory_id, purposes, valid_from, granted_by)
     values ($1,$2,$3,$4,$5,$6,$7,$8)`,
    [actor.tenantId, id, userId, role, territoryId, purposes, actor.today, actor.userId],
  );
}

/** Notes a change of an account, closing (`at`) or opening it (null) where asked; gives its new version. */
export async function touchAccount(
  { client, actor }: Context,
  userId: string,
  disabled?: { readonly at: string | null },
): Promise<number> {
  const { rows } = await client.query(
    `update user_account set version = user_account.version + 1,
       disabled_at = case when $3 then $4 else user_account.disabled_at end
     where user_account.tenant_id = $1 and user_account.id = $2 returning user_account.version`,
    [actor.tenantId, userId, disabled !== undefined, disabled?.at ?? null],
  );
  return rows[0].version;
}
