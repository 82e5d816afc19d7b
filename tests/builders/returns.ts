import { randomUUID } from "node:crypto";
import type { ReturnKind, ReturnMapping } from "../../src/contracts/returns.ts";
import type { SignedIn } from "../../src/server/actor.ts";
import { findSignedInByEmail, operateAs } from "../../src/server/onBehalf.ts";
import type { AnyOperation } from "../../src/server/operation.ts";
import { applyReturn } from "../../src/server/returns/applyReturn.ts";
import { filesUnder } from "../../src/server/returns/filesUnder.ts";
import type { FileAtHand } from "../../src/server/returns/inspectFile.ts";
import { receiveReturn } from "../../src/server/returns/receiveReturn.ts";
import { registerCareSource } from "../../src/server/returns/registerCareSource.ts";
import { offerFiles } from "../../src/server/returns/uploads.ts";
import { addPersonWith, addTenant, type Tenant, type World } from "./world.ts";

/** An agency with the director who loads its returns. */
export interface Agency {
  readonly world: World;
  readonly tenant: Tenant;
  readonly director: SignedIn;
  readonly email: string;
  readonly sourceId: string;
}

/** The body of an accepted answer; a refusal fails the test with its words. */
async function accepted<Output>(world: World, who: SignedIn, operation: AnyOperation, input: unknown): Promise<Output> {
  const answer = await operateAs(world.surroundings, who, operation, input as never);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body as Output;
}

/** Adds an agency in the whole municipality of a tenant of its own. */
export async function addAgency(world: World): Promise<Agency> {
  const tenant = await addTenant(world);
  const { email } = await addPersonWith(world, tenant, "programme_director");
  const director = await findSignedInByEmail(world.owner, email, new Date());
  if (!director) throw new Error("no director");
  const sourceId = randomUUID();
  const agency = { name: "Agencia de prueba", kind: "local_authority", territoryId: tenant.municipality };
  await accepted(world, director, registerCareSource, { sourceId, ...agency });
  return { world, tenant, director, email, sourceId };
}

/** What receiving a return answers, accepted or not. */
export async function receive(
  { world, director, sourceId }: Agency,
  files: readonly FileAtHand[],
  asked: { year?: number | undefined; kind?: ReturnKind; mapping?: ReturnMapping } = {},
) {
  const { year, kind = "ssda903", mapping } = asked;
  const [batchId, uploadId] = [randomUUID(), randomUUID()];
  offerFiles(director.actor, uploadId, files);
  const input = { batchId, sourceId, uploadId, kind, ...(year && { year }), ...(mapping && { mapping }) };
  const answer = await operateAs(world.surroundings, director, receiveReturn, input);
  return { ...answer, batchId };
}

/** Receives the files of folders and makes them count. */
export async function load(agency: Agency, ...folders: readonly string[]) {
  const { batchId, status, body } = await receive(agency, await filesUnder(folders));
  if (status !== 200) throw new Error(JSON.stringify(body));
  const facts = await accepted<{
    version: number;
    children: number;
    periods: number;
    settings: number;
    factsUntil: string;
  }>(agency.world, agency.director, applyReturn, { batchId, baseVersion: 1 });
  return { batchId, received: body as { rowsRead: number; rowsRefused: number; findings: number }, facts };
}
