import type { NewContact, NewRelationship, ReadMember } from "../../core/households/household.ts";
import type { IdentityDocument, Person } from "../../core/people/person.ts";
import { birthParts } from "../../core/people/person.ts";
import { householdKeys, personKeys } from "../../core/people/searchKeys.ts";
import { mustChangeOne } from "../database/lostRace.ts";
import { newId } from "../ids.ts";
import type { OperationContext } from "../operation.ts";

type Context = Pick<OperationContext, "client" | "actor">;

export interface NewHousehold {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly territoryId: string;
  readonly level: number;
}

/** The next code of a family, in order. */
export async function nextHouseholdCode({ client }: Context): Promise<string> {
  const { rows } = await client.query("select app.next_household_code() as code");
  return rows[0].code as string;
}

/** Stores a family file; whoever registers it becomes its first worker and so may go on. */
export async function insertHousehold({ client, actor }: Context, household: NewHousehold): Promise<void> {
  await client.query(
    `insert into household (tenant_id, id, code, name, territory_id, level, registered_by, registered_on)
     values ($1,$2,$3,$4,$5,$6,$7,$8)`,
    [
      actor.tenantId,
      household.id,
      household.code,
      household.name,
      household.territoryId,
      household.level,
      actor.userId,
      actor.today,
    ],
  );
  await client.query(
    `insert into household_team (tenant_id, id, household_id, user_id, role, valid_from)
     values ($1, $2, $3, $4, 'intake', $5)`,
    [actor.tenantId, newId(), household.id, actor.userId, actor.today],
  );
}

function personRow(personId: string, person: Person) {
  return { id: personId, ...person, ...birthParts(person.birth) };
}

/** Stores people, their memberships, documents and contacts: one statement for each table, however many people. */
export async function insertMembers(
  { client, actor }: Context,
  householdId: string,
  members: readonly ReadMember[],
): Promise<void> {
  await client.query(
    `insert into person (tenant_id, id, given_names, first_surname, second_surname, birth_year, birth_month, birth_day,
                         sex, languages)
     select $1, id, "givenNames", "firstSurname", "secondSurname", year, month, day, sex, languages
     from jsonb_to_recordset($2) as new (id uuid, "givenNames" text, "firstSurname" text, "secondSurname" text,
       year smallint, month smallint, day smallint, sex text, languages text[])`,
    [actor.tenantId, JSON.stringify(members.map((member) => personRow(member.personId, member.person)))],
  );
  await client.query(
    `insert into household_member (tenant_id, id, household_id, person_id, role, valid_from)
     select $1, "membershipId", $3, "personId", role, since
     from jsonb_to_recordset($2) as new ("membershipId" uuid, "personId" uuid, role text, since date)`,
    [actor.tenantId, JSON.stringify(members), householdId],
  );
  await insertDocuments(
    { client, actor },
    householdId,
    ofPeople(members, (member) => member.documents),
  );
  await insertContacts(
    { client, actor },
    householdId,
    ofPeople(members, (member) => member.contacts),
  );
}

function ofPeople<Row>(members: readonly ReadMember[], rowsOf: (member: ReadMember) => readonly Row[]) {
  return members.flatMap((member) => rowsOf(member).map((row) => ({ ...row, personId: member.personId })));
}

export async function insertDocuments(
  { client, actor }: Context,
  householdId: string,
  documents: readonly (IdentityDocument & { readonly personId: string })[],
): Promise<void> {
  if (documents.length === 0) return;
  await client.query(
    `insert into person_document (tenant_id, id, person_id, household_id, kind, number)
     select $1, id, "personId", $3, kind, number
     from jsonb_to_recordset($2) as new (id uuid, "personId" uuid, kind text, number text)`,
    [actor.tenantId, JSON.stringify(documents), householdId],
  );
}

export async function insertContacts(
  { client, actor }: Context,
  householdId: string,
  contacts: readonly (NewContact & { readonly personId: string })[],
): Promise<void> {
  if (contacts.length === 0) return;
  await client.query(
    `insert into contact_channel (tenant_id, id, household_id, person_id, kind, value, safe)
     select $1, id, $3, "personId", kind, value, safe
     from jsonb_to_recordset($2) as new (id uuid, "personId" uuid, kind text, value text, safe boolean)`,
    [actor.tenantId, JSON.stringify(contacts), householdId],
  );
}

export async function insertRelationships(
  { client, actor }: Context,
  householdId: string,
  relationships: readonly (NewRelationship & { readonly from: string })[],
): Promise<void> {
  if (relationships.length === 0) return;
  await client.query(
    `insert into relationship (tenant_id, id, household_id, from_person_id, to_person_id, kind, strength, valid_from)
     select $1, id, $3, "fromPersonId", "toPersonId", kind, strength, "from"
     from jsonb_to_recordset($2) as new (id uuid, "fromPersonId" uuid, "toPersonId" uuid, kind text, strength text, "from" date)`,
    [actor.tenantId, JSON.stringify(relationships), householdId],
  );
}

interface Keyed {
  readonly household?: { readonly name: string; readonly code: string };
  readonly people: readonly { readonly id: string; readonly person: Person }[];
}

/** Writes the words under which a family and its people are found, in place of the earlier ones of each. */
export async function replaceSearchKeys({ client, actor }: Context, householdId: string, keyed: Keyed): Promise<void> {
  const rows = [
    ...(keyed.household ? householdKeys(keyed.household).map((key) => ({ key, person: null })) : []),
    ...keyed.people.flatMap(({ id, person }) => personKeys(person).map((key) => ({ key, person: id }))),
  ];
  await client.query("delete from search_key where tenant_id = $1 and household_id = $2 and person_id = any ($3)", [
    actor.tenantId,
    householdId,
    keyed.people.map(({ id }) => id),
  ]);
  await client.query(
    `insert into search_key (tenant_id, key, household_id, person_id)
     select $1, key, $3, person from jsonb_to_recordset($2) as new (key text, person uuid)`,
    [actor.tenantId, JSON.stringify(rows), householdId],
  );
}

/** Corrects a person and the words under which every household of theirs that this person may write finds them. */
export async function savePerson(
  { client, actor }: Context,
  personId: string,
  saved: { readonly version: number; readonly person: Person },
): Promise<void> {
  const { year, month, day } = birthParts(saved.person.birth);
  const { givenNames, firstSurname, secondSurname, sex, languages } = saved.person;
  mustChangeOne(
    await client.query(
      `update person set given_names = $4, first_surname = $5, second_surname = $6, birth_year = $7, birth_month = $8,
              birth_day = $9, sex = $10, languages = $11, version = version + 1
       where tenant_id = $1 and id = $2 and version = $3`,
      [
        actor.tenantId,
        personId,
        saved.version,
        givenNames,
        firstSurname,
        secondSurname,
        year,
        month,
        day,
        sex,
        languages,
      ],
    ),
  );
}

/** Ends a dated row of a family by its version. */
export async function endMembershipRow(
  { client, actor }: Context,
  membershipId: string,
  ended: { readonly version: number; readonly on: string },
): Promise<void> {
  mustChangeOne(
    await client.query(
      `update household_member set valid_to = $4, version = version + 1
       where tenant_id = $1 and id = $2 and version = $3`,
      [actor.tenantId, membershipId, ended.version, ended.on],
    ),
  );
}
