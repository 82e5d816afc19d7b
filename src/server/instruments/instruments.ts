import * as contracts from "../../contracts/instruments.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readInstrument, readInstruments } from "./instruments.read.ts";

export const instruments = defineQuery({
  name: contracts.instruments.name,
  contract: contracts.instruments,
  permission: (actor) => holdsSomewhere(actor, contracts.instruments.action),
  read: (context) => readInstruments(context),
  trace: "nothing_personal",
});

export const instrument = defineQuery({
  name: contracts.instrument.name,
  contract: contracts.instrument,
  permission: (actor) => holdsSomewhere(actor, contracts.instrument.action),
  read: (context, { instrumentVersionId }) => readInstrument(context, instrumentVersionId),
  trace: "nothing_personal",
});
