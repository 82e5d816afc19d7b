import { Type } from "typebox";
import { operationContract, queryContract } from "./contract.ts";
import { Day, Id, Instant, line, nullable, record, Version } from "./scalars.ts";
import { closed, conflict, drawn } from "./studyFailures.ts";
import {
  Column,
  ColumnName,
  Count,
  Design,
  Hash,
  Note,
  PowerTold,
  StudyState,
  Task,
  TaskState,
} from "./studyFigures.ts";
import { DeviationRow, RunRow } from "./studyRuns.ts";
import { TaskContent } from "./studyTasks.ts";

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
    deviations: Type.Array(DeviationRow),
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
    ...drawn,
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
    ...drawn,
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
    ...drawn,
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
