import { Type } from "typebox";
import { operationContract, queryContract } from "./contract.ts";
import { caseClosedFailure, futureDayFailure, staleFailure } from "./failures.ts";
import { Day, Id, line, nullable, oneOf, record, text, Version } from "./scalars.ts";

export const TeamRole = oneOf("lead", "member", "intake", "peer");

export const openCase = operationContract({
  name: "openCase",
  url: "/api/cases/open-case",
  summary: "Abre el acompañamiento de una familia aceptada que ha consentido.",
  action: "case.open",
  input: record({ id: Id, householdId: Id, referralId: Id }),
  output: record({ id: Id, version: Version, stage: Type.String() }),
  failures: {
    already_open: {
      status: 409,
      es: "Esta familia ya tiene un acompañamiento abierto.",
      en: "This family already has an open accompaniment.",
    },
    not_accepted: {
      status: 422,
      es: "Hace falta una derivación aceptada de esta familia. Complete antes la entrada y su decisión.",
      en: "An accepted referral of this family is needed. Complete the intake and its decision first.",
    },
    consent_missing: {
      status: 422,
      es: "Falta el consentimiento de quien está al frente de la familia para «{purpose}». Anótelo y vuelva a abrir.",
      en: "The consent of those who head the family for “{purpose}” is missing. Record it and open again.",
    },
  },
});

export const assignTeam = operationContract({
  name: "assignTeam",
  url: "/api/cases/assign-team",
  summary: "Encarga la familia a una persona del equipo, desde un día.",
  action: "case.assign",
  input: record({ id: Id, householdId: Id, userId: Id, role: TeamRole, from: Day }),
  output: record({ id: Id }),
  failures: {
    unknown_colleague: {
      status: 422,
      es: "Esa persona no trabaja donde vive la familia. Elija a otra, o pida que le den acceso a ese lugar.",
      en: "That person does not work where the family lives. Choose somebody else, or ask that they be given that place.",
    },
    already_in_team: {
      status: 409,
      es: "Esa persona ya está en el equipo de esta familia con esa función.",
      en: "That person is already in this family's team with that role.",
    },
    excluded: {
      status: 422,
      es: "Esa persona no puede trabajar con esta familia. Elija a otra.",
      en: "That person cannot work with this family. Choose somebody else.",
    },
  },
});

export const leaveTeam = operationContract({
  name: "leaveTeam",
  url: "/api/cases/leave-team",
  summary: "Termina el encargo de una persona del equipo; el periodo anterior se conserva.",
  action: "case.assign",
  input: record({ teamMemberId: Id, endedOn: Day }),
  output: record({ id: Id }),
  failures: {
    already_ended: {
      status: 409,
      es: "Ese encargo ya había terminado.",
      en: "That assignment had already ended.",
    },
    before_it_started: {
      status: 422,
      es: "El encargo terminaría antes de empezar. Revise la fecha.",
      en: "The assignment would end before it starts. Check the date.",
    },
  },
});

const stageFailures = {
  stale: staleFailure,
  case_closed: caseClosedFailure,
  needs_missing: {
    status: 422,
    es: "Antes de este paso el programa pide algo que todavía falta. Lo pendiente está en la lista.",
    en: "Before this step the programme asks for something still missing. What is pending is in the list.",
  },
  guard_not_met: {
    status: 422,
    es: "El programa todavía no permite este paso: no se cumple su condición.",
    en: "The programme does not allow this step yet: its condition is not met.",
  },
  guard_unknown: {
    status: 422,
    es: "No se puede saber si el programa permite este paso: falta un dato.",
    en: "Whether the programme allows this step cannot be known: a fact is missing.",
  },
  role_not_allowed: {
    status: 403,
    es: "En este programa ese paso lo da otra función. Hable con su supervisora.",
    en: "In this programme another role takes that step. Talk to your supervisor.",
  },
} as const;

export const moveStage = operationContract({
  name: "moveStage",
  url: "/api/cases/move-stage",
  summary: "Pasa a la familia a otra etapa de las que el programa permite desde la actual.",
  action: "household.write",
  input: record({ caseId: Id, baseVersion: Version, to: line(64), reason: text(2000) }),
  output: record({ id: Id, version: Version, stage: Type.String() }),
  failures: {
    ...stageFailures,
    unknown_stage: {
      status: 422,
      es: "El programa no permite pasar de esta etapa a esa.",
      en: "The programme does not allow moving from this stage to that one.",
    },
    use_closing: {
      status: 422,
      es: "Esa etapa cierra el acompañamiento. Use «Cerrar acompañamiento», que pide motivo y resultado.",
      en: "That stage closes the accompaniment. Use “Close accompaniment”, which asks for reason and result.",
    },
  },
  onlineOnly: true,
});

export const closeCase = operationContract({
  name: "closeCase",
  url: "/api/cases/close-case",
  summary:
    "Cierra el acompañamiento con su motivo y su resultado; las cosas pendientes quedan a la vista o se cierran antes.",
  action: "case.close",
  input: record({
    caseId: Id,
    baseVersion: Version,
    to: line(64),
    /** Left out only where the programme lists no reasons for that stage. */
    closing: Type.Optional(line(64)),
    closedOn: Day,
    words: line(4000),
  }),
  output: record({ id: Id, version: Version, stage: Type.String() }),
  failures: {
    ...stageFailures,
    unknown_stage: {
      status: 422,
      es: "El programa no permite cerrar desde la etapa actual.",
      en: "The programme does not allow closing from the current stage.",
    },
    unknown_closing: {
      status: 422,
      es: "Ese motivo de cierre no corresponde a esta etapa. Elija uno de la lista.",
      en: "That reason for closing does not belong to this stage. Choose one of the list.",
    },
    day_in_future: futureDayFailure,
    before_it_opened: {
      status: 422,
      es: "El cierre sería anterior a la apertura. Revise la fecha.",
      en: "The closing would be before the opening. Check the date.",
    },
  },
  onlineOnly: true,
});

/** The ways on from the current stage for whoever asks, and what each still needs. */
export const caseMoves = queryContract({
  name: "caseMoves",
  url: "/api/cases/case-moves",
  summary: "Dice a qué etapas puede pasar una familia y qué falta para cada paso.",
  action: "household.read",
  parameters: record({ caseId: Id }),
  output: record({
    caseId: Id,
    householdId: Id,
    version: Version,
    packVersionId: Id,
    stage: Type.String(),
    openedOn: Day,
    today: Day,
    openTasks: Type.Integer(),
    openGoals: Type.Integer(),
    plannedSessions: Type.Integer(),
    moves: Type.Array(
      record({
        to: Type.String(),
        closes: Type.Boolean(),
        closings: Type.Array(Type.String()),
        needsReason: Type.Boolean(),
        missing: Type.Array(
          record({
            kind: oneOf("guard", "form", "agreement", "meeting", "decision", "document"),
            of: nullable(Type.String()),
          }),
        ),
      }),
    ),
  }),
});
