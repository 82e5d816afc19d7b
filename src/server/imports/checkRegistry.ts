import type { RegistryCheck } from "../../contracts/imports.ts";
import { checkRegistryFile as contract } from "../../contracts/imports.ts";
import { permit } from "../../core/access/policy.ts";
import { assessRegistry } from "../../core/imports/assess.ts";
import { countFindings, type Finding } from "../../core/imports/findings.ts";
import type { Mapping } from "../../core/imports/mapping.ts";
import { firstOfEach } from "../../core/imports/report.ts";
import type { SignedIn } from "../actor.ts";
import { inTransaction } from "../database/transaction.ts";
import { type Answer, answerFailure, generalAnswer } from "../failure.ts";
import type { OperationSurroundings } from "../operation.ts";
import { logRead } from "../query.ts";
import { loadImportState } from "./importState.data.ts";
import { namedFailure } from "./namedFailure.ts";
import type { RegistryFile } from "./readFile.ts";

/** What is asked of a list besides the file. */
export interface CheckOptions {
  readonly mapping: Mapping;
  readonly leaveOutDuplicates: boolean;
  /** Findings told of each kind; the counts are always whole. */
  readonly mostOfEach: number;
}

function asFinding(sheet: string): Finding {
  return { code: "other_sheet", row: null, field: null, value: sheet };
}

/** What loading this list would do, in the name of a person and without changing anything. Answers with a `RegistryCheck`. */
export async function checkRegistry(
  { pool, clock }: Pick<OperationSurroundings, "pool" | "clock">,
  signedIn: SignedIn,
  file: RegistryFile,
  { mapping, leaveOutDuplicates, mostOfEach }: CheckOptions,
): Promise<Answer> {
  const { actor, language } = signedIn;
  const now = clock().toISOString();
  return inTransaction<Answer>(pool, actor, async ({ client }) => {
    const { read, known, earlier, access } = await loadImportState({ client, actor }, { ...file, mapping });
    if (!access.every((object) => permit(actor, "import.registry", object, now))) {
      return generalAnswer("forbidden", language);
    }
    if (!read.ok) return answerFailure(namedFailure(read.failure), contract.failures, language);
    const { columns, families, counts, findings } = assessRegistry(read.value, known, leaveOutDuplicates);
    const all = [...file.otherSheets.map(asFinding), ...findings];
    await logRead(client, actor, contract.name, { shownCount: known.people.length });
    const check: RegistryCheck = {
      ...{ fileName: file.fileName, fileHash: file.fileHash, readAs: file.readAs },
      columns: [...columns],
      rows: counts.rows,
      families: families.length,
      people: counts.people,
      refusedRows: counts.refusedRows,
      skippedRows: counts.skippedRows,
      groups: [...countFindings(all)],
      findings: [...firstOfEach(all, mostOfEach)],
      loadedOn: earlier?.on ?? null,
    };
    return { status: 200, body: check };
  });
}
