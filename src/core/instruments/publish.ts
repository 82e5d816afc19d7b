import { accepted, type Result, refused } from "../result.ts";
import { compileInstrument } from "./compile.ts";
import type { InstrumentDefinition } from "./definition.ts";
import { definitionMessages, messageOf } from "./messages.ts";

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

/** A definition may be published when it compiles and its version is new, or is the same to the letter. */
export function publishInstrument(
  definition: InstrumentDefinition,
  situation: PublishSituation,
): Result<{ readonly definition: InstrumentDefinition; readonly alreadyThere: boolean }, PublishFailure> {
  const compiled = compileInstrument(definition);
  if (!compiled.ok) {
    const { problems } = compiled.failure;
    const fields = problems.map((problem) => ({
      path: problem.path,
      code: problem.code,
      message: messageOf(problem, "es", definitionMessages),
    }));
    return refused({ code: "invalid_instrument", count: fields.length, fields });
  }
  const { publishedHash, contentHash } = situation;
  if (publishedHash !== undefined && publishedHash !== contentHash) {
    return refused({ code: "version_exists", version: definition.version });
  }
  return accepted({ definition, alreadyThere: publishedHash !== undefined });
}
