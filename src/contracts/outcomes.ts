import { Type } from "typebox";
import { bases, checkIds, dimensions, exitGroups, indicatorIds, verdicts } from "../core/outcomes/words.ts";
import { operationContract, queryContract } from "./contract.ts";
import {
  Benchmark,
  IndicatorDefinition,
  MaybeNumber,
  OutcomeBreakdown,
  OutcomeDisparity,
  OutcomeFigure,
  OutcomeMember,
  OutcomeRow,
  Told,
  TrendPoint,
} from "./outcomeFigures.ts";
import { Day, dictionary, Id, Instant, line, nullable, oneOf, record } from "./scalars.ts";

const Word = line(60);
const IndicatorId = Type.Unsafe<string>({ type: "string", enum: [...indicatorIds] });
const CheckId = Type.Unsafe<string>({ type: "string", enum: [...checkIds] });
/** An agency, and a stretch of time with both ends in it; without a period, the latest one observed to its end. */
const asked = {
  sourceId: Type.Optional(Id),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
};
/** Without either, the last published figures; `live` computes now from the facts and needs the right to read them. */
const read = {
  ...asked,
  snapshotId: Type.Optional(Id),
  live: Type.Optional(oneOf("yes")),
};

const SnapshotHeading = record({
  id: Id,
  publishedAt: Instant,
  publishedBy: Type.String(),
  dataHash: Type.String(),
  observedUntil: Day,
});

/** Agencies this person may see, the one shown, and until when its facts reach. */
const heading = {
  today: Day,
  sources: Type.Array(record({ id: Id, name: Type.String() })),
  sourceId: nullable(Id),
  observedUntil: nullable(Day),
  /** The publication the figures come from; null when they were computed now. */
  snapshot: nullable(SnapshotHeading),
  /** Whether this person may compute now and open lists. */
  mayOpen: Type.Boolean(),
  mayPublish: Type.Boolean(),
};

export const outcomesOverview = queryContract({
  name: "outcomesOverview",
  url: "/api/outcomes/outcomes-overview",
  summary: "Página de resultados de la infancia bajo cuidado: nueve resultados y todos los indicadores.",
  action: "results.read",
  parameters: record(read),
  output: record({
    ...heading,
    /** The nine outcomes in their order; the first row of each is the one to show. */
    outcomes: Type.Array(record({ n: Type.Integer(), label: Type.String(), rows: Type.Array(OutcomeRow) })),
    others: Type.Array(OutcomeRow),
  }),
});

export const outcome = queryContract({
  name: "outcome",
  url: "/api/outcomes/outcome",
  summary: "Un indicador: definición, valor, exclusiones, desgloses, brechas, evolución y referencia de otro país.",
  action: "results.read",
  parameters: record({ ...read, indicator: IndicatorId, base: Type.Optional(oneOf(...bases)) }),
  output: record({
    ...heading,
    definition: IndicatorDefinition,
    figure: OutcomeFigure,
    target: MaybeNumber,
    /** Changes with every new target; asked back by `setTarget`. 0: nobody has set one. */
    targetVersion: Type.Integer(),
    breakdowns: Type.Array(OutcomeBreakdown),
    disparities: Type.Array(OutcomeDisparity),
    trend: Type.Array(TrendPoint),
    benchmark: nullable(Benchmark),
  }),
});

export const outcomeMembers = queryContract({
  name: "outcomeMembers",
  url: "/api/outcomes/outcome-members",
  summary: "Los niños y niñas que hay dentro de un indicador, y los que quedaron fuera con su motivo.",
  action: "care.read",
  parameters: record({
    ...asked,
    indicator: IndicatorId,
    side: oneOf("in", "out"),
    /** Of those inside: only who counts in the numerator. */
    counted: Type.Optional(oneOf("yes", "no")),
    reason: Type.Optional(Word),
    dimension: Type.Optional(oneOf(...dimensions)),
    group: Type.Optional(line(120)),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  }),
  output: record({
    today: Day,
    from: nullable(Day),
    to: nullable(Day),
    page: Type.Integer(),
    perPage: Type.Integer(),
    total: Type.Integer(),
    members: Type.Array(OutcomeMember),
  }),
});

const Quartile = record({ days: MaybeNumber, low: MaybeNumber, high: MaybeNumber });

export const lengthOfStay = queryContract({
  name: "lengthOfStay",
  url: "/api/outcomes/length-of-stay",
  summary: "Cuánto tiempo pasan bajo cuidado quienes entraron, y cómo salen, de cada cien.",
  action: "results.read",
  parameters: record(read),
  output: record({
    ...heading,
    from: nullable(Day),
    to: nullable(Day),
    n: Type.Integer(),
    exits: Type.Integer(),
    /** Days by which a quarter, half and three quarters had left; null: not reached yet. */
    quartiles: record({ first: Quartile, median: Quartile, third: Quartile }),
    /** Share still in care after so many days, with its 95 % interval (Kaplan-Meier, entry cohort). */
    curve: Type.Array(
      record({
        days: Type.Number(),
        share: Type.Number(),
        low: Type.Number(),
        high: Type.Number(),
        atRisk: Type.Integer(),
      }),
    ),
    /** Share that had left each way after so many days (Aalen-Johansen; never 1 - Kaplan-Meier). */
    incidence: Type.Array(
      record({
        exit: oneOf(...exitGroups),
        label: Type.String(),
        points: Type.Array(
          record({ days: Type.Number(), share: Type.Number(), low: Type.Number(), high: Type.Number() }),
        ),
      }),
    ),
    /** Whole children of every hundred; each list adds up to 100. */
    ofHundred: Type.Array(
      record({
        days: Type.Integer(),
        parts: Type.Array(
          record({
            exit: oneOf(...exitGroups, "still_in_care"),
            label: Type.String(),
            children: Type.Integer(),
            share: Type.Number(),
            low: MaybeNumber,
            high: MaybeNumber,
          }),
        ),
      }),
    ),
    /** What the two misleading samples would have said, to show why they are not used. */
    biased: record({
      exitCohortMedian: MaybeNumber,
      exitCohortN: nullable(Type.Integer()),
      pointInTimeMedian: MaybeNumber,
      pointInTimeN: nullable(Type.Integer()),
      warning: Type.String(),
    }),
    warnings: Type.Array(Told),
    noData: nullable(Told),
  }),
});

export const dataQuality = queryContract({
  name: "dataQuality",
  url: "/api/outcomes/data-quality",
  summary: "Comprobaciones de calidad de los datos con su límite, cuántas filas tocan y quién puede arreglarlo.",
  action: "care.read",
  parameters: record({ sourceId: Type.Optional(Id) }),
  output: record({
    ...heading,
    verdict: oneOf(...verdicts),
    checks: Type.Array(
      record({
        id: Type.String(),
        label: Type.String(),
        explanation: Type.String(),
        /** Rows touched, of how many; null when the facts it needs are not loaded: then it was not run, never passed. */
        n: nullable(Type.Integer()),
        of: nullable(Type.Integer()),
        percent: MaybeNumber,
        /** Percentage above (or below, see `bound`) which the data are not to be used. */
        limit: Type.Number(),
        bound: oneOf("above", "below"),
        state: oneOf("within", "exceeded", "not_run"),
        whoFixes: Type.String(),
        indicators: Type.Array(Type.String()),
      }),
    ),
  }),
});

export const dataQualityRows = queryContract({
  name: "dataQualityRows",
  url: "/api/outcomes/data-quality-rows",
  summary: "Los niños y niñas cuyas fechas no pasan una comprobación de calidad.",
  action: "care.read",
  parameters: record({
    sourceId: Type.Optional(Id),
    check: CheckId,
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  }),
  output: record({
    page: Type.Integer(),
    perPage: Type.Integer(),
    total: Type.Integer(),
    rows: Type.Array(
      record({
        childId: Id,
        externalId: Type.String(),
        startedOn: nullable(Day),
        endedOn: nullable(Day),
        birthDate: nullable(Day),
      }),
    ),
  }),
});

export const outcomeSnapshots = queryContract({
  name: "outcomeSnapshots",
  url: "/api/outcomes/outcome-snapshots",
  summary: "Las publicaciones de resultados de una entidad, de la última a la primera.",
  action: "results.read",
  parameters: record({ sourceId: Type.Optional(Id) }),
  output: record({ ...heading, snapshots: Type.Array(SnapshotHeading) }),
});

export const setTarget = operationContract({
  name: "setTarget",
  url: "/api/outcomes/set-target",
  summary: "Fija la meta de un indicador, y los parámetros que ninguna fuente fija.",
  action: "results.publish",
  input: record({
    sourceId: Id,
    indicator: IndicatorId,
    baseVersion: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }),
    target: MaybeNumber,
    parameters: dictionary(Type.Number()),
  }),
  output: record({ indicator: Type.String(), version: Type.Integer() }),
  failures: {
    unknown_indicator: { status: 404, es: "No existe ese indicador.", en: "There is no such indicator." },
    parameter_not_editable: {
      status: 422,
      es: "El parámetro «{parameter}» lo fija la fuente de la definición y no se cambia.",
      en: "The parameter “{parameter}” is fixed by the source of the definition and stays.",
    },
    parameter_out_of_range: {
      status: 422,
      es: "El parámetro «{parameter}» debe estar entre {lowest} y {highest}.",
      en: "The parameter “{parameter}” must be between {lowest} and {highest}.",
    },
    target_changed: {
      status: 409,
      es: "Otra persona ha cambiado esta meta. Vuelva a mirarla antes de guardar.",
      en: "Somebody else has changed this target. Look again before saving.",
    },
  },
  onlineOnly: true,
});
