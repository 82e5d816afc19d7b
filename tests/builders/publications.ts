import { countPublicationTask } from "../../src/server/outcomes/countPublication.job.ts";
import type { World } from "./world.ts";

/** Counts a publication that was asked for, as the job does that was added with it. */
export async function countPublication(world: World, id: string): Promise<void> {
  const { rows } = await world.owner.query(
    `select tenant_id as "tenantId", asked_by as "userId", id from outcome_publication where id = $1`,
    [id],
  );
  await countPublicationTask.run({ surroundings: world.surroundings, dataDir: "" }, rows[0]);
}
