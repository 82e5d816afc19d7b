import { randomBytes } from "node:crypto";
import { uuidV7 } from "../core/ids.ts";

/** A new id made by the server. */
export function newId(): string {
  return uuidV7(Date.now(), randomBytes(10));
}
