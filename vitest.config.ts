import { defineConfig } from "vitest/config";

/** One project per cost: the file's suffix says what a test needs, `scripts/test.mjs` runs them cheapest first. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          // A guard against hanging on a busy machine, not a measure of speed.
          testTimeout: 30_000,
          include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.ts", "scripts/*.test.mjs"],
          exclude: ["**/*.db.test.ts", "**/*.e2e.test.ts", "**/*.fault.test.ts"],
          environment: "node",
        },
      },
      {
        test: {
          name: "database",
          include: ["src/**/*.db.test.ts", "tests/**/*.db.test.ts"],
          environment: "node",
          globalSetup: ["tests/database/cluster.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "fault",
          include: ["tests/fault/*.fault.test.ts"],
          environment: "node",
          testTimeout: 600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "browser",
          include: ["tests/e2e/*.e2e.test.ts", "src/web/**/*.e2e.test.ts"],
          environment: "node",
          globalSetup: ["tests/e2e/application.ts", "tests/database/cluster.ts"],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
