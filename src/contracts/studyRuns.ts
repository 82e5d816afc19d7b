import { Type } from "typebox";
import { operationContract, queryContract } from "./contract.ts";
import { Id, Instant, line, nullable, record } from "./scalars.ts";
import { CostResult, Hash, Result, RunState } from "./studyFigures.ts";

/** A computation of a registered plan. */
export const RunRow = record({
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

/** Something done otherwise than planned. */
export const DeviationRow = record({ at: Instant, by: Type.String(), what: Type.String(), why: Type.String() });

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
    deviations: Type.Array(DeviationRow),
  }),
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
