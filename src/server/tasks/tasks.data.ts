import type { AccessObject } from "../../core/access/policy.ts";
import type { NewTask, Task } from "../../core/tasks/task.ts";
import { findHouseholdObject } from "../access/objects.ts";
import { mustChangeOne } from "../database/lostRace.ts";
import type { OperationContext } from "../operation.ts";

export interface HouseholdReached {
  readonly householdId: string;
  readonly access: AccessObject;
}

/** The family as far as this person may see it. */
export async function findHousehold(
  { client, actor }: OperationContext,
  householdId: string,
): Promise<HouseholdReached | undefined> {
  const { rowCount } = await client.query(
    "select from household where household.tenant_id = $1 and household.id = $2",
    [actor.tenantId, householdId],
  );
  const access = rowCount === 1 && (await findHouseholdObject(client, actor, householdId, { level: 2 }));
  return access ? { householdId, access } : undefined;
}

export type Assignee = "nobody" | "in_team" | "stranger";

/** Whether a colleague works with the family today. */
export async function findAssignee(
  { client, actor }: OperationContext,
  householdId: string,
  userId: string | undefined,
): Promise<Assignee> {
  if (userId === undefined) return "nobody";
  const { rowCount } = await client.query(
    `select from household_team team
     where team.tenant_id = $1 and team.household_id = $2 and team.user_id = $3
       and team.valid_from <= $4::date and (team.valid_to is null or $4::date < team.valid_to)`,
    [actor.tenantId, householdId, userId, actor.today],
  );
  return (rowCount ?? 0) > 0 ? "in_team" : "stranger";
}

export async function insertTask(
  { client, actor }: OperationContext,
  place: { readonly taskId: string; readonly householdId: string; readonly assignedTo: string | undefined },
  task: NewTask,
): Promise<void> {
  await client.query(
    `insert into task (tenant_id, id, household_id, case_id, title, who, assigned_to, due_on)
     values ($1,$2,$3,
       (select case_file.id from case_file
        where case_file.tenant_id = $1 and case_file.household_id = $3 and case_file.closed_on is null),
       $4,$5,$6,$7)`,
    [actor.tenantId, place.taskId, place.householdId, task.title, task.who, place.assignedTo ?? null, task.dueOn],
  );
}

export interface FoundTask {
  readonly task: Task;
  readonly householdId: string;
  readonly access: AccessObject;
}

export async function findTask(context: OperationContext, taskId: string): Promise<FoundTask | undefined> {
  const { client, actor } = context;
  const { rows } = await client.query(
    `select task.household_id as "householdId",
       json_build_object('state', task.state, 'doneOn', task.done_on, 'version', task.version) as task
     from task where task.tenant_id = $1 and task.id = $2`,
    [actor.tenantId, taskId],
  );
  const found = rows[0] as Omit<FoundTask, "access"> | undefined;
  if (!found) return undefined;
  const access = await findHouseholdObject(client, actor, found.householdId, { level: 2 });
  return access && { ...found, access };
}

export async function updateTask({ client, actor }: OperationContext, taskId: string, task: Task): Promise<void> {
  mustChangeOne(
    await client.query(
      `update task set state = $4, done_on = $5, version = $3 + 1
       where task.tenant_id = $1 and task.id = $2 and task.version = $3`,
      [actor.tenantId, taskId, task.version - 1, task.state, task.doneOn],
    ),
  );
}

export async function insertNote(
  { client, actor }: OperationContext,
  note: { readonly noteId: string; readonly householdId: string; readonly text: string },
): Promise<void> {
  await client.query("insert into note (tenant_id, id, household_id, text, written_by) values ($1,$2,$3,$4,$5)", [
    actor.tenantId,
    note.noteId,
    note.householdId,
    note.text,
    actor.userId,
  ]);
}
