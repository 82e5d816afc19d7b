import type pg from "pg";
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
import { answerFailure } from "../failure.ts";
import { newId } from "../ids.ts";
import type { Installation } from "../installation.ts";
import { asResult, onBehalfOf, operateAs, type Refusal } from "../onBehalf.ts";
import type { OperationSurroundings } from "../operation.ts";
import { runQuery } from "../query.ts";
import { applyReturn } from "./applyReturn.ts";
import { discardReturn } from "./discardReturn.ts";
import type { FileAtHand } from "./inspectFile.ts";
import type { ReturnAsked } from "./planFiles.ts";
import { careSources, returnBatch } from "./queries.ts";
import { receiveReturn } from "./receiveReturn.ts";
import { registerCareSource } from "./registerCareSource.ts";
import { readReturnBatch } from "./returns.read.ts";
import { withStagedReturn } from "./staged.ts";
import { undoReturn } from "./undoReturn.ts";
import { offerFiles } from "./uploads.ts";

/** What a return holds, what was found in it, and the facts it makes. */
export interface ToldReturn {
  readonly told: OutputOf<typeof batchContract>;
  /** Absent when nothing was applied. */
  readonly facts: Omit<OutputOf<typeof applyContract>, "batchId" | "version"> | undefined;
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

async function receive(
  { surroundings, signedIn }: Desk,
  sourceId: string,
  { files, kind, year, mapping }: ReturnWanted,
): Promise<Result<OutputOf<typeof receiveContract>, Refusal>> {
  const [batchId, uploadId] = [newId(), newId()];
  offerFiles(signedIn.actor, uploadId, files);
  const input = { batchId, sourceId, uploadId, kind, ...(year && { year }), ...(mapping && { mapping }) };
  return asResult(await operateAs(surroundings, signedIn, receiveReturn, input));
}

async function tell({ surroundings, signedIn }: Desk, batchId: string): Promise<Result<ToldReturn["told"], Refusal>> {
  return asResult(await runQuery(surroundings, returnBatch, signedIn, { batchId }));
}

async function receiveAndApply(
  desk: Desk,
  sourceId: string,
  wanted: ReturnWanted,
): Promise<Result<ToldReturn, Refusal>> {
  const received = await receive(desk, sourceId, wanted);
  if (!received.ok) return received;
  const { batchId, version } = received.value;
  const applied = asResult<OutputOf<typeof applyContract>>(
    await operateAs(desk.surroundings, desk.signedIn, applyReturn, { batchId, baseVersion: version }),
  );
  if (!applied.ok) return applied;
  const { batchId: _, version: __, ...facts } = applied.value;
  const told = await tell(desk, batchId);
  return told.ok ? accepted({ told: told.value, facts }) : told;
}

async function receiveAndDiscard(
  desk: Desk,
  sourceId: string,
  wanted: ReturnWanted,
): Promise<Result<ToldReturn, Refusal>> {
  const received = await receive(desk, sourceId, wanted);
  if (!received.ok) return received;
  const { batchId, version } = received.value;
  const told = await tell(desk, batchId);
  const left = asResult(
    await operateAs(desk.surroundings, desk.signedIn, discardReturn, { batchId, baseVersion: version }),
  );
  if (!left.ok) return left;
  return told.ok ? accepted({ told: told.value, facts: undefined }) : told;
}

type Opened = Pick<Installation, "owner" | "app" | "sealingKey">;

/**
 * Loads a return in the name of the person with this e-mail, with exactly the grants that person has, and makes it count; or, where it
 * is only to be looked at, checks it against what the agency holds and throws it away.
 */
export function loadReturn(
  installation: Opened,
  {
    email,
    source,
    discard,
  }: { readonly email: string; readonly source: string | undefined; readonly discard: boolean },
  wanted: ReturnWanted,
): Promise<Result<ToldReturn, Refusal>> {
  return onBehalfOf(installation, { email, command: "trenza import" }, async (surroundings, signedIn) => {
    const desk = { surroundings, signedIn };
    const sourceId = await findOrRegister(desk, source);
    if (!sourceId.ok) return sourceId;
    return (discard ? receiveAndDiscard : receiveAndApply)(desk, sourceId.value, wanted);
  });
}

/** Takes an applied return back in the name of the person with this e-mail; undefined when there is no such return. */
export function takeReturnBack(
  installation: Opened,
  email: string,
  batchId: string,
): Promise<Result<OutputOf<typeof applyContract> | undefined, Refusal>> {
  return onBehalfOf(installation, { email, command: "trenza import" }, async (surroundings, signedIn) => {
    const told = await tell({ surroundings, signedIn }, batchId);
    if (!told.ok)
      return told.failure.code === "not_found" || told.failure.code === "forbidden" ? accepted(undefined) : told;
    const { version } = told.value.batch;
    return asResult(await operateAs(surroundings, signedIn, undoReturn, { batchId, baseVersion: version }));
  });
}
