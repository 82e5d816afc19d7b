import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addAgency, load } from "../../../tests/builders/returns.ts";
import { openWorld } from "../../../tests/builders/world.ts";
import type { Command } from "../command.ts";
import { command as outcomes } from "./outcomes.ts";
import { command as reference } from "./outcomesReference.ts";

const SAMPLE = "tests/data/ssda903/multi-year-2017-2021";
const world = await openWorld();
const { user, password, host, port, database } = world.ownerLogin;
const login = `${encodeURIComponent(user ?? "")}:${encodeURIComponent(String(password ?? ""))}`;
const url = `postgres://${login}@localhost:${port}/${database}?host=${encodeURIComponent(host ?? "")}`;
const asApp = url.replace(login, `${world.app.user}:${encodeURIComponent(String(world.app.password ?? ""))}`);
const env = { ...process.env, DATABASE_URL: url, TRENZA_APP_DATABASE_URL: asApp, TRENZA_SEALING_KEY: "for tests" };

async function run(command: Command, ...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), env, cwd: process.cwd() };
  const code = await command.run(args, io);
  return { code, out: out.join("\n"), err: err.join("\n") };
}

let email: string;
beforeAll(async () => {
  const agency = await addAgency(world);
  email = agency.email;
  await load(agency, SAMPLE);
});
afterAll(() => world.close());

const year = ["--from", "2017-04-01", "--to", "2018-03-31"];

test("trenza outcomes prints what the screen shows, as data and in words", async () => {
  const page = JSON.parse((await run(outcomes, "--json", "--indicator", "cfsr4.p1", ...year)).out);
  expect(page.figure).toMatchObject({ value: 20, numerator: 16, denominator: 80 });
  const all = JSON.parse((await run(outcomes, "--json", ...year, "--as", email, "--source", "Agencia de prueba")).out);
  expect(all.outcomes).toHaveLength(9);
  const told = await run(outcomes, ...year);
  expect(told.out).toContain("[cfsr4.p1], del 2017-04-01 al 2018-03-31: 20 % (16 de 80)");
  expect(told.out).toContain("Sin datos: falta la población infantil");
});

test("trenza outcomes explains wrong use, and says what it does not find", async () => {
  expect((await run(outcomes, "--from", "ayer")).code).toBe(2);
  expect((await run(outcomes, "--from", "2018-01-01", "--to", "2017-01-01")).code).toBe(2);
  expect((await run(outcomes, "--as", "nadie@trenza.example")).err).toContain("No hay ninguna cuenta activa");
  expect((await run(outcomes, "--source", "Otra")).err).toContain("No hay ninguna entidad «Otra»");
  expect((await run(outcomes, "--indicator", "nada")).code).toBe(1);
});

test("trenza outcomes reference answers with the names of the reference", async () => {
  const { code, out } = await run(reference, SAMPLE, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync("tests/data/outcomes/expected-dev.json", "utf8")).expected);
  expect((await run(reference)).code).toBe(2);
  expect((await run(reference, "tests/data/nowhere")).code).toBe(1);
});
