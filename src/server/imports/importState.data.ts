import type { AccessObject } from "../../core/access/policy.ts";
import type { KnownAlready, KnownPerson } from "../../core/imports/assess.ts";
import type { HeaderFailure, Mapping } from "../../core/imports/mapping.ts";
import type { Place } from "../../core/imports/places.ts";
import { type RegistryRead, readRegistry } from "../../core/imports/registry.ts";
import type { TableRow } from "../../core/imports/table.ts";
import { givenWords, surnameWords } from "../../core/people/names.ts";
import { phoneticKey } from "../../core/people/phonetics.ts";
import type { Result } from "../../core/result.ts";
import { objectWithoutPlace } from "../access/objects.ts";
import type { OperationContext } from "../operation.ts";

type Context = Pick<OperationContext, "client" | "actor">;
interface Input {
  readonly rows: readonly TableRow[];
  readonly mapping: Mapping;
  readonly fileHash: string;
}

/** People compared by name; beyond these a list is loaded in parts. */
const mostAlike = 50_000;

/** Level of the families a list brings: ordinary until somebody says otherwise. */
export const importedLevel = 1;

/** Every open place of the institution, and whether this person may load families there. */
async function findPlaces({ client, actor }: Context): Promise<{ country: string; places: readonly Place[] }> {
  const { rows } = await client.query(
    `select tenant.country,
            (select coalesce(json_agg(json_build_object('id', place.id, 'code', place.code, 'name', place.name,
               'reached', place.id::text || ':${importedLevel}'
                 = any (coalesce((select app.scope_keys('import', 'write', ${importedLevel})), '{}')))), '[]')
             from territory place
             where place.tenant_id = tenant.id and (place.valid_to is null or place.valid_to > $2)) as places
     from tenant where tenant.id = $1`,
    [actor.tenantId, actor.today],
  );
  return rows[0] as { country: string; places: readonly Place[] };
}

interface Sought {
  readonly row: number;
  /** Sound of the given name and of the first surname. */
  readonly sounds: string;
  readonly year: number | null;
  readonly numbers: readonly string[];
}

function soundOf(words: readonly string[]): string {
  const sound = phoneticKey(words[0] ?? "");
  return sound === "" ? "" : `p:${sound}`;
}

function soughtPeople({ families }: RegistryRead): readonly Sought[] {
  return families.flatMap(({ members }) =>
    members.map(({ row, person, documents }) => ({
      row,
      sounds: `${soundOf(givenWords(person.givenNames))} ${soundOf(surnameWords(person.firstSurname))}`,
      year: person.birth === null ? null : Number(person.birth.slice(0, 4)),
      numbers: documents.map(({ number }) => number),
    })),
  );
}

/** Sounds with the years a person of the same birth may have been noted under; `?` stands for an unknown year. */
function soundsByYear(sought: readonly Sought[]): readonly string[] {
  const keys = sought.flatMap(({ sounds, year }) =>
    year === null ? [] : [year - 1, year, year + 1, "?"].map((one) => `${sounds} ${one}`),
  );
  return [...new Set(keys)];
}

interface FoundPerson extends Omit<KnownPerson, "row"> {
  readonly sounds: string;
  readonly year: number | null;
}

function group<Item>(items: readonly Item[], keysOf: (item: Item) => readonly string[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

/** Gives each person found to the rows they may be: same sounds a year apart at most, or one document. */
function atRows(sought: readonly Sought[], found: readonly FoundPerson[]): readonly KnownPerson[] {
  const bySounds = group(sought, ({ sounds }) => [sounds]);
  const byNumber = group(sought, ({ numbers }) => numbers);
  return found.flatMap(({ sounds, year, ...person }) => {
    const near = (bySounds.get(sounds) ?? []).filter(
      (one) => one.year === null || year === null || Math.abs(one.year - year) <= 1,
    );
    const same = person.documents.flatMap(({ number }) => byNumber.get(number) ?? []);
    return [...new Set([...near, ...same])].map(({ row }) => ({ ...person, row }));
  });
}

/**
 * People here who share the sound of given name and first surname, or a document, with somebody of the list, a year of
 * birth apart at most: one statement for the whole list. It goes once over the people who share any sound; the two
 * conditions joined by `or` are looked up in hash tables, whatever the planner thinks of the size of the list.
 */
async function findAlike({ client, actor }: Context, read: RegistryRead): Promise<readonly KnownPerson[]> {
  const sought = soughtPeople(read);
  const { rows } = await client.query(
    `with bearer as materialized (
       select household_id, person_id, array_agg(key) as keys from search_key
       where tenant_id = $1 and person_id is not null and key = any ($2::text[])
       group by household_id, person_id having count(*) > 1
     ), candidate as (
       select bearer.household_id, bearer.person_id, given || ' ' || surname as sounds
       from bearer
       join person on person.tenant_id = $1 and person.id = bearer.person_id
       cross join unnest(bearer.keys) given cross join unnest(bearer.keys) surname
       where given || ' ' || surname || ' ' || coalesce(person.birth_year::text, '?') in (select unnest($3::text[]))
          or given || ' ' || surname in (select unnest($4::text[]))
       union all
       select household_id, person_id, '' from person_document where tenant_id = $1 and number = any ($5::text[])
       limit ${mostAlike}
     )
     select candidate.sounds, person.birth_year as year, household.code as family,
            person.given_names as "givenNames", person.first_surname as "firstSurname",
            person.second_surname as "secondSurname", app.birth_text(person) as birth,
            (select coalesce(json_agg(json_build_object('kind', document.kind, 'number', document.number)), '[]')
             from person_document document
             where document.tenant_id = $1 and document.person_id = person.id) as documents
     from candidate
     join household on household.tenant_id = $1 and household.id = candidate.household_id
     join person on person.tenant_id = $1 and person.id = candidate.person_id`,
    [
      actor.tenantId,
      [...new Set(sought.flatMap(({ sounds }) => sounds.split(" ")))],
      soundsByYear(sought),
      sought.filter(({ year }) => year === null).map(({ sounds }) => sounds),
      sought.flatMap(({ numbers }) => numbers),
    ],
  );
  return atRows(sought, rows as readonly FoundPerson[]);
}

async function findKnown(context: Context, read: RegistryRead): Promise<KnownAlready> {
  const { client, actor } = context;
  const keys = read.families.flatMap(({ externalId }) => (externalId === null ? [] : [externalId]));
  const families = await client.query(
    `select external_id as "externalId", code from household where tenant_id = $1 and external_id = any ($2::text[])`,
    [actor.tenantId, keys],
  );
  const numbers = read.families.flatMap(({ members }) => members.flatMap(({ documents }) => documents));
  const elsewhere = await client.query("select number from app.documents_out_of_sight($1::text[]) as number", [
    numbers.map(({ number }) => number),
  ]);
  const people = await findAlike(context, read);
  return {
    families: families.rows,
    people,
    documentsElsewhere: elsewhere.rows.map(({ number }) => number as string),
    cutShort: people.length >= mostAlike,
  };
}

const nothingKnown: KnownAlready = { families: [], people: [], documentsElsewhere: [], cutShort: false };

async function findEarlier({ client, actor }: Context, fileHash: string) {
  const { rows } = await client.query(
    `select to_char(batch.recorded_at at time zone tenant.time_zone, 'YYYY-MM-DD') as on, batch.file_name as name
     from import_batch batch join tenant on tenant.id = batch.tenant_id
     where batch.tenant_id = $1 and batch.kind = 'registry' and batch.file_hash = $2 and batch.state = 'applied'`,
    [actor.tenantId, fileHash],
  );
  return (rows[0] as { on: string; name: string } | undefined) ?? null;
}

/** The places of the families as the policy sees them; without families, a place where this person may load any. */
export async function findAccess(
  { client, actor }: Context,
  placeIds: readonly string[],
): Promise<readonly AccessObject[]> {
  const { rows } = await client.query(
    "select app.territory_path(place)::text[] as path from unnest($1::uuid[]) place",
    [placeIds],
  );
  const nowhere = objectWithoutPlace(actor, { kind: "import", level: importedLevel });
  return rows.length === 0 ? [nowhere] : rows.map(({ path }) => ({ ...nowhere, territoryPath: path as string[] }));
}

/** The list read against the places of this person, and what is already here of it. */
export async function loadImportState(context: Context, { rows, mapping, fileHash }: Input) {
  const { country, places } = await findPlaces(context);
  const read: Result<RegistryRead, HeaderFailure> = readRegistry(rows, mapping, {
    country,
    places,
    today: context.actor.today,
  });
  const named = read.ok ? [...new Set(read.value.families.map(({ placeId }) => placeId))] : [];
  const [anywhere] = places.filter(({ reached }) => reached).map(({ id }) => id);
  return {
    read,
    known: read.ok && read.value.families.length > 0 ? await findKnown(context, read.value) : nothingKnown,
    earlier: await findEarlier(context, fileHash),
    access: await findAccess(context, named.length === 0 && anywhere !== undefined ? [anywhere] : named),
  };
}

/** Two lists loaded at once would not see each other's families: the second waits. */
export async function waitForOtherImports({ client, actor }: Context): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtextextended('registry import ' || $1::text, 0))", [
    actor.tenantId,
  ]);
}
