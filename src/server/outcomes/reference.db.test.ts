import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { openWorld } from "../../../tests/builders/world.ts";
import { filesUnder } from "../returns/filesUnder.ts";
import { answerReference } from "./reference.ts";

const world = await openWorld();
afterAll(() => world.close());

const { expected } = JSON.parse(readFileSync("tests/data/outcomes/expected-dev.json", "utf8"));

test("five years of returns give every figure of the reference, under the same names", async () => {
  const answered = await answerReference(
    world.ownerLogin,
    await filesUnder(["tests/data/ssda903/multi-year-2017-2021"]),
  );
  expect(answered).toEqual({ ok: true, value: expected });
});

test("nothing of it stays in the database", async () => {
  const { rows } = await world.owner.query(
    "select (select count(*) from tenant)::int as tenants, (select count(*) from return_row)::int as kept",
  );
  expect(rows).toEqual([{ tenants: 0, kept: 0 }]);
});

test("a folder without episodes is refused", async () => {
  const answered = await answerReference(world.ownerLogin, await filesUnder(["tests/data/ssda903/cin"]));
  expect(answered.ok).toBe(false);
});
