import { Type } from "typebox";
import type { ProgrammePack } from "../core/packs/pack.ts";
import { operationContract, queryContract } from "./contract.ts";
import { dictionary, Id, Instant, record } from "./scalars.ts";

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

export const publishPack = operationContract({
  name: "publishPack",
  url: "/api/packs/publish-pack",
  summary: "Publica una versión de un programa con sus instrumentos; después ya no cambia.",
  action: "configuration.publish",
  onlineOnly: true,
  input: record({
    packVersionId: Id,
    /** Content of every file of the pack, by its path in the folder. */
    files: dictionary(Type.Unknown()),
  }),
  output: record({ packVersionId: Id, contentHash: Type.String() }),
  failures: {
    invalid_pack: {
      status: 422,
      es: "El programa tiene {count} problemas y no se ha publicado. Corríjalos en sus archivos y vuelva a publicarlo.",
      en: "The programme has {count} problems and was not published. Correct its files and publish again.",
    },
    version_exists: {
      status: 409,
      es: "Ya existe la versión {version} con otro contenido. Publique con un número de versión nuevo.",
      en: "Version {version} already exists with other content. Publish with a new version number.",
    },
  },
});
