import pg from "pg";
import type { OutputOf } from "../../contracts/contract.ts";
import { fileFailures } from "../../contracts/returnFailures.ts";
import type {
  applyReturn as applyContract,
  returnBatch as batchContract,
  receiveReturn as receiveContract,
  careSources as sourcesContract,
} from "../../contracts/returns.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import type { SignedIn } from "../actor.ts";
import { openPool } from "../database/connect.ts";
import { type Answer, answerFailure } from "../failure.ts";
import { newId } from "../ids.ts";
import type { Installation } from "../installation.ts";
import { findSignedInByEmail, operateAs } from "../onBehalf.ts";
import type { OperationSurroundings } from "../operation.ts";
import { runQuery } from "../query.ts";
import { applyReturn } from "./applyReturn.ts";
import type { FileAtHand } from "./inspectFile.ts";
import type { ReturnAsked } from "./planFiles.ts";
import { careSources, returnBatch } from "./queries.ts";
import { receiveReturn } from "./receiveReturn.ts";
import { registerCareSource } from "./registerCareSource.ts";
import { readReturnBatch } from "./returns.read.ts";
import { withStagedReturn } from "./staged.ts";
import { offerFiles } from "./uploads.ts";

/** What a command was refused, in a sentence for whoever typed it. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** What a return holds, what was found in it, and the facts it makes. */
export interface ToldReturn {
  readonly told: OutputOf<typeof batchContract>;
  readonly facts: Omit<OutputOf<typeof applyContract>, "batchId" | "version">;
}

/** A return on this machine. */
export interface ReturnWanted extends ReturnAsked {
  readonly files: readonly FileAtHand[];
}

function refusalOf(failure: { readonly code: string }): Refusal {
  const answer = answerFailure(failure, fileFailures, "es");
  return (answer.body as { readonly error: Refusal }).error;
}

/** What loading would do, without doing it and without anybody's account: a transaction that is always taken back. */
export async function rehearseReturn(
  { owner }: Pick<Installation, "owner">,
  wanted: ReturnWanted,
): Promise<Result<ToldReturn, Refusal>> {
  const staged = await withStagedReturn(owner, wanted, async ({ client, actor, batchId, facts }) => {
    const told = await readReturnBatch({ client: client as pg.PoolClient, actor }, batchId);
    if (!told) throw new Error("a rehearsed return must be there");
    return { told, facts };
  });
  return staged.ok ? staged : refused(refusalOf(staged.failure));
}

function asResult<Output>(answer: Answer): Result<Output, Refusal> {
  if (answer.status === 200) return accepted(answer.body as Output);
  return refused((answer.body as { readonly error: Refusal }).error);
}

interface Desk {
  readonly surroundings: OperationSurroundings;
  readonly signedIn: SignedIn;
}

/** The agency of that name, or the only one there is; a name nobody has yet is registered in the first place the person may load for. */
async function findOrRegister(
  { surroundings, signedIn }: Desk,
  name: string | undefined,
): Promise<Result<string, Refusal>> {
  const told = asResult<OutputOf<typeof sourcesContract>>(await runQuery(surroundings, careSources, signedIn, {}));
  if (!told.ok) return told;
  const mine = told.value.items.filter(({ mayImport }) => mayImport);
  const [only] = mine;
  const known = name === undefined ? (mine.length === 1 ? only : undefined) : mine.find((one) => one.name === name);
  if (known) return accepted(known.sourceId);
  const [place] = told.value.territories;
  if (name === undefined && mine.length > 1) {
    const names = mine.map((one) => `«${one.name}»`).join(", ");
    return refused({ code: "which_source", message: `Diga de qué entidad es con --source: ${names}.` });
  }
  if (!place) return refused({ code: "forbidden", message: "Su función no permite cargar declaraciones." });
  const sourceId = newId();
  const agency = {
    sourceId,
    name: name ?? place.name,
    kind: "local_authority",
    territoryId: place.territoryId,
  } as const;
  const made = asResult(await operateAs(surroundings, signedIn, registerCareSource, agency));
  return made.ok ? accepted(sourceId) : made;
}

async function receiveAndApply(
  desk: Desk,
  sourceId: string,
  wanted: ReturnWanted,
): Promise<Result<ToldReturn, Refusal>> {
  const { surroundings, signedIn } = desk;
  const [batchId, uploadId] = [newId(), newId()];
  offerFiles(signedIn.actor, uploadId, wanted.files);
  const { kind, year, mapping } = wanted;
  const input = { batchId, sourceId, uploadId, kind, ...(year && { year }), ...(mapping && { mapping }) };
  const received = asResult<OutputOf<typeof receiveContract>>(
    await operateAs(surroundings, signedIn, receiveReturn, input),
  );
  if (!received.ok) return received;
  const applied = asResult<OutputOf<typeof applyContract>>(
    await operateAs(surroundings, signedIn, applyReturn, { batchId, baseVersion: received.value.version }),
  );
  if (!applied.ok) return applied;
  const { batchId: _, version: __, ...facts } = applied.value;
  const told = asResult<OutputOf<typeof batchContract>>(
    await runQuery(surroundings, returnBatch, signedIn, { batchId }),
  );
  return told.ok ? accepted({ told: told.value, facts }) : told;
}

/** Loads a return in the name of the person with this e-mail, with exactly the grants that person has, and makes it count. */
export async function loadReturn(
  { owner, app, sealingKey }: Pick<Installation, "owner" | "app" | "sealingKey">,
  { email, source }: { readonly email: string; readonly source: string | undefined },
  wanted: ReturnWanted,
): Promise<Result<ToldReturn, Refusal>> {
  const client = new pg.Client({ ...owner, application_name: "trenza import" });
  const pool = openPool(app, "trenza import", 1);
  try {
    await client.connect();
    const signedIn = await findSignedInByEmail(client, email, new Date());
    if (!signedIn) return refused({ code: "unknown_account", message: `No hay ninguna cuenta activa «${email}».` });
    const desk = { surroundings: { pool, sealingKey, clock: () => new Date() }, signedIn };
    const sourceId = await findOrRegister(desk, source);
    return sourceId.ok ? await receiveAndApply(desk, sourceId.value, wanted) : sourceId;
  } finally {
    await pool.end();
    await client.end();
  }
}
