import { publishInstrument as contract } from "../../contracts/instruments.ts";
import { publishInstrument as decide } from "../../core/packs/publishInstrument.ts";
import { objectWithoutPlace } from "../access/objects.ts";
import { hashOf } from "../audit/ledger.ts";
import { defineOperation } from "../operation.ts";
import { findPublished, insertInstrument } from "./instruments.data.ts";

export const publishInstrument = defineOperation({
  name: contract.name,
  contract,
  load: async (context, { definition }) => ({
    contentHash: hashOf(definition),
    published: await findPublished(context, definition),
    access: objectWithoutPlace(context.actor, { kind: "configuration", level: 0 }),
  }),
  permission: ({ access }) => access,
  decide: ({ contentHash, published }, { definition }) => {
    const decided = decide(definition, { contentHash, publishedHash: published?.contentHash });
    return decided.ok ? { ok: true, value: { ...decided.value, contentHash, published } } : decided;
  },
  save: async (context, { definition, contentHash, published }, input) => {
    const id = published?.id ?? input.instrumentVersionId;
    if (!published) await insertInstrument(context, { ...input, definition, contentHash });
    return {
      output: { instrumentVersionId: id, contentHash },
      stream: { kind: "instrument", id, version: 1 },
    };
  },
});
