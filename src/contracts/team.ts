import { type Static, Type } from "typebox";
import { queryContract } from "./contract.ts";
import { Day, Id, nullable, oneOf, record, text } from "./scalars.ts";

/** What one colleague carries today. */
export const ColleagueLoad = record({
  userId: Id,
  name: Type.String(),
  families: Type.Integer(),
  overdueTasks: Type.Integer(),
  visitsWithoutResult: Type.Integer(),
  familiesUnseen: Type.Integer(),
  visitsThisWeek: Type.Integer(),
});
export type ColleagueLoad = Static<typeof ColleagueLoad>;

/** Why a family is on the supervisor's list. */
export const Concern = oneOf("unassigned", "unseen", "overdue_tasks", "visit_without_result");

export const FamilyOfConcern = record({
  householdId: Id,
  code: Type.String(),
  name: Type.String(),
  stage: Type.String(),
  leads: Type.Array(Type.String()),
  lastSessionOn: nullable(Day),
  overdueTasks: Type.Integer(),
  visitsWithoutResult: Type.Integer(),
  concerns: Type.Array(Concern),
});
export type FamilyOfConcern = Static<typeof FamilyOfConcern>;

export const teamView = queryContract({
  name: "teamView",
  url: "/api/team/team-view",
  summary: "El equipo de quien supervisa: carga de cada persona y familias que piden atención.",
  action: "team.read",
  parameters: record({ userId: Type.Optional(Id) }),
  output: record({
    today: Day,
    /** Days without a visit after which a family is listed. */
    unseenAfterDays: Type.Integer(),
    openCases: Type.Integer(),
    colleagues: Type.Array(ColleagueLoad),
    families: Type.Array(FamilyOfConcern),
    /** How many more families of concern there are than the list shows. */
    more: Type.Integer(),
  }),
});

export const colleagues = queryContract({
  name: "colleagues",
  url: "/api/team/colleagues",
  summary: "Personas del equipo a quienes se puede encargar una familia.",
  action: "user.read",
  parameters: record({ q: Type.Optional(text(80)) }),
  output: record({
    items: Type.Array(
      record({ userId: Id, name: Type.String(), roles: Type.Array(Type.String()), families: Type.Integer() }),
    ),
  }),
});
