import { type Static, Type } from "typebox";
import { queryContract } from "./contract.ts";
import { Day, Id, nullable, oneOf, record, Version } from "./scalars.ts";

/** One row of the day: what, of which family, when, and how late. */
export const DayRow = record({
  kind: oneOf("visit", "visit_without_result", "task", "deadline", "no_visit"),
  /** Id of the session, task, deadline or case the row stands for. */
  id: Id,
  version: nullable(Version),
  householdId: Id,
  caseId: nullable(Id),
  familyName: Type.String(),
  familyCode: Type.String(),
  /** What is to be done, in the programme's words where it has them. */
  title: Type.String(),
  /** Who does a task; what the programme says of a deadline that is over; otherwise empty. */
  detail: Type.String(),
  /** Last visit of a family that has had none for long; null when there was never one. */
  lastOn: nullable(Day),
  dueOn: nullable(Day),
  /** Time on the wall of a planned visit, `HH:MM`. */
  at: nullable(Type.String()),
  /** Days from the day it was due until today: positive is late, negative is still to come. */
  daysLate: Type.Integer(),
  /** True for a clock whose length comes from a law: only these turn brick red. */
  legal: Type.Boolean(),
  place: oneOf("overdue", "today", "soon", "undated"),
});
export type DayRow = Static<typeof DayRow>;

/** The home screen of whoever works with families: one statement, overdue first. */
export const myDay = queryContract({
  name: "myDay",
  url: "/api/day/my-day",
  summary: "Muestra mi día: visitas, tareas, lo que se pasó de fecha y la semana que viene.",
  action: "household.read",
  parameters: record({}),
  output: record({
    today: Day,
    /** Families in my team whose case is open. */
    families: Type.Integer(),
    rows: Type.Array(DayRow),
    /** Rows beyond the first 200, so that nothing disappears without a word. */
    more: Type.Integer(),
  }),
});
