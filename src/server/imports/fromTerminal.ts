import type { OutputOf } from "../../contracts/contract.ts";
import type {
  applyRegistryImport as applyContract,
  importBatches as batchesContract,
  RegistryCheck,
  undoImport as undoContract,
} from "../../contracts/imports.ts";
import type { Mapping } from "../../core/imports/mapping.ts";
import { type Result, refused } from "../../core/result.ts";
import type { SignedIn } from "../actor.ts";
import { newId } from "../ids.ts";
import type { Installation } from "../installation.ts";
import { asResult, onBehalfOf, operateAs, type Refusal } from "../onBehalf.ts";
import type { OperationSurroundings } from "../operation.ts";
import { runQuery } from "../query.ts";
import { applyRegistryImport } from "./applyRegistryImport.ts";
import { checkRegistry } from "./checkRegistry.ts";
import { importBatches } from "./importBatches.ts";
import { fileSentence, type RegistryFile, readRegistryFile } from "./readFile.ts";
import { undoImport } from "./undoImport.ts";

/** Acts in the name of a person of an open installation, with exactly the grants that person has. */
export interface ImportDesk {
  readonly check: (list: ListWanted) => Promise<Result<RegistryCheck, Refusal>>;
  readonly load: (list: ListWanted, check: RegistryCheck) => Promise<Result<OutputOf<typeof applyContract>, Refusal>>;
  readonly undo: (batchId: string) => Promise<Result<OutputOf<typeof undoContract>, Refusal>>;
  readonly batches: () => Promise<Result<OutputOf<typeof batchesContract>, Refusal>>;
}

/** A file to be loaded, and how to understand it. */
export interface ListWanted {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly mapping: Mapping;
  readonly leaveOutDuplicates: boolean;
}

/** The terminal tells every finding. */
const mostOfEach = Number.MAX_SAFE_INTEGER;

async function readList({ fileName, bytes, mapping }: ListWanted): Promise<Result<RegistryFile, Refusal>> {
  const file = await readRegistryFile(fileName, bytes, mapping);
  if (file.ok) return file;
  return refused({ code: "file_not_readable", message: `No se pudo leer el archivo. ${fileSentence(file.failure)}` });
}

function deskOf(surroundings: OperationSurroundings, signedIn: SignedIn): ImportDesk {
  const opened = new WeakMap<ListWanted, Promise<Result<RegistryFile, Refusal>>>();
  const read = (list: ListWanted) => {
    const file = opened.get(list) ?? readList(list);
    opened.set(list, file);
    return file;
  };
  return {
    check: async (list) => {
      const file = await read(list);
      return file.ok
        ? asResult(await checkRegistry(surroundings, signedIn, file.value, { ...list, mostOfEach }))
        : file;
    },
    load: async (list, { families, people }) => {
      const file = await read(list);
      if (!file.ok) return file;
      const { fileName, fileHash, rows } = file.value;
      const { mapping, leaveOutDuplicates } = list;
      const confirmed = { families, people };
      const input = { batchId: newId(), confirmed, leaveOutDuplicates, fileName, fileHash, mapping, rows };
      return asResult(await operateAs(surroundings, signedIn, applyRegistryImport, input));
    },
    undo: async (batchId) => asResult(await operateAs(surroundings, signedIn, undoImport, { batchId })),
    batches: async () => asResult(await runQuery(surroundings, importBatches, signedIn, {})),
  };
}

/** Opens the desk of the person with this e-mail for as long as `work` takes. */
export function atImportDesk<Output>(
  installation: Pick<Installation, "owner" | "app" | "sealingKey">,
  email: string,
  work: (desk: ImportDesk) => Promise<Result<Output, Refusal>>,
): Promise<Result<Output, Refusal>> {
  return onBehalfOf(installation, { email, command: "trenza import" }, (surroundings, signedIn) =>
    work(deskOf(surroundings, signedIn)),
  );
}
