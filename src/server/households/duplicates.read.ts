import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import type { possibleDuplicates } from "../../contracts/families.ts";
import { normaliseDocument } from "../../core/people/documents.ts";
import { type Comparable, likeness } from "../../core/people/likeness.ts";
import { fullName, givenWords, surnameWords } from "../../core/people/names.ts";
import { phoneticKey } from "../../core/people/phonetics.ts";
import { predicateText } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";

/** Candidates that share a sound of name and surname; beyond these the name alone says too little. */
const mostCandidates = 300;
const mostShown = 20;

interface Candidate extends Comparable {
  readonly householdId: string;
  readonly code: string;
  readonly householdName: string;
  readonly territoryName: string;
  readonly personId: string;
}

interface Row extends Candidate {
  readonly hidden: number;
}

function soundsOf(words: readonly string[]): readonly string[] {
  return words
    .map(phoneticKey)
    .filter(Boolean)
    .map((sound) => `p:${sound}`);
}

/** People who may be the one being registered; of families out of reach only the number is told. */
export async function readPossibleDuplicates(
  { client, actor }: QueryContext,
  parameters: ParametersOf<typeof possibleDuplicates>,
): Promise<OutputOf<typeof possibleDuplicates>> {
  const { givenNames, firstSurname, secondSurname = "", birth = null, documentKind, documentNumber } = parameters;
  const number = documentKind && documentNumber ? normaliseDocument(documentKind, documentNumber) : undefined;
  const documents = number && documentKind ? [{ kind: documentKind, number }] : [];
  const given = soundsOf(givenWords(givenNames));
  const surnames = soundsOf(surnameWords(firstSurname));
  const reach = predicateText(actor, "household.read", "household", 6);
  const both = given[0] && surnames[0] ? [given[0], surnames[0]] : [];
  const { rows } = await client.query(
    `with hidden as (
       select greatest(by_name, by_document) as count
       from app.count_possible_duplicates($4::text[], $5::text[])
     ), candidate as (
       select first.household_id, first.person_id from search_key first
       where first.tenant_id = $1 and first.key = any ($3::text[]) and first.person_id is not null
         and exists (select from search_key second where second.tenant_id = $1 and second.key = any ($2::text[])
                     and second.household_id = first.household_id and second.subject_id = first.person_id)
       union
       select household_id, person_id from person_document where tenant_id = $1 and number = any ($5::text[])
       limit ${mostCandidates}
     )
     select (select count from hidden) as hidden, household.id as "householdId", household.code,
            household.name as "householdName", place.name as "territoryName", person.id as "personId",
            person.given_names as "givenNames", person.first_surname as "firstSurname",
            person.second_surname as "secondSurname", app.birth_text(person) as birth,
            (select coalesce(json_agg(json_build_object('kind', document.kind, 'number', document.number)), '[]')
             from person_document document
             where document.tenant_id = $1 and document.person_id = person.id) as documents
     from (select) nothing
     left join (candidate
       join household on household.tenant_id = $1 and household.id = candidate.household_id and ${reach.text}
       join territory place on place.tenant_id = $1 and place.id = household.territory_id
       join person on person.tenant_id = $1 and person.id = candidate.person_id) on true`,
    [actor.tenantId, given, surnames, both, number ? [number] : [], ...reach.values],
  );
  const sought: Comparable = { givenNames, firstSurname, secondSurname, birth, documents };
  const visible = (rows as Row[])
    .filter((row) => row.personId !== null)
    .map((row) => ({ row, because: likeness(sought, row) }))
    .filter(({ because }) => because.length > 0)
    .sort((left, right) => right.because.length - left.because.length)
    .slice(0, mostShown)
    .map(({ row, because }) => {
      const { householdId, code, householdName, territoryName, personId } = row;
      const shown = { householdId, code, householdName, territoryName, personId, birth: row.birth };
      return { ...shown, personName: fullName(row), because: [...because] };
    });
  return { visible, hidden: (rows[0] as Row | undefined)?.hidden ?? 0 };
}
