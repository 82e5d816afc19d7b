import { defineTask } from "../jobs/task.ts";

const DAY = 86_400_000;

export const forgetAttemptsTask = defineTask({
  name: "forgetAttempts",
  cron: "17 3 * * *",
  run: async ({ surroundings: { pool, clock } }) => {
    await pool.query("select app.forget_attempts($1)", [new Date(clock().getTime() - DAY)]);
  },
});
