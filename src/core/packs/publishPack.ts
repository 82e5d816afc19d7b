import type { InstrumentDefinition } from "../instruments/definition.ts";
import { accepted, type Result, refused } from "../result.ts";
import type { ProgrammePack } from "./pack.ts";
import { parsePack } from "./parse.ts";

/** What is already published: content hash by `id version`, of packs and of instruments. */
export interface PublishedHashes {
  readonly packs: Readonly<Record<string, string>>;
  readonly instruments: Readonly<Record<string, string>>;
}

export type PublishPackFailure =
  | {
      readonly code: "invalid_pack";
      readonly count: number;
      readonly fields: readonly { readonly path: string; readonly code: string; readonly message: string }[];
    }
  | { readonly code: "version_exists"; readonly version: string };

/** The version of a thing as one word. */
export function versionKey({ id, version }: { readonly id: string; readonly version: string }): string {
  return `${id} ${version}`;
}

function taken(known: Readonly<Record<string, string>>, key: string, hash: string): boolean {
  return Object.hasOwn(known, key) && known[key] !== hash;
}

/** A pack may be published when all of it is right and neither it nor its instruments change a published version. */
export function publishPack(
  files: Readonly<Record<string, unknown>>,
  published: PublishedHashes,
  hashOf: (value: unknown) => string,
): Result<{ readonly pack: ProgrammePack; readonly instruments: readonly InstrumentDefinition[] }, PublishPackFailure> {
  const parsed = parsePack(files);
  if (!parsed.ok) {
    const fields = parsed.failure.problems.map(({ file, path, code, reason }) => ({
      path: `${file}${path}`,
      code,
      message: reason.es,
    }));
    return refused({ code: "invalid_pack", count: fields.length, fields });
  }
  const pack = parsed.value;
  const key = versionKey(pack.pack);
  if (taken(published.packs, key, hashOf(files))) return refused({ code: "version_exists", version: key });
  const instruments = Object.values(pack.instruments);
  const changed = instruments.find((one) => taken(published.instruments, versionKey(one), hashOf(one)));
  if (changed) return refused({ code: "version_exists", version: versionKey(changed) });
  return accepted({ pack, instruments });
}
