import { sql } from "kysely";
import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import type { publicationProgress } from "../../contracts/publications.ts";
import { isUnderWay, type PublicationFailure, tellPublicationFailure } from "../../core/outcomes/publish.ts";
import type { QueryContext } from "../query.ts";

type Output = OutputOf<typeof publicationProgress>;
type Publication = NonNullable<Output["publication"]>;

/** The slowest indicator of a national agency takes seconds; longer than this without a sign of life, its process has gone. */
const STALLED_MS = 5 * 60_000;

/** How the last publication of an agency goes. */
export async function readPublicationProgress(
  { actor, db, now, signedIn }: QueryContext,
  { sourceId }: ParametersOf<typeof publicationProgress>,
): Promise<Output> {
  const { rows } = await sql<
    Omit<Publication, "stalled" | "failure"> & { failure: PublicationFailure; movedAt: string }
  >`
    select id as "snapshotId", state, counted, whole, failure, moved_at as "movedAt" from outcome_publication
    where tenant_id = ${actor.tenantId} and source_id = ${sourceId} order by asked_at desc, id limit 1`.execute(db);
  const row = rows[0];
  if (!row) return { publication: null };
  const { movedAt, failure, ...publication } = row;
  const stalled = isUnderWay(publication.state) && Date.parse(now) - Date.parse(movedAt) > STALLED_MS;
  const why = failure === null ? null : tellPublicationFailure(failure, signedIn.language);
  return { publication: { ...publication, stalled, failure: why } };
}
