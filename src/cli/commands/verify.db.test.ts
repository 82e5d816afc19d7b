import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { TEST_FOLDER } from "../../../tests/database/leftovers.ts";
import { anchorLedger } from "../../server/audit/anchorLedger.job.ts";
import { appendToLedger } from "../../server/audit/ledger.ts";
import { openPool } from "../../server/database/connect.ts";
import { inTransaction } from "../../server/database/transaction.ts";
import { openInstallation } from "../../server/installation.ts";
import type { Surroundings } from "../../server/surroundings.ts";
import { command } from "./verify.ts";

const folder = mkdtempSync(join(tmpdir(), TEST_FOLDER));
const env = { ...process.env, TRENZA_DATA: folder, DATABASE_URL: undefined };
const installation = await openInstallation({ env, cwd: folder, log: () => undefined });
const owner = new pg.Client(installation.owner);
const pool = openPool(installation.app, "test", 2);
await owner.connect();
afterAll(async () => {
  await owner.end();
  await pool.end();
  await installation.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

async function verify(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), env, cwd: folder };
  return { code: await command.run(args, io), out: out.join("\n"), err: err.join("\n") };
}

describe("trenza verify", () => {
  it("says that nothing was changed, then what was, and ends with the code a script can read", async () => {
    const [tenantId, userId] = [randomUUID(), randomUUID()];
    await owner.query(
      "insert into tenant (id, name, country, time_zone) values ($1, 'Prueba', 'ES', 'Europe/Madrid')",
      [tenantId],
    );
    for (let index = 0; index < 3; index++) {
      await inTransaction(pool, { tenantId, userId, purpose: "care" }, (transaction) =>
        appendToLedger(transaction, {
          tenantId,
          operationId: randomUUID(),
          operation: "recordSession",
          stream: "session",
          streamId: randomUUID(),
          version: 1,
          actorId: userId,
          device: "",
          claimedAt: null,
          input: { index },
        }),
      );
    }
    const surroundings = { pool, clock: () => new Date() } as Surroundings;
    await anchorLedger({ surroundings, dataDir: installation.dataDir }, true);
    const whole = await verify("--json");
    expect([whole.code, JSON.parse(whole.out)]).toEqual([
      0,
      { tenants: 1, rows: 3, anchors: 1, sealedReads: 0, problems: [] },
    ]);
    await owner.query("alter table ledger disable trigger user");
    await owner.query("update ledger set device = 'x' where seq = 2");
    const changed = await verify();
    expect(changed.code).toBe(1);
    expect(changed.out).toContain("1 problema.");
    expect(changed.err).toContain(`${tenantId} 2: la fila fue cambiada [edited]`);
  }, 120_000);

  it("refuses words it does not know", async () => {
    expect((await verify("--jsn")).code).toBe(2);
  });
});
