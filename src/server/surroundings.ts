import type pg from "pg";
import type { SpaceGuard } from "./database/embedded/space.ts";

/** Everything a process is given at its start; tests give their own clock and pool. */
export interface Surroundings {
  /** Pool of the login `trenza_app`: not the owner, never past row security. */
  readonly pool: pg.Pool;
  readonly clock: () => Date;
  /** Key of the digests that stand for sealed members in the ledger. */
  readonly sealingKey: string;
  readonly database: "embedded" | "external";
  readonly version: string;
  /** True when the fictional families are loaded: only then does the sign-in page offer the fictional sign-ins. */
  readonly demo: boolean;
  /** True when the browser reaches us by https; decides name and attributes of the cookie. */
  readonly secureCookies: boolean;
  /** Folder with the built browser application, or null in tests that need none. */
  readonly webFolder: string | null;
  /** How much room the embedded database's disk has; absent with a database of one's own, whose operator watches it. */
  readonly space?: Pick<SpaceGuard, "state"> | undefined;
}
