import { type Static, Type } from "typebox";
import { operationContract, queryContract } from "./contract.ts";
import { caseClosedFailure, futureDayFailure, staleFailure } from "./failures.ts";
import { LocalText } from "./instruments.ts";
import { Day, dictionary, Id, line, nullable, oneOf, record, Version } from "./scalars.ts";

export const AssessmentState = oneOf("family_answering", "team_answering", "discussing", "closed");
/** Answers by item name; their shape is the instrument's to judge, not the wire's. */
export const Answers = dictionary(Type.Unknown());
const ItemName = line(120);
const Priorities = Type.Array(ItemName, { maxItems: 100 });
export const Discussion = record({ item: ItemName, note: line(2000) });
export type Discussion = Static<typeof Discussion>;

const wrongState = {
  status: 409,
  es: "Esta valoración ya está en otro paso. Vuelva a abrirla para continuar desde donde está.",
  en: "This assessment is already at another step. Open it again to go on from there.",
} as const;
const invalidAnswers = {
  status: 422,
  es: "Hay respuestas que revisar. Nada de lo escrito se ha perdido.",
  en: "Some answers need another look. Nothing written was lost.",
} as const;
const wrongPriorities = {
  status: 422,
  es: "Se pueden marcar como mucho {most} prioridades, y solo preguntas de este instrumento.",
  en: "At most {most} priorities can be marked, and only questions of this instrument.",
} as const;

export const openAssessment = operationContract({
  name: "openAssessment",
  url: "/api/assessments/open-assessment",
  summary: "Empieza una valoración con un instrumento publicado.",
  action: "assessment.write",
  input: record({
    assessmentId: Id,
    caseId: Id,
    instrumentVersionId: Id,
    openedOn: Day,
    correctsId: Type.Optional(Id),
  }),
  output: record({ assessmentId: Id, version: Version, state: AssessmentState }),
  failures: {
    case_closed: caseClosedFailure,
    future_day: futureDayFailure,
    before_case: {
      status: 422,
      es: "La valoración no puede ser anterior al {openedOn}, el día en que se abrió el acompañamiento.",
      en: "The assessment cannot be before {openedOn}, the day the accompaniment was opened.",
    },
    already_open: {
      status: 409,
      es: "Hay una valoración de este instrumento sin cerrar. Ábrala y termínela antes de empezar otra.",
      en: "An assessment with this instrument is still open. Open and finish it before starting another.",
    },
    nothing_to_answer: {
      status: 422,
      es: "Este instrumento todavía no tiene preguntas con texto. Impórtelas antes de usarlo.",
      en: "This instrument has no questions with text yet. Import them before using it.",
    },
  },
});

const saved = record({ assessmentId: Id, version: Version, state: AssessmentState });

export const saveFamilyAnswers = operationContract({
  name: "saveFamilyAnswers",
  url: "/api/assessments/save-family-answers",
  summary: "Guarda las respuestas y prioridades de la familia; al terminar, le toca al equipo.",
  action: "assessment.write",
  familyMode: true,
  input: record({
    assessmentId: Id,
    baseVersion: Version,
    answers: Answers,
    priorities: Priorities,
    finished: Type.Boolean(),
  }),
  output: saved,
  failures: {
    stale: staleFailure,
    wrong_state: wrongState,
    invalid_answers: invalidAnswers,
    wrong_priorities: wrongPriorities,
    case_closed: caseClosedFailure,
  },
});

export const saveTeamAnswers = operationContract({
  name: "saveTeamAnswers",
  url: "/api/assessments/save-team-answers",
  summary: "Guarda las respuestas del equipo; al terminar, se comparan con las de la familia.",
  action: "assessment.write",
  input: record({ assessmentId: Id, baseVersion: Version, answers: Answers, finished: Type.Boolean() }),
  output: saved,
  failures: {
    stale: staleFailure,
    wrong_state: wrongState,
    invalid_answers: invalidAnswers,
    case_closed: caseClosedFailure,
  },
});

export const closeAssessment = operationContract({
  name: "closeAssessment",
  url: "/api/assessments/close-assessment",
  summary: "Cierra la valoración con lo conversado sobre cada diferencia y las prioridades elegidas.",
  action: "assessment.write",
  onlineOnly: true,
  input: record({
    assessmentId: Id,
    baseVersion: Version,
    discussions: Type.Array(Discussion, { maxItems: 200 }),
    priorities: Priorities,
    closedOn: Day,
  }),
  output: saved,
  failures: {
    stale: staleFailure,
    wrong_state: wrongState,
    wrong_priorities: wrongPriorities,
    case_closed: caseClosedFailure,
    future_day: futureDayFailure,
    before_opening: {
      status: 422,
      es: "La valoración no se puede cerrar antes del {openedOn}, el día en que empezó.",
      en: "The assessment cannot be closed before {openedOn}, the day it began.",
    },
    discussion_missing: {
      status: 422,
      es: "Falta escribir cómo se conversó cada diferencia entre la familia y el equipo.",
      en: "How each difference between family and team was talked over is still to be written.",
    },
  },
});

const Score = record({
  dimension: Type.String(),
  score: nullable(Type.Number()),
  band: nullable(Type.String()),
  answered: Type.Integer(),
  expected: Type.Integer(),
});
export const ScoresByRater = record({ family: Type.Array(Score), team: Type.Array(Score) });
export type ScoresByRater = Static<typeof ScoresByRater>;

export const Difference = record({
  item: Type.String(),
  dimension: nullable(Type.String()),
  family: Type.Union([Type.String(), Type.Number()]),
  team: Type.Union([Type.String(), Type.Number()]),
  steps: Type.Number(),
});

const AddressForm = oneOf("usted", "tu", "vos");

export const assessment = queryContract({
  name: "assessment",
  url: "/api/assessments/assessment",
  summary: "Una valoración con su instrumento; cada parte ve solo lo que en ese paso le toca ver.",
  action: "household.read",
  familyMode: true,
  parameters: record({ assessmentId: Id }),
  output: record({
    assessmentId: Id,
    caseId: Id,
    householdId: Id,
    householdName: Type.String(),
    /** How the programme speaks to the family. */
    addressForm: AddressForm,
    state: AssessmentState,
    version: Version,
    number: Type.Integer(),
    openedOn: Day,
    closedOn: nullable(Day),
    today: Day,
    instrumentVersionId: Id,
    definition: Type.Unknown(),
    /** Null while it is not this reader's turn to see them. */
    familyAnswers: nullable(Answers),
    teamAnswers: nullable(Answers),
    priorities: Type.Array(Type.String()),
    differences: Type.Array(Difference),
    discussions: Type.Array(Discussion),
    scores: nullable(ScoresByRater),
  }),
});

export const AssessmentBrief = record({
  assessmentId: Id,
  instrumentVersionId: Id,
  instrumentId: Type.String(),
  title: LocalText,
  number: Type.Integer(),
  state: AssessmentState,
  openedOn: Day,
  closedOn: nullable(Day),
  correctsId: nullable(Id),
  priorities: Type.Array(Type.String()),
  scores: nullable(ScoresByRater),
});

/** A scored dimension with what is needed to draw it and to say its bands in words. */
export const ScoredDimension = record({
  id: Type.String(),
  label: LocalText,
  lowest: Type.Number(),
  highest: Type.Number(),
  direction: oneOf("higher_is_better", "lower_is_better"),
  bands: Type.Array(record({ id: Type.String(), label: LocalText })),
});
export type ScoredDimension = Static<typeof ScoredDimension>;

const Change = record({
  dimension: Type.String(),
  rater: oneOf("family", "team"),
  before: nullable(Type.Number()),
  after: nullable(Type.Number()),
  change: nullable(Type.Number()),
  bandBefore: nullable(Type.String()),
  bandAfter: nullable(Type.String()),
  course: oneOf("better", "same", "worse", "unknown"),
});

export const assessmentHistory = queryContract({
  name: "assessmentHistory",
  url: "/api/assessments/assessment-history",
  summary:
    "Las valoraciones de una familia y el cambio por dimensión entre la primera y la última cerradas de cada instrumento.",
  action: "household.read",
  parameters: record({ householdId: Id }),
  output: record({
    assessments: Type.Array(AssessmentBrief),
    /** One entry per instrument, in the order of its newest assessment. */
    instruments: Type.Array(record({ instrumentId: Type.String(), dimensions: Type.Array(ScoredDimension) })),
    changes: Type.Array(
      record({
        instrumentId: Type.String(),
        firstId: Id,
        lastId: Id,
        firstOn: Day,
        lastOn: Day,
        changes: Type.Array(Change),
      }),
    ),
  }),
});

/** What was asked and answered, word for word as it was on the screen. */
export const assessmentAsShown = queryContract({
  name: "assessmentAsShown",
  url: "/api/assessments/assessment-as-shown",
  summary: "Una valoración cerrada tal como se mostró: preguntas, opciones, respuestas y puntuación.",
  action: "household.read",
  parameters: record({ assessmentId: Id }),
  output: record({ assessmentId: Id, householdId: Id, asShown: Type.Unknown() }),
});

/** What a new assessment may be begun with. */
export const assessmentOptions = queryContract({
  name: "assessmentOptions",
  url: "/api/assessments/assessment-options",
  summary: "Los instrumentos con que se puede empezar una valoración de esta familia; primero los de su programa.",
  action: "household.read",
  parameters: record({ householdId: Id }),
  output: record({
    householdName: Type.String(),
    today: Day,
    /** The open accompaniment; null when there is none and nothing can be begun. */
    caseId: nullable(Id),
    caseOpenedOn: nullable(Day),
    instruments: Type.Array(
      record({
        instrumentVersionId: Id,
        instrumentId: Type.String(),
        version: Type.String(),
        title: LocalText,
        description: nullable(LocalText),
        raters: Type.Array(Type.String()),
        /** What the family's programme uses it for; null when the programme does not name it. */
        use: nullable(Type.String()),
        questions: Type.Integer(),
        pendingItems: Type.Integer(),
        /** The assessment with this instrument that nobody closed yet. */
        unfinishedId: nullable(Id),
      }),
    ),
  }),
});
