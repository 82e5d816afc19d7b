import type { Actor, Role } from "../access/policy.ts";
import type { PasswordFailure } from "../auth/password.ts";
import { accepted, type Result, refused } from "../result.ts";
import { type HeldRole, mayGrantIn, purposesOf, reachesAll } from "./reach.ts";

/** A first password that was judged: ready to be stored, or why it is not taken. */
export type FirstPassword = Result<string, PasswordFailure | { readonly code: "busy" }>;

/** What the deeds on an account must know of it. */
export interface AccountState {
  readonly userId: string;
  readonly closed: boolean;
  readonly roles: readonly HeldRole[];
}

type Untouchable = { readonly code: "own_account" } | { readonly code: "outside_reach" };

export type AddAccountFailure =
  | PasswordFailure
  | { readonly code: "busy" | "email_not_valid" | "email_taken" | "outside_reach" };

interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** An account about to be made, with its first role. */
export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly purposes: readonly string[];
}

interface AddState {
  readonly territoryPath: readonly string[];
  /** The address in the one spelling accounts are kept under. */
  readonly email: string;
  readonly emailTaken: boolean;
  readonly password: FirstPassword;
}

/** Decides on a new account: a place the actor gives roles in, an address nobody uses, a password nobody guesses. */
export function addAccount(
  state: AddState,
  { name, role }: NewPerson,
  actor: Actor,
  now: string,
): Result<NewAccount, AddAccountFailure> {
  if (!/^[^@\s]+@[^@\s]+$/.test(state.email)) return refused({ code: "email_not_valid" });
  if (!mayGrantIn(actor, state.territoryPath, now)) return refused({ code: "outside_reach" });
  if (state.emailTaken) return refused({ code: "email_taken" });
  if (!state.password.ok) return state.password;
  const { value: passwordHash } = state.password;
  return accepted({ name: name.trim(), email: state.email, passwordHash, purposes: purposesOf(role) });
}

/** Nobody changes their own way in, nor that of somebody who reaches further. */
function refusalOf(account: AccountState, actor: Actor, now: string): Untouchable | undefined {
  if (account.userId === actor.userId) return { code: "own_account" };
  return reachesAll(actor, account.roles, now) ? undefined : { code: "outside_reach" };
}

export type ResetFailure = Untouchable | PasswordFailure | { readonly code: "busy" | "account_closed" };

/** Decides on a new first password for somebody who lost the telephone or forgot the password; gives what is stored of it. */
export function resetAccount(
  { account, password }: { readonly account: AccountState; readonly password: FirstPassword },
  actor: Actor,
  now: string,
): Result<string, ResetFailure> {
  const refusal = refusalOf(account, actor, now);
  if (refusal) return refused(refusal);
  return account.closed ? refused({ code: "account_closed" }) : password;
}

export type CloseFailure = Untouchable | { readonly code: "already_closed" };

/** Decides on closing an account: who it belongs to no longer signs in; what they did stays theirs. */
export function closeAccount(account: AccountState, actor: Actor, now: string): Result<AccountState, CloseFailure> {
  const refusal = refusalOf(account, actor, now);
  if (refusal) return refused(refusal);
  return account.closed ? refused({ code: "already_closed" }) : accepted(account);
}

export type ReopenFailure = Untouchable | { readonly code: "not_closed" };

/** Decides on opening a closed account again, with the roles it has left. */
export function reopenAccount(account: AccountState, actor: Actor, now: string): Result<AccountState, ReopenFailure> {
  const refusal = refusalOf(account, actor, now);
  if (refusal) return refused(refusal);
  return account.closed ? accepted(account) : refused({ code: "not_closed" });
}
