import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type pg from "pg";
import { publishInstrument } from "../../contracts/instruments.ts";
import { publishPack } from "../../contracts/packs.ts";
import type { InstrumentDefinition } from "../../core/instruments/definition.ts";
import { DEMO_PASSWORD } from "../auth/demoSignIns.ts";
import { openPool } from "../database/connect.ts";
import { together } from "../database/transaction.ts";
import { withOwner } from "../database/withOwner.ts";
import type { Installation } from "../installation.ts";
import { importWorkbook } from "../instruments/readWorkbook.ts";
import { readPack } from "../packs/readPack.ts";
import { packageRoot } from "../paths.ts";
import { settleTenant } from "../tenants/settleTenant.ts";
import { type Chance, chanceFrom } from "./chance.ts";
import { loadReturns } from "./loadReturns.ts";
import { loadStudies } from "./loadStudies.ts";
import { type Narrator, narratorOn, type Teller } from "./narrator.ts";
import { Story } from "./plot.ts";
import { type DemoTenant, readScript } from "./script.ts";
import type { Ending, Place, Stage } from "./stage.ts";

/** The fictional people, one line each, for the terminal. */
export function demoSignInLines(): string[] {
  const people = readScript().flatMap((tenant) => tenant.people.map((person) => ({ ...person, tenant: tenant.name })));
  return [
    `Entradas ficticias (contraseña de todas: «${DEMO_PASSWORD}»):`,
    ...people.map(({ role, email, name, tenant }) => `  ${role.padEnd(22)} ${email.padEnd(34)} ${name} · ${tenant}`),
  ];
}

interface Settled {
  readonly places: readonly Omit<Place, "worker">[];
  readonly tellers: ReadonlyMap<string, Teller>;
}

async function settle(client: pg.Client, script: DemoTenant, tenantId: string, chance: Chance): Promise<Settled> {
  const long = new Date("2020-01-01T12:00:00Z");
  const { name, country, timeZone, root, places } = script;
  const people = script.people.map((person) => ({ ...person, password: DEMO_PASSWORD }));
  const tenant = { tenantId, name, country, timeZone, demo: true, from: "2020-01-01", root, places, people };
  const settled = await settleTenant(client, tenant, () => chance.id(long));
  if (!settled.ok) throw new Error(`demo account ${settled.failure.email}: ${settled.failure.code}`);
  const tellers = settled.value.people.map((person): readonly [string, Teller] => {
    const { key, userId, name: displayName, email, role, territoryId, purposes } = person;
    const grant = { role, territoryId, maxLevel: 4 as const, purposes, validFrom: tenant.from, validTo: null };
    return [key, { tenantId, userId, displayName, email, timeZone, grants: [grant] }];
  });
  return {
    places: [...settled.value.territories].map(([key, territoryId]) => ({ key, territoryId })),
    tellers: new Map(tellers),
  };
}

function teller(settled: Settled, key: string): Teller {
  const found = settled.tellers.get(key);
  if (!found) throw new Error(`the script has no «${key}»`);
  return found;
}

interface Published {
  readonly packVersionId: string;
  readonly instrument: Stage["instrument"];
}

async function publish(narrator: Narrator, script: DemoTenant, director: Teller, chance: Chance): Promise<Published> {
  const on = new Date("2024-01-08T12:00:00Z");
  const read = await readPack(join(packageRoot(), "programs", script.pack));
  if (!read.ok) throw new Error(`pack ${script.pack}: ${JSON.stringify(read.failure)}`);
  const packVersionId = chance.id(on);
  await narrator.tell(director, on, publishPack, { packVersionId, files: read.value.files });
  for (const form of script.importedForms) {
    const name = basename(form).replace(/\.[^.]*$/, "");
    const imported = await importWorkbook(await readFile(join(packageRoot(), form)), { name });
    if (!imported.ok) throw new Error(`form ${form}: ${imported.failure.code}`);
    await narrator.tell(director, on, publishInstrument, {
      instrumentVersionId: chance.id(on),
      definition: imported.value.definition as never,
      origin: basename(form),
      report: imported.value.report,
    });
  }
  return { packVersionId, instrument: undefined };
}

async function findInstrument(client: pg.Client, tenantId: string, id: string | null): Promise<Stage["instrument"]> {
  if (id === null) return undefined;
  const { rows } = await client.query(
    "select id, definition from instrument_version where tenant_id = $1 and instrument_id = $2",
    [tenantId, id],
  );
  if (!rows[0]) throw new Error(`no instrument ${id}`);
  return { versionId: rows[0].id as string, definition: rows[0].definition as InstrumentDefinition };
}

const ENDINGS: readonly Ending[] = [
  "walking",
  "second",
  "closed",
  "talking",
  "walking",
  "received",
  "planning",
  "second",
  "unseen",
  "answering",
  "closed",
  "redirected",
  "walking",
];

/** Stories of one tenant that are told at the same time: while the database works on one, the next step of another is made. */
const LANES = 3;

/** One family from its referral to where its story stands today. */
async function live(stage: Stage, place: Place, ending: Ending): Promise<void> {
  const { chance } = stage;
  const long = ending === "second" || ending === "closed";
  const began = {
    received: 3,
    redirected: 20,
    answering: 9,
    talking: 18,
    planning: 25,
    walking: 58,
    unseen: 110,
    second: 118,
    closed: 300,
  };
  const story = new Story(stage, place, began[ending] + chance.between(0, 12));
  if (ending === "received") return story.refer("none");
  if (ending === "redirected") return story.refer("decline");
  await story.refer("accept");
  if (ending === "answering") return void (await story.assess("family"));
  if (ending === "talking") return void (await story.assess("team"));
  const assessment = await story.assess("closed");
  await story.plan(assessment, ending !== "planning");
  if (ending === "planning") return story.planVisit(chance.between(1, 4), "10:00");
  await story.visit(7);
  await story.visit(ending === "unseen" ? 12 : 20);
  if (ending === "unseen") return story.planVisit(-2, "12:00");
  for (let visit = 0; visit < (long ? chance.between(2, 4) : 1); visit++) await story.visit(chance.between(14, 25));
  if (long) await story.assess("closed");
  if (ending === "closed") return story.close();
  await story.planVisit(chance.between(0, 6), chance.pick(["09:30", "12:00", "16:30"]));
  await story.task("Llamar a la escuela por el comedor", chance.between(-6, 8));
}

async function loadTenant(
  { sealingKey }: Pick<Installation, "sealingKey">,
  pool: pg.Pool,
  client: pg.Client,
  script: DemoTenant,
): Promise<number> {
  const now = new Date();
  now.setUTCHours(12, 0, 0, 0);
  const seed = [...script.key].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7);
  const chance = chanceFrom(seed);
  const narrator = narratorOn(pool, sealingKey, chance);
  const tenantId = chance.id(new Date("2020-01-01T12:00:00Z"));
  const settled = await settle(client, script, tenantId, chance);
  const published = await publish(narrator, script, teller(settled, "director"), chance);
  const instrument = await findInstrument(client, tenantId, script.instrument);
  const workers = script.people.filter(({ role }) => role === "family_worker");
  const places: Place[] = settled.places.map((place) => {
    const worker = workers.find((person) => person.place === place.key)?.key ?? "worker";
    return { ...place, worker: teller(settled, worker) };
  });
  const stage = { script, packVersionId: published.packVersionId, instrument, now };
  const families = Array.from({ length: script.families }, (_, family) => family);
  let told = 0;
  const lane = async () => {
    for (let family = families.shift(); family !== undefined; family = families.shift()) {
      const place = places[family % 2 === 0 ? 0 : (family >> 1) % places.length];
      const ending = ENDINGS[family % ENDINGS.length];
      if (!place || !ending) continue;
      // Each family has its own source of chance, so its story is the same whatever is told beside it.
      const own = chanceFrom(seed + 7919 * (family + 1));
      const voice = narratorOn(pool, sealingKey, own);
      await live({ ...stage, chance: own, narrator: voice }, place, ending);
      told += voice.told();
    }
  };
  const director = teller(settled, "director");
  const returns = script.returns && loadReturns({ narrator, chance, director, now }, script.returns);
  const studies = async (from: "tables" | "records") => {
    if (!script.studies) return;
    const own = chanceFrom(seed + (from === "tables" ? 1 : 2));
    const voice = narratorOn(pool, sealingKey, own);
    const scene = { narrator: voice, pool, sealingKey, chance: own, now, evaluator: teller(settled, "evaluator") };
    const handedIn = await loadStudies(scene, script.studies, from);
    told += handedIn + voice.told();
  };
  await together([returns, studies("tables"), ...Array.from({ length: LANES }, lane)]);
  // Last: a study on the records gathers the families told before.
  await studies("records");
  return told + narrator.told();
}

/** Loads every fictional tenant into an empty, migrated database. Returns how many operations were told. */
export async function loadTenants(installation: Pick<Installation, "owner" | "app" | "sealingKey">): Promise<number> {
  // The whole load is kept or thrown away as one, so no operation of it need wait for the disk.
  const pool = openPool({ ...installation.app, options: "-c synchronous_commit=off" }, "trenza demo", 2 * LANES);
  const load = (script: DemoTenant) =>
    withOwner(installation.owner, (client) => loadTenant(installation, pool, client, script));
  try {
    const told = await together(readScript().map(load));
    return told.reduce((sum, one) => sum + one, 0);
  } finally {
    await pool.end();
  }
}
