import { type Static, Type } from "typebox";
import { operationContract, queryContract } from "./contract.ts";
import { dictionary, Id, Instant, line, nullable, record } from "./scalars.ts";

/** A text by language; Spanish is always there. */
export const LocalText = dictionary(Type.String({ maxLength: 4000 }));

export const InstrumentSummary = record({
  instrumentVersionId: Id,
  instrumentId: Type.String(),
  version: Type.String(),
  title: LocalText,
  origin: Type.String(),
  raters: Type.Array(Type.String()),
  publishedAt: Instant,
  contentHash: Type.String(),
  /** Slots whose text nobody has imported yet. */
  pendingItems: Type.Integer(),
});
export type InstrumentSummary = Static<typeof InstrumentSummary>;

export const publishInstrument = operationContract({
  name: "publishInstrument",
  url: "/api/instruments/publish-instrument",
  summary: "Publica una versión de un instrumento; después ya no cambia.",
  action: "configuration.publish",
  onlineOnly: true,
  input: record({
    instrumentVersionId: Id,
    definition: dictionary(Type.Unknown()),
    origin: line(200),
    report: Type.Optional(Type.Unknown()),
  }),
  output: record({ instrumentVersionId: Id, contentHash: Type.String() }),
  failures: {
    invalid_instrument: {
      status: 422,
      es: "El instrumento tiene {count} problemas y no se ha publicado. Corríjalos en el original y vuelva a importarlo.",
      en: "The instrument has {count} problems and was not published. Correct the original and import it again.",
    },
    version_exists: {
      status: 409,
      es: "Ya existe la versión {version} de este instrumento con otro contenido. Publique con un número de versión nuevo.",
      en: "Version {version} of this instrument already exists with other content. Publish with a new version number.",
    },
  },
});

export const instruments = queryContract({
  name: "instruments",
  url: "/api/instruments/instruments",
  summary: "Los instrumentos publicados, la versión más reciente de cada uno primero.",
  action: "configuration.read",
  parameters: record({}),
  output: record({ instruments: Type.Array(InstrumentSummary) }),
});

export const instrument = queryContract({
  name: "instrument",
  url: "/api/instruments/instrument",
  summary: "Un instrumento con sus preguntas y, si se importó, el informe de la importación.",
  action: "configuration.read",
  parameters: record({ instrumentVersionId: Id }),
  output: record({
    ...InstrumentSummary.properties,
    definition: Type.Unknown(),
    report: nullable(Type.Unknown()),
  }),
});
