import { type Static, Type } from "typebox";
import { EFFECTS, EVIDENCE_DESIGNS } from "../core/evidence/record.ts";
import { operationContract, queryContract } from "./contract.ts";
import { Id, Instant, line, nullable, oneOf, record } from "./scalars.ts";

/** Records of the product have a word of their own, those added here one made on the device. */
const EvidenceId = Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,79}$" });
const EvidenceVersion = Type.Integer({ minimum: 0, maximum: 10_000 });
const Design = oneOf(...EVIDENCE_DESIGNS);
const Effect = oneOf(...EFFECTS);
/** As much of a date as the source tells: a year, a month or a day. */
const PartialDay = Type.String({ pattern: "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" });

/** A study of others in one language. */
export const Evidence = record({
  programme: line(200),
  study: line(200),
  studied: nullable(line(400)),
  design: nullable(Design),
  where: nullable(line(300)),
  participants: nullable(line(300)),
  findings: Type.Array(record({ effect: Effect, text: line(600) }), { maxItems: 40 }),
  ratings: Type.Array(record({ by: line(160), rating: line(160), on: nullable(PartialDay) }), { maxItems: 20 }),
  corrections: Type.Array(record({ on: nullable(PartialDay), text: line(600) }), { maxItems: 20 }),
  source: line(600),
});
export type Evidence = Static<typeof Evidence>;

const Standing = { effects: Type.Array(Effect), corrected: Type.Boolean() };

export const evidenceList = queryContract({
  name: "evidenceList",
  url: "/api/evidence/evidence-list",
  summary: "Estudios de otros sobre programas parecidos, también los que no encontraron nada.",
  action: "study.read",
  parameters: record({}),
  output: record({
    mayAdd: Type.Boolean(),
    items: Type.Array(
      record({ id: EvidenceId, version: EvidenceVersion, own: Type.Boolean(), ...Standing, content: Evidence }),
    ),
  }),
});

export const evidence = queryContract({
  name: "evidence",
  url: "/api/evidence/evidence",
  summary: "Un estudio de otros, con sus correcciones y sus versiones.",
  action: "study.read",
  parameters: record({ evidenceId: EvidenceId }),
  output: record({
    id: EvidenceId,
    version: EvidenceVersion,
    mayAdd: Type.Boolean(),
    /** Written here and not part of the product. */
    own: Type.Boolean(),
    ...Standing,
    content: Evidence,
    /** Newest first; version 0 is the one that came with the product. */
    versions: Type.Array(
      record({
        version: EvidenceVersion,
        at: nullable(Instant),
        by: nullable(Type.String()),
        why: nullable(Type.String()),
        content: Evidence,
      }),
    ),
  }),
});

export const addEvidence = operationContract({
  name: "addEvidence",
  url: "/api/evidence/add-evidence",
  summary: "Añade un estudio de otros, o una versión corregida de uno que ya está.",
  action: "study.write",
  input: record({
    evidenceId: EvidenceId,
    /** Of the version that is added. */
    versionId: Id,
    baseVersion: EvidenceVersion,
    content: Evidence,
    why: nullable(line(600)),
  }),
  output: record({ evidenceId: EvidenceId, version: EvidenceVersion }),
  failures: {
    stale_version: {
      status: 409,
      es: "Alguien corrigió esta ficha mientras usted la tenía abierta. Lo suyo sigue en la pantalla: compárelo y guarde otra vez.",
      en: "Somebody corrected this record while you had it open. Yours is still on the screen: compare and save again.",
    },
    reason_missing: {
      status: 422,
      es: "Escriba qué corrige y por qué: la versión anterior se conserva a su lado.",
      en: "Write what you correct and why: the version before is kept beside it.",
    },
  },
});
