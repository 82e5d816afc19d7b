import type { FastifyInstance } from "fastify";
import { expect } from "vitest";
import type { OutputOf } from "../../src/contracts/contract.ts";
import { resultsList, resultsOverview } from "../../src/contracts/results.ts";
import { addDays } from "../../src/core/calendar/dates.ts";
import type { ResultId } from "../../src/core/results/definitions.ts";
import { buildApp } from "../../src/server/app.ts";
import { type Caller, signInAs } from "./caller.ts";
import { addCase, addPublishedPack } from "./fieldwork.ts";
import {
  addHousehold,
  addPersonWith,
  addTenant,
  type Household,
  openWorld,
  type Person,
  type Tenant,
  type World,
} from "./world.ts";

type Overview = OutputOf<typeof resultsOverview>;
type List = OutputOf<typeof resultsList>;

/** A database in which results are counted. */
export interface ResultsWorld {
  readonly world: World;
  readonly app: FastifyInstance;
  readonly today: string;
  /** The day some days before today. */
  readonly ago: (days: number) => string;
  readonly close: () => Promise<void>;
}

/** Opens the world; call `close` in `afterAll`. */
export async function openResultsWorld(): Promise<ResultsWorld> {
  const world = await openWorld();
  const app = await buildApp(world.surroundings);
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Madrid" }).format(world.clock.now);
  const close = async () => {
    await app.close();
    await world.close();
  };
  return { world, app, today, ago: (days) => addDays(today, -days), close };
}

export interface Place extends ResultsWorld {
  readonly tenant: Tenant;
  readonly director: Person;
  readonly caller: Caller;
  readonly packVersionId: string;
}

/** A municipality with a director and nothing to count yet. */
export async function aPlace(results: ResultsWorld): Promise<Place> {
  const { world, app } = results;
  const tenant = await addTenant(world);
  const director = await addPersonWith(world, tenant, "programme_director");
  const packVersionId = await addPublishedPack(world, tenant);
  return { ...results, tenant, director, caller: await signInAs(app, world, director), packVersionId };
}

export interface FamilyGiven {
  readonly openedDaysAgo?: number;
  readonly seenDaysAgo?: number;
  readonly closed?: { readonly daysAgo: number; readonly reason: string };
  readonly stage?: string;
  readonly packVersionId?: string;
  readonly place?: "north" | "south";
  readonly level?: number;
}

export interface Family {
  readonly household: Household;
  readonly caseId: string;
}

/** Opens a case of a family, and closes it where asked to. */
export async function addCaseOf(place: Place, household: Household, given: FamilyGiven = {}): Promise<string> {
  const { world, ago } = place;
  const caseId = await addCase(world, household, {
    packVersionId: given.packVersionId ?? place.packVersionId,
    openedOn: ago(given.openedDaysAgo ?? 500),
    stage: given.stage ?? "sowing",
  });
  const { closed, seenDaysAgo } = given;
  await world.owner.query(
    "update case_file set last_session_on = $2, closed_on = $3, closing_reason = $4 where id = $1",
    [caseId, seenDaysAgo === undefined ? null : ago(seenDaysAgo), closed ? ago(closed.daysAgo) : null, closed?.reason],
  );
  return caseId;
}

/** A family accompanied for 500 days in the north, unless said otherwise. */
export async function addFamily(place: Place, name: string, given: FamilyGiven = {}): Promise<Family> {
  const household = await addHousehold(place.world, place.tenant, {
    name,
    registeredBy: place.director,
    level: given.level ?? 1,
    territoryId: place.tenant[given.place ?? "north"],
  });
  return { household, caseId: await addCaseOf(place, household, given) };
}

export async function overviewOf(caller: Caller, territoryId?: string): Promise<Overview> {
  const response = await caller.ask(resultsOverview, territoryId ? { territoryId } : {});
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

export async function listOf(caller: Caller, result: ResultId, cell: string, territoryId?: string): Promise<List> {
  const response = await caller.ask(resultsList, { result, cell, ...(territoryId && { territoryId }) });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

/** What an evaluator of a place reads, who opens no family. */
export async function figuresOf({ world, app, tenant }: Place, territoryId?: string): Promise<Overview> {
  const evaluator = await addPersonWith(world, tenant, "evaluator");
  return overviewOf(await signInAs(app, world, evaluator), territoryId);
}

export const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name).sort();
export const reasons = (list: List) => Object.fromEntries(list.leftOut.map(({ name, reason }) => [name, reason]));
export const counts = (cells: Overview["openByStage"]) => cells.map(({ cell, n }) => [cell, n]);

/** The page, once every number on it was found to be as long as the list behind it. */
export async function checked(caller: Caller, territoryId?: string): Promise<Overview> {
  const overview = await overviewOf(caller, territoryId);
  const open = (result: ResultId, cell: string) => listOf(caller, result, cell, territoryId);
  const lengths: [string, number, number][] = [];
  for (const [result, cells] of [
    ["open_by_stage", overview.openByStage],
    ["intake", overview.intake],
    ["closed_by_reason", overview.closed],
  ] as const) {
    for (const { cell, n, label } of cells) {
      const list = await open(result, cell);
      lengths.push([`${result} ${cell}`, n, list.families.length + list.more]);
      if (result !== "intake") expect(list.label).toBe(label);
    }
  }
  const { seen } = overview;
  const [met, unmet] = [await open("seen_lately", "seen"), await open("seen_lately", "not_seen")];
  lengths.push(["seen", seen.n, met.families.length], ["not seen", seen.of - seen.n, unmet.families.length]);
  for (const list of [met, unmet]) lengths.push(["too recent", seen.tooRecent, list.leftOut.length]);
  for (const change of overview.changes) {
    const { families } = await open("change_by_dimension", change.cell);
    const went = (course: string) => families.filter(({ detail }) => detail.startsWith(`${course}:`)).length;
    lengths.push([change.cell, change.n, families.length]);
    for (const course of ["better", "same", "worse"] as const) {
      lengths.push([`${change.cell} ${course}`, change[course], went(course)]);
    }
  }
  expect(lengths.filter(([, number, length]) => number !== length)).toEqual([]);
  return overview;
}
