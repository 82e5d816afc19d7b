import { compileInstrument } from "../instruments/compile.ts";
import type { InstrumentDefinition } from "../instruments/definition.ts";
import { definitionMessages, messageOf } from "../instruments/messages.ts";
import { accepted, type Result, refused } from "../result.ts";
import { readDefinition } from "./readDefinition.ts";

export type PublishFailure =
  | {
      readonly code: "invalid_instrument";
      readonly count: number;
      readonly fields: readonly { readonly path: string; readonly code: string; readonly message: string }[];
    }
  | { readonly code: "version_exists"; readonly version: string };

export interface PublishSituation {
  /** Content hash of the same version when it is already published. */
  readonly publishedHash: string | undefined;
  readonly contentHash: string;
}

/** A definition may be published when its form is right, it compiles, and its version is new or the same to the letter. */
export function publishInstrument(
  content: unknown,
  situation: PublishSituation,
): Result<{ readonly definition: InstrumentDefinition; readonly alreadyThere: boolean }, PublishFailure> {
  const read = readDefinition(content);
  if (!read.ok) {
    return invalid(read.failure.problems.map(({ path, code, reason }) => ({ path, code, message: reason.es })));
  }
  const definition = read.value;
  const compiled = compileInstrument(definition);
  if (!compiled.ok) {
    return invalid(
      compiled.failure.problems.map((problem) => ({
        path: problem.path,
        code: problem.code,
        message: messageOf(problem, "es", definitionMessages),
      })),
    );
  }
  const { publishedHash, contentHash } = situation;
  if (publishedHash !== undefined && publishedHash !== contentHash) {
    return refused({ code: "version_exists", version: definition.version });
  }
  return accepted({ definition, alreadyThere: publishedHash !== undefined });
}

function invalid(fields: Extract<PublishFailure, { readonly code: "invalid_instrument" }>["fields"]) {
  return refused({ code: "invalid_instrument" as const, count: fields.length, fields });
}
