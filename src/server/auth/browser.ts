import type { FastifyReply, FastifyRequest } from "fastify";
import { expiryOf } from "../../core/auth/lifetime.ts";
import { newId } from "../ids.ts";
import type { Surroundings } from "../surroundings.ts";
import { endSignIn, insertSignIn } from "./auth.data.ts";
import { digestOf, giveToken, newToken, takeToken, tokenOf } from "./cookies.ts";
import { forgetSignIn } from "./signedIn.ts";

type Needed = Pick<Surroundings, "pool" | "clock" | "secureCookies">;

/** Opens a browser for a person whose password was checked, and returns its token; the caller hands it over. */
export async function openBrowser(
  { pool, clock }: Pick<Surroundings, "pool" | "clock">,
  person: { readonly tenantId: string; readonly userId: string },
  device: string,
): Promise<string> {
  const token = newToken();
  const now = clock();
  const expiresAt = new Date(expiryOf(now.getTime()));
  await insertSignIn(pool, { ...person, id: newId(), digest: digestOf(token), now, expiresAt, device });
  return token;
}

/** Ends the sign-in a request carries, if any, and takes its cookie back. */
export async function closeBrowser(surroundings: Needed, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = tokenOf(request.cookies, surroundings.secureCookies);
  takeToken(reply, surroundings.secureCookies);
  if (token === undefined) return;
  await endSignIn(surroundings.pool, digestOf(token), surroundings.clock());
  forgetSignIn(surroundings.pool, token);
}

/** Hands a token to the browser. */
export function handOver(surroundings: Needed, reply: FastifyReply, token: string): void {
  giveToken(reply, token, surroundings.secureCookies);
}

const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** A browser in the words a person recognises it by, such as «Firefox · Android»; empty when it does not say. */
export function deviceName(userAgent: string | undefined): string {
  const named = (list: typeof PROGRAMS) => list.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1];
  return [named(PROGRAMS), named(SYSTEMS)].filter((part) => part !== undefined).join(" · ");
}
