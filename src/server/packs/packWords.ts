import { type RawBuilder, sql } from "kysely";

/** The pack's words for a key, in the reader's language or in Spanish; expects `pack_version` in the statement. */
export function packWords(
  key: RawBuilder<unknown>,
  language: "es" | "en",
  otherwise: RawBuilder<unknown>,
): RawBuilder<string> {
  return sql`coalesce(pack_version.content #>> array['texts', ${language}, ${key}],
    pack_version.content #>> array['texts', 'es', ${key}], ${otherwise})`;
}
