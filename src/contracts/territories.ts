import { Type } from "typebox";
import { queryContract } from "./contract.ts";
import { Id, nullable, record, text } from "./scalars.ts";

/** Places where the reader works: the ones of their grants and everything below them. */
export const territories = queryContract({
  name: "territories",
  url: "/api/territories/territories",
  summary: "Lista los territorios en los que trabaja quien pregunta.",
  action: "configuration.read",
  parameters: record({ search: Type.Optional(text(80)) }),
  output: record({
    items: Type.Array(
      record({ id: Id, parentId: nullable(Id), code: Type.String(), name: Type.String(), kind: Type.String() }),
    ),
  }),
});
