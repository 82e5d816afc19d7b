import { Type } from "typebox";
import type { ProgrammePack } from "../core/packs/pack.ts";
import { queryContract } from "./contract.ts";
import { Id, Instant, record } from "./scalars.ts";

/** A pack as screens use it. Instruments travel by themselves: they are large, and each has its own versions. */
export type PackShown = Omit<ProgrammePack, "instruments">;

/** Published programmes, the newest version of each first. */
export const packs = queryContract({
  name: "packs",
  url: "/api/packs/packs",
  summary: "Lista los programas publicados y sus versiones.",
  action: "configuration.read",
  parameters: record({}),
  output: record({
    items: Type.Array(
      record({
        packVersionId: Id,
        packId: Type.String(),
        version: Type.String(),
        name: record({ es: Type.String(), en: Type.String() }),
        publishedAt: Instant,
        current: Type.Boolean(),
      }),
    ),
  }),
});

/** One published version: immutable, so the browser may keep it. */
export const pack = queryContract({
  name: "pack",
  url: "/api/packs/pack",
  summary: "Entrega las reglas y los textos de una versión publicada de un programa.",
  action: "configuration.read",
  parameters: record({ packVersionId: Id }),
  output: record({ packVersionId: Id, contentHash: Type.String(), pack: Type.Unsafe<PackShown>({}) }),
});
