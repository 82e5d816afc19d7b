import type { assessmentOptions } from "../../contracts/assessments.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import { isAnswerable, isQuestion } from "../../core/instruments/compiled.ts";
import type { InstrumentDefinition } from "../../core/instruments/definition.ts";
import { predicateText } from "../access/predicate.ts";
import { compiledInstrument } from "../instruments/compiled.ts";
import type { QueryContext } from "../query.ts";

type Options = OutputOf<typeof assessmentOptions>;

interface Found {
  readonly instrumentVersionId: string;
  readonly contentHash: string;
  readonly definition: InstrumentDefinition;
  readonly unfinishedId: string | null;
}

interface Named {
  readonly use: string;
  readonly instrument: { readonly value: string | null };
}

/** The newest version of every instrument with what the open case has of it. */
const INSTRUMENTS = `select json_agg(json_build_object(
    'instrumentVersionId', newest.id, 'contentHash', newest.content_hash, 'definition', newest.definition,
    'unfinishedId', (select assessment.id from assessment
      join instrument_version used on used.tenant_id = assessment.tenant_id and used.id = assessment.instrument_version_id
      where assessment.tenant_id = household.tenant_id and assessment.case_id = open_case.id
        and assessment.state <> 'closed' and used.instrument_id = newest.instrument_id
      order by assessment.opened_on desc limit 1))
    order by newest.instrument_id) as list
  from (select distinct on (instrument_version.instrument_id) instrument_version.*
        from instrument_version where instrument_version.tenant_id = household.tenant_id
        order by instrument_version.instrument_id, instrument_version.published_at desc, instrument_version.id desc) newest`;

function optionOf(found: Found, named: readonly Named[]): Options["instruments"][number] {
  const { definition } = found;
  const { nodes } = compiledInstrument(found.contentHash, definition);
  return {
    instrumentVersionId: found.instrumentVersionId,
    instrumentId: definition.id,
    version: definition.version,
    title: { ...definition.title },
    description: definition.description ? { ...definition.description } : null,
    raters: [...definition.raters],
    use: named.find(({ instrument }) => instrument.value === definition.id)?.use ?? null,
    questions: nodes.filter(isAnswerable).length,
    pendingItems: nodes.filter((node) => isQuestion(node) && node.pendingText).length,
    unfinishedId: found.unfinishedId,
  };
}

/** What a family may be assessed with, in the order of its programme; other instruments after. */
export async function readOptions({ client, actor }: QueryContext, householdId: string): Promise<Options | undefined> {
  const visible = predicateText(actor, "household.read", "household", 3);
  const { rows } = await client.query(
    `select household.name as "householdName", open_case.id as "caseId", open_case.opened_on as "caseOpenedOn",
            coalesce(open_case.named, '[]') as named, coalesce(instruments.list, '[]') as instruments
     from household
     left join lateral (
       select case_file.id, case_file.opened_on, pack_version.content #> '{plan,assessments}' as named
       from case_file
       join pack_version on pack_version.tenant_id = case_file.tenant_id and pack_version.id = case_file.pack_version_id
       where case_file.tenant_id = household.tenant_id and case_file.household_id = household.id
         and case_file.closed_on is null
       order by case_file.opened_on desc, case_file.id desc limit 1) open_case on true
     left join lateral (${INSTRUMENTS}) instruments on true
     where household.tenant_id = $1 and household.id = $2 and ${visible.text}`,
    [actor.tenantId, householdId, ...visible.values],
  );
  const row = rows[0];
  if (!row) return undefined;
  const named = row.named as readonly Named[];
  const place = ({ instrumentId }: Options["instruments"][number]) => {
    const at = named.findIndex(({ instrument }) => instrument.value === instrumentId);
    return at < 0 ? named.length : at;
  };
  return {
    householdName: row.householdName,
    today: actor.today,
    caseId: row.caseId,
    caseOpenedOn: row.caseOpenedOn,
    instruments: (row.instruments as readonly Found[])
      .map((found) => optionOf(found, named))
      .sort((left, right) => place(left) - place(right)),
  };
}
