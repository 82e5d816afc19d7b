import { importBatches as contract } from "../../contracts/imports.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readImportBatches } from "./imports.read.ts";

export const importBatches = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: readImportBatches,
  trace: "nothing_personal",
});
