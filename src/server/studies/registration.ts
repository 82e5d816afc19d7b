import { hash } from "node:crypto";
import type { StudyProtocol } from "../../core/studies/protocol.ts";

/** What is registered, as canonical JSON: the file that is downloaded, whose SHA-256 is the plan's. */
export interface Registration {
  /** Version of what computes it, as it was then. */
  readonly engineVersion: string;
  readonly protocol: StudyProtocol;
}

export function sha256Of(text: string | Uint8Array): string {
  return hash("sha256", text, "hex");
}

/** A registered plan as it was stored. */
export function registrationIn(text: string): Registration {
  return JSON.parse(text) as Registration;
}
