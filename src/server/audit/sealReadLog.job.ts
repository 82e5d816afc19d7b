import { defineTask } from "../jobs/task.ts";
import { sealReadLog } from "./readlog.ts";

export const sealReadLogTask = defineTask({
  name: "sealReadLog",
  cron: "*/5 * * * *",
  run: async ({ surroundings }) => {
    await sealReadLog(surroundings);
  },
});
