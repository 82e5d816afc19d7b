import { type Static, Type } from "typebox";
import { endpointContract, operationContract, queryContract } from "./contract.ts";
import { Day, Id, Instant, line, nullable, oneOf, record, Version } from "./scalars.ts";
import {
  Column,
  ColumnName,
  Comparison,
  CostResult,
  Costs,
  Design,
  Note,
  Outcome,
  PowerTold,
  Result,
  RunState,
  StudyState,
  Task,
  TaskState,
} from "./studyFigures.ts";

const Hash = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Count = Type.Integer({ minimum: 0, maximum: 2_147_483_647 });

/** Which question, and what would have changed. */
export const QuestionContent = record({
  question: line(600),
  /** The unit both arms are made of, in the plural. */
  unitWord: line(40),
  outcome: nullable(Outcome),
  secondary: Type.Array(Outcome, { maxItems: 20 }),
});

/** Who takes part. `records`: families of a programme in Trenza; `table`: a file that was handed in. */
export const PopulationContent = Type.Union([
  record({
    from: Type.Literal("records"),
    packId: line(80),
    /** Those and everything inside them; empty: everywhere the study reaches. */
    territoryIds: Type.Array(Id, { maxItems: 500 }),
    enteredFrom: Day,
    enteredTo: Day,
    instrumentId: nullable(line(120)),
    /** An assessment counts as the first one when closed within so many days of entering. */
    firstWithinDays: Type.Integer({ minimum: 0, maximum: 3650 }),
    /** The later one: the first closed from so many days after entering… */
    laterFromDays: Type.Integer({ minimum: 1, maximum: 3650 }),
    /** …until so many. */
    laterToDays: Type.Integer({ minimum: 1, maximum: 3650 }),
    /** Who had the programme: by draw, or by where they live. */
    arms: Type.Union([
      record({ by: Type.Literal("draw") }),
      record({ by: Type.Literal("territory"), programme: Type.Array(Id, { minItems: 1, maxItems: 500 }) }),
      record({ by: Type.Literal("pack"), comparison: line(80) }),
    ]),
  }),
  record({
    from: Type.Literal("table"),
    columns: Type.Array(Column, { maxItems: 200 }),
    /** Day on which whoever sent the file looked for the last time at what became of the families. */
    observedUntil: nullable(Day),
  }),
]);

export const DesignContent = record({
  comparison: Comparison,
  stratum: nullable(ColumnName),
  cluster: nullable(ColumnName),
});

export const CovariatesContent = record({ covariates: Type.Array(ColumnName, { maxItems: 60 }) });

/** What is supposed before there are data. */
export const PowerContent = record({
  programme: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
  comparison: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
  /** Deviation of the outcome, in its unit; null for shares and where the standardised one is told. */
  deviation: nullable(Type.Number({ exclusiveMinimum: 0 })),
  /** Share expected without the programme, of a yes/no outcome. */
  share: nullable(Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 })),
  /** How much the same measure before entering tells of the one after. */
  correlation: nullable(Type.Number({ minimum: 0, exclusiveMaximum: 1 })),
  /** Units that share fate in each cluster, and how much they resemble each other. */
  clusterSize: nullable(Type.Number({ minimum: 1 })),
  icc: nullable(Type.Number({ minimum: 0, maximum: 1 })),
  /** Whoever decides has read what the study could see. */
  read: Type.Boolean(),
});

/** A task with what was written in it, by its name. Half-done ones are kept too: whatever is absent stays null or empty. */
export const TaskContent = Type.Union([
  record({ task: Type.Literal("question"), content: QuestionContent }),
  record({ task: Type.Literal("population"), content: PopulationContent }),
  record({ task: Type.Literal("design"), content: DesignContent }),
  record({ task: Type.Literal("covariates"), content: CovariatesContent }),
  record({ task: Type.Literal("power"), content: PowerContent }),
  record({ task: Type.Literal("costs"), content: nullable(Costs) }),
]);
export type TaskContent = Static<typeof TaskContent>;

const StudyRow = record({
  id: Id,
  title: Type.String(),
  state: StudyState,
  design: nullable(Design),
  place: Type.String(),
  createdOn: Day,
  frozenOn: nullable(Day),
  tasksDone: Count,
  verdict: nullable(Type.String()),
});

export const studies = queryContract({
  name: "studies",
  url: "/api/studies/studies",
  summary: "Los estudios: qué se pregunta cada uno y hasta dónde ha llegado.",
  action: "study.read",
  parameters: record({}),
  output: record({
    items: Type.Array(StudyRow),
    mayWrite: Type.Boolean(),
    places: Type.Array(record({ id: Id, name: Type.String() })),
  }),
});

const RunRow = record({
  id: Id,
  state: RunState,
  /** From 0 to 1. */
  progress: Type.Number(),
  askedAt: Instant,
  endedAt: nullable(Instant),
  /** SHA-256 of the result's bytes. */
  resultSha256: nullable(Hash),
  /** Why it was refused or failed. */
  reason: nullable(Type.String()),
});

export const study = queryContract({
  name: "study",
  url: "/api/studies/study",
  summary: "Un estudio: sus tareas, lo escrito en cada una, sus datos y lo que se hizo de otro modo.",
  action: "study.read",
  parameters: record({ studyId: Id }),
  output: record({
    id: Id,
    version: Version,
    title: Type.String(),
    state: StudyState,
    place: Type.String(),
    createdOn: Day,
    mayWrite: Type.Boolean(),
    tasks: Type.Array(
      record({
        task: Task,
        state: TaskState,
        /** What is missing for it to be done, or why it is locked. */
        notes: Type.Array(Note),
      }),
    ),
    /** What was written in each task that has something. */
    contents: Type.Array(TaskContent),
    /** Columns that may be chosen, whatever the source. Outcomes are among them by name only until the plan is frozen. */
    columns: Type.Array(Column),
    data: nullable(
      record({
        rows: Count,
        sha256: Hash,
        takenAt: Instant,
        programme: nullable(Count),
        comparison: nullable(Count),
        excluded: Type.Array(record({ reason: Type.String(), label: Type.String(), n: Count })),
        /** Fewest units that look the same in what was known before; below the limit it is not opened. */
        smallestGroup: nullable(Count),
        /** How columns known before or at entry are spread; nothing of what came after. */
        columns: Type.Array(
          record({
            name: ColumnName,
            missing: Count,
            mean: nullable(Type.Number()),
            deviation: nullable(Type.Number()),
            levels: Type.Array(record({ value: Type.String(), n: Count })),
          }),
        ),
      }),
    ),
    allocation: nullable(
      record({
        drawnAt: Instant,
        seal: Hash,
        listHash: Hash,
        seedHash: Hash,
        smallestP: Type.Number(),
        programme: Count,
        comparison: Count,
      }),
    ),
    frozen: nullable(record({ at: Instant, by: Type.String(), sha256: Hash })),
    runs: Type.Array(RunRow),
    deviations: Type.Array(record({ at: Instant, by: Type.String(), what: Type.String(), why: Type.String() })),
    packs: Type.Array(
      record({
        id: Type.String(),
        name: Type.String(),
        instruments: Type.Array(record({ id: Type.String(), name: Type.String() })),
      }),
    ),
    places: Type.Array(record({ id: Id, name: Type.String() })),
  }),
});

export const studyPower = queryContract({
  name: "studyPower",
  url: "/api/studies/study-power",
  summary: "Qué diferencia podría ver un estudio de este tamaño, con lo escrito hasta ahora.",
  action: "study.read",
  parameters: record({ studyId: Id }),
  output: record({ power: nullable(PowerTold), missing: Type.Array(Note) }),
});

export const studyResult = queryContract({
  name: "studyResult",
  url: "/api/studies/study-result",
  summary: "Lo que encontró un estudio, con sus dudas, sus desvíos y su protocolo.",
  action: "study.read",
  parameters: record({ studyId: Id, runId: Type.Optional(Id) }),
  output: record({
    title: Type.String(),
    question: Type.String(),
    place: Type.String(),
    frozen: record({ at: Instant, by: Type.String(), sha256: Hash }),
    run: RunRow,
    result: nullable(Result),
    cost: nullable(CostResult),
    /** Money was decided on before the plan was frozen. */
    costPlanned: Type.Boolean(),
    deviations: Type.Array(record({ at: Instant, by: Type.String(), what: Type.String(), why: Type.String() })),
  }),
});

/** What another change got there first. */
const conflict = {
  stale_version: {
    status: 409,
    es: "Alguien cambió este estudio mientras usted lo tenía abierto. Lo suyo sigue en la pantalla: compárelo y guarde otra vez.",
    en: "Somebody changed this study while you had it open. Yours is still on the screen: compare and save again.",
  },
} as const;
const closed = {
  plan_frozen: {
    status: 409,
    es: "El plan está registrado y ya no cambia. Lo que se haga de otro modo se anota como desvío, con su motivo.",
    en: "The plan is registered and does not change any more. Whatever is done otherwise is noted as a deviation, with its reason.",
  },
} as const;

export const createStudy = operationContract({
  name: "createStudy",
  url: "/api/studies/create-study",
  summary: "Empieza un estudio en un territorio.",
  action: "study.write",
  input: record({ studyId: Id, title: line(160), territoryId: Id }),
  output: record({ studyId: Id, version: Version }),
  failures: {},
});

export const saveStudyTask = operationContract({
  name: "saveStudyTask",
  url: "/api/studies/save-study-task",
  summary: "Guarda una tarea de un estudio, entera o a medias.",
  action: "study.write",
  input: record({ studyId: Id, baseVersion: Version, task: TaskContent }),
  output: record({ studyId: Id, version: Version }),
  failures: {
    ...conflict,
    ...closed,
    unknown_column: {
      status: 422,
      es: "No hay ninguna columna «{column}» en los datos de este estudio.",
      en: "There is no column “{column}” in the data of this study.",
    },
    known_too_late: {
      status: 422,
      es: "«{label}» se supo después de entrar, así que no sirve para hacer comparables a las familias: el programa pudo cambiarlo. Elija lo que se sabía antes.",
      en: "“{label}” was known after entering, so it cannot make families comparable: the programme may have changed it. Choose what was known before.",
    },
    not_an_outcome: {
      status: 422,
      es: "«{label}» se sabía antes de entrar: el programa no pudo cambiarlo. Elija como resultado algo que se mide después.",
      en: "“{label}” was known before entering: the programme cannot have changed it. Choose as outcome something measured afterwards.",
    },
    wrong_kind: {
      status: 422,
      es: "«{label}» no sirve ahí: hace falta una columna de otro tipo ({needed}).",
      en: "“{label}” does not fit there: it takes a column of another kind ({needed}).",
    },
    window_inverted: {
      status: 422,
      es: "El plazo termina antes de empezar. Revise las dos fechas o los dos números de días.",
      en: "The stretch ends before it begins. Check both dates or both numbers of days.",
    },
    column_twice: {
      status: 422,
      es: "La columna «{column}» está dos veces.",
      en: "The column “{column}” is there twice.",
    },
  },
});

export const takeStudySnapshot = operationContract({
  name: "takeStudySnapshot",
  url: "/api/studies/take-study-snapshot",
  summary: "Reúne, con seudónimos, lo que se sabía de cada familia antes de entrar.",
  action: "study.write",
  input: record({ studyId: Id, baseVersion: Version }),
  output: record({ studyId: Id, version: Version, rows: Count, sha256: Hash }),
  failures: {
    ...conflict,
    ...closed,
    population_missing: {
      status: 422,
      es: "Falta decir quiénes participan. Complete la tarea «Quiénes participan» y vuelva.",
      en: "Who takes part is still missing. Complete the task “Who takes part” and come back.",
    },
    nobody: {
      status: 422,
      es: "Ninguna familia cumple lo escrito. Amplíe las fechas o los lugares.",
      en: "No family fulfils what is written. Widen the dates or the places.",
    },
  },
});

export const drawStudyAllocation = operationContract({
  name: "drawStudyAllocation",
  url: "/api/studies/draw-study-allocation",
  summary: "Sortea qué familias empiezan ahora y cuáles esperan, con un sorteo que cualquiera puede comprobar.",
  action: "study.write",
  onlineOnly: true,
  input: record({ studyId: Id, baseVersion: Version, seedWords: line(200) }),
  output: record({ studyId: Id, version: Version, seal: Hash, smallestP: Type.Number() }),
  failures: {
    ...conflict,
    ...closed,
    no_snapshot: {
      status: 422,
      es: "Antes del sorteo hay que reunir la lista de familias.",
      en: "The list of families has to be put together before the draw.",
    },
    not_a_lottery: {
      status: 422,
      es: "Este estudio no reparte por sorteo.",
      en: "This study does not draw lots.",
    },
    drawn_already: {
      status: 409,
      es: "El sorteo ya se hizo y no se repite.",
      en: "The draw is done and is not repeated.",
    },
    cannot_draw: {
      status: 422,
      es: "No se puede sortear: {reason}",
      en: "The draw cannot be made: {reason}",
    },
  },
});

export const freezeStudy = operationContract({
  name: "freezeStudy",
  url: "/api/studies/freeze-study",
  summary: "Registra el plan con su huella y su fecha; desde entonces se abren los resultados.",
  action: "study.write",
  onlineOnly: true,
  input: record({ studyId: Id, baseVersion: Version }),
  output: record({ studyId: Id, version: Version, sha256: Hash }),
  failures: {
    ...conflict,
    ...closed,
    tasks_open: {
      status: 422,
      es: "Todavía falta: {tasks}. Complételo y registre el plan.",
      en: "Still missing: {tasks}. Complete it and register the plan.",
    },
    few_alike: {
      status: 422,
      es: "Hay familias tan particulares que alguien podría reconocerlas: solo {n} comparten los mismos datos (hacen falta {needed}). Quite o agrupe lo que las distingue.",
      en: "Some families are so particular that somebody might recognise them: only {n} share the same facts ({needed} are needed). Leave out or group what tells them apart.",
    },
  },
});

export const runStudy = operationContract({
  name: "runStudy",
  url: "/api/studies/run-study",
  summary: "Calcula un estudio registrado, en segundo plano.",
  action: "study.write",
  onlineOnly: true,
  input: record({ studyId: Id, runId: Id }),
  output: record({ runId: Id }),
  failures: {
    not_frozen: {
      status: 409,
      es: "Primero se registra el plan; después se calcula.",
      en: "First the plan is registered; then it is computed.",
    },
    running_already: {
      status: 409,
      es: "Ya se está calculando. Espere o deténgalo.",
      en: "It is being computed already. Wait or stop it.",
    },
  },
});

export const cancelStudyRun = operationContract({
  name: "cancelStudyRun",
  url: "/api/studies/cancel-study-run",
  summary: "Detiene un cálculo que está en marcha.",
  action: "study.write",
  onlineOnly: true,
  input: record({ runId: Id }),
  output: record({ runId: Id, state: RunState }),
  failures: {
    ended_already: {
      status: 409,
      es: "Ese cálculo ya había terminado.",
      en: "That computation had already ended.",
    },
  },
});

export const replayStudyRun = operationContract({
  name: "replayStudyRun",
  url: "/api/studies/replay-study-run",
  summary: "Vuelve a calcular un resultado desde su protocolo y sus datos guardados, y dice si sale idéntico.",
  action: "study.read",
  onlineOnly: true,
  input: record({ runId: Id }),
  output: record({ identical: Type.Boolean(), resultSha256: Hash, replayedSha256: Hash }),
  failures: {
    no_result: {
      status: 409,
      es: "Ese cálculo no dio ningún resultado que se pueda repetir.",
      en: "That computation gave no result to repeat.",
    },
  },
});

export const recordStudyDeviation = operationContract({
  name: "recordStudyDeviation",
  url: "/api/studies/record-study-deviation",
  summary: "Anota algo que se hizo de otro modo que en el plan registrado.",
  action: "study.write",
  input: record({ studyId: Id, deviationId: Id, what: line(1000), why: line(1000) }),
  output: record({ deviationId: Id }),
  failures: {
    not_frozen: {
      status: 409,
      es: "El plan no está registrado todavía: cambie la tarea.",
      en: "The plan is not registered yet: change the task instead.",
    },
  },
});

export const abandonStudy = operationContract({
  name: "abandonStudy",
  url: "/api/studies/abandon-study",
  summary: "Deja un estudio sin hacer, con su motivo; sigue en la lista.",
  action: "study.write",
  input: record({ studyId: Id, baseVersion: Version, why: line(1000) }),
  output: record({ studyId: Id, version: Version }),
  failures: {
    ...conflict,
    already_ended: {
      status: 409,
      es: "Este estudio ya terminó.",
      en: "This study has already ended.",
    },
  },
});

/** Largest table that can be handed in, in bytes. */
export const LARGEST_STUDY_TABLE = 48 * 1024 * 1024;

export const sendStudyTable = endpointContract({
  name: "sendStudyTable",
  method: "POST",
  url: "/api/studies/send-study-table",
  summary: "Recibe una tabla (CSV) con las familias de un estudio, ya sin nombres, y dice qué columnas trae.",
  access: "signed_in",
  bodyLimit: LARGEST_STUDY_TABLE * 1.5,
  input: record({
    studyId: Id,
    baseVersion: Version,
    fileName: line(200),
    /** The file in base64. */
    content: Type.String({ maxLength: LARGEST_STUDY_TABLE * 1.4 }),
  }),
  output: record({ version: Version, rows: Count, columns: Type.Array(Column) }),
  failures: {
    ...conflict,
    ...closed,
    study_not_found: { status: 404, es: "No existe ese estudio.", en: "There is no such study." },
    not_allowed: {
      status: 403,
      es: "No puede cambiar este estudio.",
      en: "You may not change this study.",
    },
    bad_table: {
      status: 422,
      es: "No pudimos leer la tabla: {reason}",
      en: "The table could not be read: {reason}",
    },
    names_inside: {
      status: 422,
      es: "La columna «{column}» parece traer nombres, documentos o direcciones. Un estudio trabaja sin ellos: quítela y vuelva a elegir el archivo.",
      en: "The column “{column}” seems to hold names, documents or addresses. A study works without them: leave it out and choose the file again.",
    },
  },
});

export const studyProtocolFile = endpointContract({
  name: "studyProtocolFile",
  method: "GET",
  url: "/api/studies/protocol",
  summary: "El protocolo registrado de un estudio, tal como se guardó, para repetirlo fuera.",
  access: "signed_in",
  input: record({ studyId: Id }),
  output: record({ fileName: Type.String(), content: Type.String(), sha256: Hash }),
  failures: {
    study_not_found: { status: 404, es: "No existe ese estudio.", en: "There is no such study." },
    not_frozen: { status: 422, es: "El plan no está registrado todavía.", en: "The plan is not registered yet." },
  },
});

export const studyReport = endpointContract({
  name: "studyReport",
  method: "GET",
  url: "/api/studies/report",
  summary: "El informe de un estudio en PDF accesible.",
  access: "signed_in",
  input: record({ studyId: Id, language: Type.Optional(oneOf("es", "en")) }),
  output: record({ fileName: Type.String(), /** In base64. */ content: Type.String() }),
  failures: {
    study_not_found: { status: 404, es: "No existe ese estudio.", en: "There is no such study." },
    no_result: { status: 422, es: "Este estudio no tiene resultado todavía.", en: "This study has no result yet." },
  },
});
