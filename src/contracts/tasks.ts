import { type Static, Type } from "typebox";
import { operationContract, queryContract } from "./contract.ts";
import { futureDayFailure, staleFailure } from "./failures.ts";
import { Day, Id, Instant, line, nullable, oneOf, record, Version } from "./scalars.ts";

export const TaskState = oneOf("open", "done", "cancelled");

export const TaskShown = record({
  id: Id,
  version: Version,
  title: Type.String(),
  who: Type.String(),
  assignedTo: nullable(Type.String()),
  dueOn: nullable(Day),
  state: TaskState,
  doneOn: nullable(Day),
});
export type TaskShown = Static<typeof TaskShown>;

export const addTask = operationContract({
  name: "addTask",
  url: "/api/tasks/add-task",
  summary: "Añade una tarea de una familia: qué, quién y para cuándo.",
  action: "task.write",
  input: record({
    taskId: Id,
    householdId: Id,
    title: line(300),
    who: line(120),
    /** The colleague in whose day it appears; absent when the family or somebody else does it. */
    assignedTo: Type.Optional(Id),
    dueOn: nullable(Day),
  }),
  output: record({ taskId: Id, version: Version }),
  failures: {
    not_in_team: {
      status: 422,
      es: "Esa persona no acompaña a esta familia. Elija a alguien de su equipo.",
      en: "That person does not work with this family. Choose somebody of its team.",
    },
  },
});

export const completeTask = operationContract({
  name: "completeTask",
  url: "/api/tasks/complete-task",
  summary: "Anota que una tarea está hecha, o que ya no hace falta.",
  action: "task.write",
  input: record({ taskId: Id, baseVersion: Version, outcome: oneOf("done", "cancelled"), doneOn: Day }),
  output: record({ taskId: Id, version: Version }),
  failures: {
    stale: staleFailure,
    day_in_future: futureDayFailure,
    not_open: {
      status: 409,
      es: "Esta tarea ya estaba cerrada.",
      en: "This task was already closed.",
    },
  },
});

export const addNote = operationContract({
  name: "addNote",
  url: "/api/tasks/add-note",
  summary: "Añade una nota corta al expediente de una familia.",
  action: "task.write",
  input: record({ noteId: Id, householdId: Id, text: line(4000) }),
  output: record({ noteId: Id, version: Version }),
  failures: {},
});

/** Tasks and notes of a family: open ones first by due day, then the latest closed ones. */
export const familyTasks = queryContract({
  name: "familyTasks",
  url: "/api/tasks/family-tasks",
  summary: "Lista las tareas y las notas de una familia.",
  action: "household.read",
  parameters: record({ householdId: Id }),
  output: record({
    today: Day,
    mayWrite: Type.Boolean(),
    team: Type.Array(record({ userId: Id, name: Type.String() })),
    tasks: Type.Array(TaskShown),
    notes: Type.Array(record({ id: Id, text: Type.String(), by: Type.String(), recordedAt: Instant })),
  }),
});
