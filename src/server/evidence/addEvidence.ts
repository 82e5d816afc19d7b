import { addEvidence as contract } from "../../contracts/evidence.ts";
import { addEvidence as decide } from "../../core/evidence/addEvidence.ts";
import { isShipped } from "../../core/evidence/library.ts";
import { accepted } from "../../core/result.ts";
import { defineOperation } from "../operation.ts";
import { insertVersion, loadEvidence } from "./evidence.data.ts";

export const addEvidence = defineOperation({
  name: contract.name,
  contract,
  load: (context, { evidenceId }) => loadEvidence(context, evidenceId),
  permission: ({ access }) => access,
  decide: ({ version, territoryId }, { evidenceId, baseVersion, why }) => {
    const next = decide({ version, shipped: isShipped(evidenceId) }, { baseVersion, why });
    return next.ok ? accepted({ ...next.value, territoryId }) : next;
  },
  save: async (context, { version, territoryId }, { evidenceId, versionId, content, why }) => {
    await insertVersion(context, {
      id: versionId,
      evidenceId,
      version,
      territoryId,
      content,
      why: why?.trim() || null,
    });
    return { output: { evidenceId, version }, stream: { kind: "evidence_version", id: versionId, version: 1 } };
  },
});
