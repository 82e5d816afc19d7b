import { type Static, Type } from "typebox";
import { resultIds } from "../core/results/definitions.ts";
import { queryContract } from "./contract.ts";
import { Day, Id, line, nullable, oneOf, record } from "./scalars.ts";

/** One number of a breakdown: `cell` names it again when its list is asked for. */
export const ResultCell = record({ cell: Type.String(), label: Type.String(), n: Type.Integer() });
export type ResultCell = Static<typeof ResultCell>;

export const DimensionChange = record({
  cell: Type.String(),
  instrument: Type.String(),
  label: Type.String(),
  n: Type.Integer(),
  better: Type.Integer(),
  same: Type.Integer(),
  worse: Type.Integer(),
  meanBefore: nullable(Type.Number()),
  meanAfter: nullable(Type.Number()),
  lowest: Type.Number(),
  highest: Type.Number(),
});
export type DimensionChange = Static<typeof DimensionChange>;

export const resultsOverview = queryContract({
  name: "resultsOverview",
  url: "/api/results/results-overview",
  summary: "Primera página de resultados: familias por etapa, visitas, entrada, cambio por dimensión y cierres.",
  action: "results.read",
  parameters: record({ territoryId: Type.Optional(Id) }),
  output: record({
    today: Day,
    /** Whether this person may see families behind the numbers. */
    mayOpen: Type.Boolean(),
    territories: Type.Array(record({ id: Id, name: Type.String() })),
    openByStage: Type.Array(ResultCell),
    seen: record({ n: Type.Integer(), of: Type.Integer(), tooRecent: Type.Integer() }),
    intake: Type.Array(ResultCell),
    changes: Type.Array(DimensionChange),
    oneAssessmentOnly: Type.Integer(),
    closed: Type.Array(ResultCell),
  }),
});

export const resultsList = queryContract({
  name: "resultsList",
  url: "/api/results/results-list",
  summary:
    "Las familias que hay detrás de un número de la página de resultados, y las que quedaron fuera con su motivo.",
  action: "results.read",
  parameters: record({ result: oneOf(...resultIds), cell: line(200), territoryId: Type.Optional(Id) }),
  output: record({
    today: Day,
    label: Type.String(),
    families: Type.Array(
      record({
        id: Id,
        kind: oneOf("household", "referral"),
        code: Type.String(),
        name: Type.String(),
        detail: Type.String(),
      }),
    ),
    leftOut: Type.Array(record({ id: Id, code: Type.String(), name: Type.String(), reason: Type.String() })),
    /** How many more there are than the lists show. */
    more: Type.Integer(),
    moreLeftOut: Type.Integer(),
  }),
});

/** One clock of a programme and how far it was kept. */
export const ClockAdherence = record({
  deadlineId: Type.String(),
  label: Type.String(),
  /** Done on the last day at the latest. */
  kept: Type.Integer(),
  /** Done, but later. */
  late: Type.Integer(),
  /** Not done and overdue. */
  missed: Type.Integer(),
  /** Not done and not due yet. */
  open: Type.Integer(),
  /** No longer asked for before it was due, such as after closing. */
  ended: Type.Integer(),
  /** Kept among kept, late and missed, with its 95 % interval; null when there are none. */
  share: nullable(Type.Number()),
  low: nullable(Type.Number()),
  high: nullable(Type.Number()),
  /** Mean days of those that are done. It overlooks those not done yet. */
  meanDays: nullable(Type.Number()),
});
export type ClockAdherence = Static<typeof ClockAdherence>;

export const clockAdherence = queryContract({
  name: "clockAdherence",
  url: "/api/results/clock-adherence",
  summary: "Cuánto se cumplen los plazos del propio programa, plazo por plazo.",
  action: "results.read",
  parameters: record({ territoryId: Type.Optional(Id) }),
  output: record({ today: Day, clocks: Type.Array(ClockAdherence) }),
});
