import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signInAs } from "../../../tests/builders/caller.ts";
import { aPack } from "../../../tests/builders/packFiles.ts";
import {
  addPerson,
  addPersonWith,
  addTenant,
  openWorld,
  type Person,
  type Tenant,
} from "../../../tests/builders/world.ts";
import * as contracts from "../../contracts/instruments.ts";
import type { ImportedForm } from "../../core/instruments/xlsform/importXlsForm.ts";
import { buildApp } from "../app.ts";
import { findSignedInByEmail } from "../onBehalf.ts";
import { publishImported } from "./publishImported.ts";
import { importWorkbook } from "./readWorkbook.ts";

const world = await openWorld();
const installation = { owner: { ...world.app, ...ownerOf() }, app: world.app, sealingKey: "a key for tests only" };
let tenant: Tenant;
let director: Person;
let form: ImportedForm;

function ownerOf() {
  const { user, password, database, host, port } = world.owner;
  return { user, ...(password ? { password } : {}), database, host, port };
}

beforeAll(async () => {
  tenant = await addTenant(world);
  director = await addPersonWith(world, tenant, "programme_director");
  const bytes = await readFile("tests/data/xlsform/socio-economic-survey-v20240515.xlsx");
  const imported = await importWorkbook(bytes, { name: "encuesta" });
  if (!imported.ok) throw new Error(imported.failure.code);
  form = imported.value;
});
afterAll(() => world.close());

const stored = async () => {
  const { rows } = await world.owner.query(
    `select instrument_id, origin, jsonb_array_length(import_report) as entries from instrument_version where tenant_id = $1`,
    [tenant.id],
  );
  return rows;
};

describe("publishing an imported form from the terminal", () => {
  it("is refused to a person whose grants do not allow it, with the words of the screens", async () => {
    const worker = await addPersonWith(world, tenant, "family_worker");
    const answer = await publishImported(installation, { form, file: "survey.xlsx", email: worker.email });
    expect(answer).toMatchObject({ ok: false, failure: { code: "forbidden" } });
    expect(await stored()).toEqual([]);
  });

  it("needs an account that is there and not disabled", async () => {
    const gone = await addPerson(world, tenant);
    await world.owner.query("update user_account set disabled_at = now() where id = $1", [gone.id]);
    for (const email of [gone.email, "nobody@example.org"]) {
      const answer = await publishImported(installation, { form, file: "survey.xlsx", email });
      expect(answer).toMatchObject({ ok: false, failure: { code: "unknown_account" } });
    }
  });

  it("stores the form with its report in that person's name; a second time changes nothing", async () => {
    const publishing = { form, file: "survey.xlsx", email: director.email.toUpperCase() };
    const [first, second] = [
      await publishImported(installation, publishing),
      await publishImported(installation, publishing),
    ];
    expect(first.ok).toBe(true);
    expect(second).toEqual(first);
    expect(await stored()).toEqual([
      { instrument_id: form.definition.id, origin: "XLSForm survey.xlsx", entries: form.report.length },
    ]);
    const { rows } = await world.owner.query(
      "select actor_id, device from ledger where tenant_id = $1 and operation = 'publishInstrument' order by seq",
      [tenant.id],
    );
    expect(rows[0]).toEqual({ actor_id: director.id, device: "terminal" });
  });

  it("is listed with its report, and texts still pending are counted once each", async () => {
    const app = await buildApp(world.surroundings);
    const reader = await signInAs(app, world, director);
    const definition = aPack().instruments.bancal;
    await reader.operate(contracts.publishInstrument, {
      instrumentVersionId: randomUUID(),
      definition,
      origin: "test",
    });
    const list = (await reader.ask(contracts.instruments, {})).json().instruments;
    expect(list.map((one: contracts.InstrumentSummary) => [one.instrumentId, one.pendingItems])).toEqual([
      ["bancal", 1],
      [form.definition.id, 0],
    ]);
    const { instrumentVersionId } = list[1];
    const one = (await reader.ask(contracts.instrument, { instrumentVersionId })).json();
    expect(one.report).toEqual(JSON.parse(JSON.stringify(form.report)));
    await app.close();
  });

  it("gives the terminal no more than the person's own grants", async () => {
    const signedIn = await findSignedInByEmail(world.owner, director.email, new Date());
    expect(signedIn?.actor).toMatchObject({ tenantId: tenant.id, userId: director.id, purpose: "care" });
    expect(signedIn?.actor.grants.map(({ role }) => role)).toEqual(["programme_director"]);
  });
});
