import { publishPack as contract } from "../../contracts/packs.ts";
import { publishPack as decide } from "../../core/packs/publishPack.ts";
import { objectWithoutPlace } from "../access/objects.ts";
import { hashOf } from "../audit/ledger.ts";
import { defineOperation } from "../operation.ts";
import { findPublishedHashes, insertPack } from "./packs.data.ts";

export const publishPack = defineOperation({
  name: contract.name,
  contract,
  load: async (context) => ({
    published: await findPublishedHashes(context),
    access: objectWithoutPlace(context.actor, { kind: "configuration", level: 0 }),
  }),
  permission: ({ access }) => access,
  decide: ({ published }, { files }) => {
    const decided = decide(files, published, hashOf);
    return decided.ok ? { ok: true, value: { ...decided.value, published } } : decided;
  },
  save: async (context, { pack, instruments, published }, { packVersionId, files }) => {
    const contentHash = hashOf(files);
    const id = await insertPack(context, { packVersionId, pack, contentHash, instruments, published });
    return { output: { packVersionId: id, contentHash }, stream: { kind: "pack", id, version: 1 } };
  },
});
