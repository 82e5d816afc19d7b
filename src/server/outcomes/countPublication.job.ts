import type pg from "pg";
import { CARE_PURPOSE } from "../../core/access/actions.ts";
import { indicators } from "../../core/outcomes/indicators.ts";
import { type PublicationFailure, publishable } from "../../core/outcomes/publish.ts";
import { appendToLedger } from "../audit/ledger.ts";
import { inTransaction, Rollback, type Transaction } from "../database/transaction.ts";
import { newId } from "../ids.ts";
import { defineTask, type TaskContext } from "../jobs/task.ts";
import { countPages } from "./countPages.ts";
import { endPublication, findToCount, noteCounted, type PublicationToCount } from "./publications.data.ts";
import { findFactsVersion, hashFacts, insertSnapshot } from "./snapshots.data.ts";

/** The publication to count, and who asked for it: everything is read and written with the rights of that person. */
export interface CountPublication {
  readonly tenantId: string;
  readonly userId: string;
  readonly id: string;
}

type Ended = PublicationFailure | "called_off" | "published";

async function store(
  transaction: Transaction,
  { tenantId, userId, id }: CountPublication,
  { publication, pages, definitions }: { publication: PublicationToCount } & Awaited<ReturnType<typeof countPages>>,
): Promise<void> {
  const { db } = transaction;
  const { source, from, to } = publication;
  const { factsUntil, id: sourceId } = source;
  const dataHash = await hashFacts(db, { tenantId, sourceId }, definitions);
  if (factsUntil === null || (await findFactsVersion(db, tenantId, sourceId)) !== source.factsVersion) {
    throw new Rollback<Ended>("facts_changed");
  }
  const row = { id, source: { ...source, factsUntil }, from, to, definitions, dataHash, pages };
  await insertSnapshot(db, { tenantId, userId }, row);
  if (!(await endPublication(db, { tenantId, id }, null))) throw new Rollback<Ended>("called_off");
  await appendToLedger(transaction, {
    tenantId,
    operationId: newId(),
    operation: "publishSnapshot",
    stream: "outcome_snapshot",
    streamId: id,
    version: 1,
    actorId: userId,
    device: "job",
    claimedAt: null,
    input: { snapshotId: id, sourceId, dataHash },
  });
}

/** Counts and stores in one transaction: a publication is there as a whole, with its row of the ledger, or not at all. */
function count({ pool }: TaskContext["surroundings"], asked: CountPublication): Promise<Ended> {
  const { tenantId, id } = asked;
  // How far it has come is told by another connection, since nobody else sees what this one has not yet committed.
  const onCounted = async (counted: number): Promise<void> => {
    const wanted = await apart(pool, asked, ({ db }) => noteCounted(db, asked, { counted, whole: indicators.length }));
    if (!wanted) throw new Rollback<Ended>("called_off");
  };
  return inTransaction<Ended>(pool, identityOf(asked), async (transaction) => {
    const { db } = transaction;
    const publication = await findToCount(db, tenantId, id);
    if (!publication) return "called_off";
    if (!publication.allowed) return "forbidden";
    const { source, from, to } = publication;
    const decided = publishable(source, { from, to });
    if (!decided.ok) return decided.failure.code;
    await onCounted(0);
    const counted = await countPages(db, { tenantId, source: decided.value, period: { from, to }, onCounted });
    await store(transaction, asked, { publication, ...counted });
    return "published";
  });
}

const identityOf = ({ tenantId, userId }: CountPublication) => ({ tenantId, userId, purpose: CARE_PURPOSE });

function apart<Value>(
  pool: pg.Pool,
  asked: CountPublication,
  work: (transaction: Transaction) => Promise<Value>,
): Promise<Value> {
  return inTransaction(pool, identityOf(asked), work);
}

/** A job may be given out twice: a publication that has ended is left as it is. */
export const countPublicationTask = defineTask({
  name: "countPublication",
  run: async ({ surroundings }, payload) => {
    const asked = payload as CountPublication;
    const fail = (failure: PublicationFailure) =>
      apart(surroundings.pool, asked, ({ db }) => endPublication(db, asked, failure));
    try {
      const ended = await count(surroundings, asked);
      if (ended !== "published" && ended !== "called_off") await fail(ended);
    } catch (error) {
      // Told to whoever asked, who may ask again; thrown on, so that it is in the log of the program.
      await fail("unexpected");
      throw error;
    }
  },
});
