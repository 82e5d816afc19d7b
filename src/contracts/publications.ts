import { Type } from "typebox";
import { PUBLICATION_STATES } from "../core/outcomes/publish.ts";
import { operationContract, queryContract } from "./contract.ts";
import { Day, Id, nullable, oneOf, record } from "./scalars.ts";

const publishing = {
  no_data: {
    status: 422,
    es: "Esta entidad todavía no tiene datos que publicar.",
    en: "This agency has no data to publish yet.",
  },
  period_inverted: {
    status: 422,
    es: "El periodo termina antes de empezar.",
    en: "The period ends before it begins.",
  },
  already_publishing: {
    status: 409,
    es: "Ya se están publicando las cifras de esta entidad.",
    en: "The figures of this agency are already being published.",
  },
} as const;

export const publishSnapshot = operationContract({
  name: "publishSnapshot",
  url: "/api/outcomes/publish-snapshot",
  summary: "Pide publicar las cifras de hoy con sus definiciones; se cuentan enseguida y lo publicado ya no cambia.",
  action: "results.publish",
  input: record({ snapshotId: Id, sourceId: Id, from: Type.Optional(Day), to: Type.Optional(Day) }),
  output: record({ snapshotId: Id, version: Type.Integer() }),
  failures: publishing,
  onlineOnly: true,
});

export const cancelPublication = operationContract({
  name: "cancelPublication",
  url: "/api/outcomes/cancel-publication",
  summary: "Anula una publicación que todavía se está contando; no se publica nada de ella.",
  action: "results.publish",
  input: record({ snapshotId: Id }),
  output: record({ snapshotId: Id, version: Type.Integer() }),
  failures: {
    not_under_way: {
      status: 409,
      es: "Esta publicación ya había terminado.",
      en: "This publication had already ended.",
    },
  },
  onlineOnly: true,
});

export const publicationProgress = queryContract({
  name: "publicationProgress",
  url: "/api/outcomes/publication-progress",
  summary: "Cómo va la última publicación que se pidió de las cifras de una entidad.",
  action: "results.publish",
  parameters: record({ sourceId: Id }),
  output: record({
    publication: nullable(
      record({
        snapshotId: Id,
        state: oneOf(...PUBLICATION_STATES),
        /** Indicators counted, of how many; 0 of 0 before the count begins. */
        counted: Type.Integer(),
        whole: Type.Integer(),
        /** Nobody has shown signs of counting it for a while. */
        stalled: Type.Boolean(),
        failure: nullable(Type.String()),
      }),
    ),
  }),
});
