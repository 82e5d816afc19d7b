import type { Level } from "../../core/access/actions.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import type { Tie } from "../../core/households/relationships.ts";
import type { Person } from "../../core/people/person.ts";
import { findHouseholdObject } from "../access/objects.ts";
import type { OperationContext } from "../operation.ts";

type Context = Pick<OperationContext, "client" | "actor">;
type Found<Row> = Row & { readonly householdId: string; readonly access: AccessObject; readonly today: string };

async function withAccess<Row extends { readonly householdId: string }>(
  { client, actor }: Context,
  row: Row | undefined,
  level: Level = 1,
): Promise<Found<Row> | undefined> {
  if (!row) return undefined;
  const access = await findHouseholdObject(client, actor, row.householdId, { level });
  return access && { ...row, access, today: actor.today };
}

/** A family as far as this person may see it, and whether it has a person of reference today. */
export async function findHousehold(context: Context, householdId: string, level: Level = 1) {
  const { rows } = await context.client.query(
    `select household.id as "householdId", household.version, household.code, household.name,
            exists (select from household_member member
                    where member.tenant_id = household.tenant_id and member.household_id = household.id
                      and member.role = 'reference' and (member.valid_to is null or member.valid_to > $3)) as "hasReference"
     from household where household.tenant_id = $1 and household.id = $2`,
    [context.actor.tenantId, householdId, context.actor.today],
  );
  type Row = { householdId: string; version: number; code: string; name: string; hasReference: boolean };
  return withAccess(context, rows[0] as Row | undefined, level);
}

/** A membership with what ends it. */
export async function findMembership(context: Context, membershipId: string) {
  const { rows } = await context.client.query(
    `select household_id as "householdId", version, valid_from as "from", valid_to as "to"
     from household_member where tenant_id = $1 and id = $2`,
    [context.actor.tenantId, membershipId],
  );
  return withAccess(
    context,
    rows[0] as { householdId: string; version: number; from: string; to: string | null } | undefined,
  );
}

/** A person of a family, as known now. */
export async function findPerson(context: Context, householdId: string, personId: string, level: Level = 1) {
  const { rows } = await context.client.query(
    `select $2::uuid as "householdId", person.version,
            json_build_object('givenNames', person.given_names, 'firstSurname', person.first_surname,
              'secondSurname', person.second_surname, 'birth', app.birth_text(person), 'sex', person.sex,
              'languages', person.languages) as person
     from person
     where person.tenant_id = $1 and person.id = $3
       and exists (select from household_member member where member.tenant_id = $1
                     and member.household_id = $2 and member.person_id = person.id)`,
    [context.actor.tenantId, householdId, personId],
  );
  return withAccess(context, rows[0] as { householdId: string; version: number; person: Person } | undefined, level);
}

/** Everybody of a file and the ties that hold, to add one. */
export async function findTies(context: Context, householdId: string) {
  const { rows } = await context.client.query(
    `select household.id as "householdId",
            (select coalesce(json_agg(distinct member.person_id), '[]') from household_member member
             where member.tenant_id = $1 and member.household_id = household.id) as people,
            (select coalesce(json_agg(json_build_object('fromPersonId', from_person_id, 'toPersonId', to_person_id,
               'kind', kind)), '[]') from relationship
             where tenant_id = $1 and household_id = household.id and (valid_to is null or valid_to > $3)) as ties
     from household where household.tenant_id = $1 and household.id = $2`,
    [context.actor.tenantId, householdId, context.actor.today],
  );
  return withAccess(context, rows[0] as { householdId: string; people: string[]; ties: Tie[] } | undefined);
}

/** A tie with what ends it. */
export async function findTie(context: Context, relationshipId: string) {
  const { rows } = await context.client.query(
    `select household_id as "householdId", valid_from as "from", valid_to as "to"
     from relationship where tenant_id = $1 and id = $2`,
    [context.actor.tenantId, relationshipId],
  );
  return withAccess(context, rows[0] as { householdId: string; from: string; to: string | null } | undefined);
}

/** An alert as it stands. */
export async function findAlert(context: Context, alertId: string) {
  const { rows } = await context.client.query(
    `select household_id as "householdId", version, review_on as "reviewOn", ended_on as "endedOn"
     from alert where tenant_id = $1 and id = $2`,
    [context.actor.tenantId, alertId],
  );
  type Row = { householdId: string; version: number; reviewOn: string; endedOn: string | null };
  return withAccess(context, rows[0] as Row | undefined, 2);
}
