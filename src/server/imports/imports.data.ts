import type { FamilyMember, RegistryFamily } from "../../core/imports/families.ts";
import { birthParts } from "../../core/people/person.ts";
import { householdKeys, personKeys } from "../../core/people/searchKeys.ts";
import { newId } from "../ids.ts";
import type { OperationContext } from "../operation.ts";
import { importedLevel } from "./importState.data.ts";

type Context = Pick<OperationContext, "client" | "actor">;

/** Families written by one statement: few round trips, and never the whole list as one text in memory. */
const familiesAtOnce = 500;

interface StoredMember extends FamilyMember {
  readonly householdId: string;
  readonly personId: string;
}
interface StoredFamily extends Omit<RegistryFamily, "members"> {
  readonly id: string;
  readonly code: string;
  readonly members: readonly StoredMember[];
}

export interface NewBatch {
  readonly batchId: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly families: readonly RegistryFamily[];
  readonly acceptedRows: number;
  readonly refusedRows: number;
  readonly report: unknown;
}

/** The batch comes first: row security lets its families in because it is there. */
export async function insertBatch({ client, actor }: Context, batch: NewBatch): Promise<void> {
  await client.query(
    `insert into import_batch (tenant_id, id, kind, file_name, file_hash, state, accepted_rows, refused_rows, families,
                               report, imported_by, territory_ids)
     values ($1,$2,'registry',$3,$4,'applied',$5,$6,$7,$8,$9,$10)`,
    [
      actor.tenantId,
      batch.batchId,
      batch.fileName,
      batch.fileHash,
      batch.acceptedRows,
      batch.refusedRows,
      batch.families.length,
      JSON.stringify(batch.report),
      actor.userId,
      [...new Set(batch.families.map(({ placeId }) => placeId))],
    ],
  );
}

/** Stores the families of a batch with everything a screen finds them by. */
export async function insertFamilies(
  context: Context,
  batchId: string,
  families: readonly RegistryFamily[],
): Promise<void> {
  const { rows } = await context.client.query("select app.next_household_codes($1) as code", [families.length]);
  for (let from = 0; from < families.length; from += familiesAtOnce) {
    const some = families.slice(from, from + familiesAtOnce).map((family, index): StoredFamily => {
      const id = newId();
      const members = family.members.map((member) => ({ ...member, householdId: id, personId: newId() }));
      return { ...family, id, code: rows[from + index]?.code as string, members };
    });
    await insertSome(context, batchId, some);
  }
}

async function insertSome(context: Context, batchId: string, families: readonly StoredFamily[]): Promise<void> {
  const { client, actor } = context;
  const members = families.flatMap((family) => family.members);
  const insert = (statement: string, rows: readonly unknown[], more: readonly unknown[] = []) =>
    client.query(statement, [actor.tenantId, JSON.stringify(rows), ...more]);
  await insert(
    `insert into household (tenant_id, id, code, name, territory_id, level, registered_by, registered_on,
                            import_batch_id, external_id)
     select $1, id, code, name, "placeId", ${importedLevel}, $3, $4, $5, "externalId"
     from jsonb_to_recordset($2) as new (id uuid, code text, name text, "placeId" uuid, "externalId" text)`,
    families.map(({ members: _, ...family }) => family),
    [actor.userId, actor.today, batchId],
  );
  await insert(
    `insert into person (tenant_id, id, given_names, first_surname, second_surname, birth_year, birth_month, birth_day, sex)
     select $1, id, "givenNames", "firstSurname", "secondSurname", year, month, day, sex
     from jsonb_to_recordset($2) as new (id uuid, "givenNames" text, "firstSurname" text, "secondSurname" text,
       year smallint, month smallint, day smallint, sex text)`,
    members.map(({ personId, person }) => ({ id: personId, ...person, ...birthParts(person.birth) })),
  );
  await insert(
    `insert into household_member (tenant_id, id, household_id, person_id, role, valid_from)
     select $1, id, "householdId", "personId", role, since
     from jsonb_to_recordset($2) as new (id uuid, "householdId" uuid, "personId" uuid, role text, since date)`,
    members.map(({ householdId, personId, role, since }) => ({ id: newId(), householdId, personId, role, since })),
  );
  await insert(
    `insert into person_document (tenant_id, id, person_id, household_id, kind, number)
     select $1, id, "personId", "householdId", kind, number
     from jsonb_to_recordset($2) as new (id uuid, "householdId" uuid, "personId" uuid, kind text, number text)`,
    ofMembers(members, ({ documents }) => documents),
  );
  await insert(
    `insert into contact_channel (tenant_id, id, household_id, person_id, kind, value, safe)
     select $1, id, "householdId", "personId", kind, value, false
     from jsonb_to_recordset($2) as new (id uuid, "householdId" uuid, "personId" uuid, kind text, value text)`,
    ofMembers(members, ({ contacts }) => contacts),
  );
  await insert(
    `insert into relationship (tenant_id, id, household_id, from_person_id, to_person_id, kind, valid_from)
     select $1, id, "householdId", "from", "to", kind, $3
     from jsonb_to_recordset($2) as new (id uuid, "householdId" uuid, "from" uuid, "to" uuid, kind text)`,
    families.flatMap(tiesOf),
    [actor.today],
  );
  await insert(
    `insert into search_key (tenant_id, key, household_id, person_id)
     select $1, key, household, person from jsonb_to_recordset($2) as new (key text, household uuid, person uuid)`,
    families.flatMap(keysOf),
  );
}

function ofMembers<Row>(members: readonly StoredMember[], rowsOf: (member: StoredMember) => readonly Row[]) {
  return members.flatMap((member) => {
    const { householdId, personId } = member;
    return rowsOf(member).map((row) => ({ ...row, id: newId(), householdId, personId }));
  });
}

/** The kinship a list tells: of each member to the person of reference. */
function tiesOf({ id, members }: StoredFamily) {
  const reference = members.find(({ role }) => role === "reference");
  return members.flatMap(({ personId, tie }) => {
    if (!tie || !reference || personId === reference.personId) return [];
    const [from, to] = tie.towards === "member" ? [reference.personId, personId] : [personId, reference.personId];
    return [{ id: newId(), householdId: id, from, to, kind: tie.kind }];
  });
}

function keysOf({ id, name, code, members }: StoredFamily) {
  return [
    ...householdKeys({ name, code }).map((key) => ({ key, household: id, person: null })),
    ...members.flatMap(({ personId, person }) =>
      personKeys(person).map((key) => ({ key, household: id, person: personId })),
    ),
  ];
}
