import type { OutputOf } from "../../contracts/contract.ts";
import type { Evidence, evidence, evidenceList } from "../../contracts/evidence.ts";
import { permit } from "../../core/access/policy.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { findShipped, LIBRARY } from "../../core/evidence/library.ts";
import { inLanguage, standingOf } from "../../core/evidence/record.ts";
import type { QueryContext } from "../query.ts";
import { findNewest, findVersions, loadEvidence } from "./evidence.data.ts";

/** Every record, the newest version of each: those of the product and those written here, by name of the programme. */
export async function readEvidenceList(context: QueryContext): Promise<OutputOf<typeof evidenceList>> {
  const { actor, signedIn } = context;
  const written = new Map((await findNewest(context)).map((one) => [one.evidenceId, one]));
  const shipped = LIBRARY.map(({ id, content }) => ({
    id,
    version: written.get(id)?.version ?? 0,
    own: false,
    content: written.get(id)?.content ?? told(inLanguage(content, signedIn.language)),
  }));
  const own = [...written.values()]
    .filter(({ evidenceId }) => findShipped(evidenceId) === undefined)
    .map(({ evidenceId, version, content }) => ({ id: evidenceId, version, own: true, content }));
  const items = [...shipped, ...own].map((item) => {
    const { effects, corrected } = standingOf(item.content);
    return { ...item, effects: [...effects], corrected };
  });
  const order = new Intl.Collator(signedIn.language);
  items.sort((one, other) => order.compare(one.content.programme, other.content.programme));
  return { mayAdd: holdsSomewhere(actor, "study.write"), items };
}

/** One record with all its versions; undefined when there is none. */
export async function readEvidence(
  context: QueryContext,
  { evidenceId }: { readonly evidenceId: string },
): Promise<OutputOf<typeof evidence> | undefined> {
  const { actor, now, signedIn } = context;
  const shipped = findShipped(evidenceId);
  const versions = [
    ...(await findVersions(context, evidenceId)).map(({ version, at, by, why, content }) => ({
      version,
      at,
      by,
      why,
      content,
    })),
    ...(shipped
      ? [{ version: 0, at: null, by: null, why: null, content: told(inLanguage(shipped, signedIn.language)) }]
      : []),
  ];
  const newest = versions[0];
  if (!newest) return undefined;
  const { access } = await loadEvidence(context, evidenceId);
  const { effects, corrected } = standingOf(newest.content);
  return {
    id: evidenceId,
    version: newest.version,
    mayAdd: permit(actor, "study.write", access, now),
    own: shipped === undefined,
    effects: [...effects],
    corrected,
    content: newest.content,
    versions,
  };
}

/** The answer's type holds lists that may be changed; the record's do not. */
function told(content: ReturnType<typeof inLanguage>): Evidence {
  return {
    ...content,
    findings: [...content.findings],
    ratings: [...content.ratings],
    corrections: [...content.corrections],
  };
}
