import { hash } from "node:crypto";
import { freezeStudy as contract } from "../../contracts/studies.ts";
import { canonicalJson } from "../../core/canonical.ts";
import { accepted } from "../../core/result.ts";
import { tellingColumns } from "../../core/studies/alike.ts";
import { assembleProtocol } from "../../core/studies/assemble.ts";
import { mayFreeze } from "../../core/studies/decisions.ts";
import { ENGINE_VERSION } from "../../evaluation/studies/names.ts";
import { defineOperation } from "../operation.ts";
import { type Registration, sha256Of } from "./registration.ts";
import { findTable } from "./snapshots.data.ts";
import { smallestGroup } from "./spread.ts";
import { findStudy, type LoadedStudy, updateStudy } from "./studies.data.ts";

/**
 * The plan as it is registered. Its seed comes from the plan itself and its rows: nobody chooses it, and nobody can try
 * several.
 */
function registrationOf(study: LoadedStudy): Registration {
  const draft = assembleProtocol(study.contents, study.columns);
  const snapshotSha256 = study.snapshot?.sha256;
  if (!draft || !snapshotSha256) throw new Error("a plan that may be registered is whole");
  const seed = BigInt(
    `0x${hash("sha256", canonicalJson({ ...draft, snapshotSha256 }), "hex").slice(0, 16)}`,
  ).toString();
  return { engineVersion: ENGINE_VERSION, protocol: { ...draft, snapshotSha256, seed } };
}

export const freezeStudy = defineOperation({
  name: contract.name,
  contract,
  load: async ({ client, actor }, { studyId }) => {
    const study = await findStudy({ client, actor }, studyId);
    if (!study) return undefined;
    const read = await findTable(client, actor.tenantId, study);
    const fewest = read ? smallestGroup(read.table, tellingColumns(study.contents, study.columns)) : null;
    return { study, access: study.access, fewest };
  },
  permission: ({ access }) => access,
  decide: ({ study, fewest }, { baseVersion }) => {
    const frozen = mayFreeze(study, { baseVersion, smallestGroup: fewest });
    return frozen.ok ? accepted(study) : frozen;
  },
  save: async (context, study, { studyId }) => {
    const text = canonicalJson(registrationOf(study));
    const sha256 = sha256Of(text);
    const version = await updateStudy(
      context,
      { ...study, state: "frozen" },
      { state: "frozen", registration: { text, sha256 } },
    );
    return { output: { studyId, version, sha256 }, stream: { kind: "study", id: studyId, version } };
  },
});
