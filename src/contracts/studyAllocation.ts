import { Type } from "typebox";
import { queryContract } from "./contract.ts";
import { Id, Instant, nullable, oneOf, record } from "./scalars.ts";
import { Count, Hash } from "./studyFigures.ts";

/** For those who accompany the families: a study is worked on under pseudonyms, and here its draw finds its families again. */
export const studyAllocation = queryContract({
  name: "studyAllocation",
  url: "/api/studies/study-allocation",
  summary: "A qué familias les tocó empezar y a cuáles esperar; solo las que puede abrir quien pregunta.",
  action: "household.read",
  parameters: record({ studyId: Id, page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })) }),
  output: record({
    title: Type.String(),
    /** Null while nothing is drawn. */
    drawn: nullable(record({ at: Instant, seal: Hash, starts: Count, waits: Count })),
    /** Families of the draw this person may not open. */
    hidden: Count,
    page: Type.Integer(),
    perPage: Type.Integer(),
    /** Families of the draw this person may open, on all pages; who starts comes first. */
    total: Count,
    items: Type.Array(
      record({
        caseId: Id,
        householdId: Id,
        code: Type.String(),
        name: Type.String(),
        place: Type.String(),
        arm: oneOf("starts", "waits"),
      }),
    ),
  }),
});

export const studyAllocations = queryContract({
  name: "studyAllocations",
  url: "/api/studies/study-allocations",
  summary: "Los sorteos de lista de espera hechos en el territorio de quien acompaña a las familias.",
  action: "household.read",
  parameters: record({}),
  output: record({ items: Type.Array(record({ studyId: Id, title: Type.String(), drawnAt: Instant })) }),
});
