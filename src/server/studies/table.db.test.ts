import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { aLotteryTable, LOTTERY_COLUMNS } from "../../../tests/builders/lottery.ts";
import { anEvaluator, aStudy, aWrittenStudy, see, send, write } from "../../../tests/builders/studies.ts";
import { addPersonWith, addTenant, openWorld, type Tenant } from "../../../tests/builders/world.ts";
import { freezeStudy, studyPower } from "../../contracts/studies.ts";
import { buildApp } from "../app.ts";

const world = await openWorld();
const app = await buildApp(world.surroundings);
let tenant: Tenant;
let evaluator: Caller;
let director: Caller;

beforeAll(async () => {
  tenant = await addTenant(world);
  evaluator = (await anEvaluator(app, world, tenant)).caller;
  director = await signInAs(app, world, await addPersonWith(world, tenant, "programme_director"));
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const people = Array.from({ length: 12 }, (_, row) => String.fromCharCode(97 + row));

describe("a table that is handed in", () => {
  it("says what columns it brings; whatever nobody described yet counts as known afterwards", async () => {
    const studyId = await aStudy(evaluator, tenant.north);
    const answer = await send(
      evaluator,
      studyId,
      "Municipio,Edad al entrar,Puntuación final,grupo\nA,3,1.5,1\nB,4,2.5,0\n",
    );
    expect(answer.statusCode, answer.body).toBe(200);
    const told = answer.json().columns.map((one: Record<string, string>) => [one.name, one.label, one.kind, one.known]);
    expect(told).toEqual([
      ["Municipio", "Municipio", "category", "before"],
      ["Edad_al_entrar", "Edad al entrar", "number", "before"],
      ["Puntuacion_final", "Puntuación final", "number", "after"],
      ["grupo", "grupo", "yes_no", "at_entry"],
    ]);
    const { rows } = await world.owner.query(
      "select input from ledger where stream_id = $1 and operation = 'sendStudyTable'",
      [studyId],
    );
    expect(rows).toMatchObject([{ input: { fileName: "familias.csv", rows: 2 } }]);
    expect(JSON.stringify(rows)).not.toContain("Puntuaci");
  });

  it.each([
    ["nombre,a\nx,1\n", "nombre"],
    ["Apellidos de la madre,a\nx,1\n", "Apellidos de la madre"],
    ["correoElectronico,a\nx,1\n", "correoElectronico"],
    ["fecha_nacimiento,a\n2010-01-01,1\n", "fecha_nacimiento"],
    ["contacto,a\nana@example.org,1\n", "contacto"],
    [`clave,a\n${people.map((_, row) => `1234567${row % 10}Z,1`).join("\n")}\n`, "clave"],
    [`clave,a\n${people.map((_, row) => `12.345.67${row % 10}-K,1`).join("\n")}\n`, "clave"],
    [`donde,a\n${people.map((_, row) => `Calle Mayor ${row},1`).join("\n")}\n`, "donde"],
    [`quien,a\n${people.map((letter) => `Ana${letter} Soto,1`).join("\n")}\n`, "quien"],
    [`aviso,a\n${people.map((_, row) => `6001234${10 + row},1`).join("\n")}\n`, "aviso"],
  ])("is refused where a column tells who people are: %j", async (table, column) => {
    const studyId = await aStudy(evaluator, tenant.north);
    const answer = await send(evaluator, studyId, table);
    expect([answer.statusCode, answer.json().error.code]).toEqual([422, "names_inside"]);
    expect(answer.json().error.message).toContain(`«${column}»`);
    expect((await see(evaluator, studyId)).data).toBeNull();
  });

  it("may name places and programmes", async () => {
    const studyId = await aStudy(evaluator, tenant.north);
    const towns = ["Collado Villalba", "San Fernando", "Valle Hermoso"];
    const rows = people.map((_, row) => `${towns[row % 3]},${row}`).join("\n");
    expect((await send(evaluator, studyId, `nombre_municipio,puntos\n${rows}\n`)).statusCode).toBe(200);
  });

  it("is read the way spreadsheets write it in Spanish, with semicolons and decimal commas", async () => {
    const studyId = await aStudy(evaluator, tenant.north);
    const answer = await send(
      evaluator,
      studyId,
      'barrio;puntos\r\n"Norte; alto";1,5\r\nSur, centro;-2\r\n;"0,25"\r\n',
    );
    expect(answer.json()).toMatchObject({ rows: 3, columns: [{ kind: "category" }, { kind: "number" }] });
    const { rows } = await world.owner.query("select spread from study_snapshot where study_id = $1", [studyId]);
    expect(JSON.stringify(rows[0].spread)).toContain("Sur, centro");
  });

  it.each([
    ["", "vacío"],
    ["a,b\n", "ninguna fila"],
    ["a,b\n1,\u0000\n", "carácter nulo"],
    ["a,a\n1,2\n", "dos columnas se llaman igual"],
    ["a b,a-b\n1,2\n", "dos columnas se llaman «a_b»"],
    ["a\tb\n1\t2\n", "separados por comas"],
    ["a,b\n1,2,3\n", "más valores que columnas"],
    [Buffer.from([0x61, 0x0a, 0xff, 0xfe, 0x0a]), "UTF-8"],
  ])("is refused with its reason where it is none: %j", async (table, reason) => {
    const studyId = await aStudy(evaluator, tenant.north);
    const answer = await send(evaluator, studyId, table);
    expect([answer.statusCode, answer.json().error.code]).toEqual([422, "bad_table"]);
    expect(answer.json().error.message).toContain(reason);
  });

  it("of more than a million rows is refused before it is read", async () => {
    const studyId = await aStudy(evaluator, tenant.north);
    const answer = await send(evaluator, studyId, `a\n${"1\n".repeat(1_000_002)}`);
    expect([answer.statusCode, answer.json().error.code]).toEqual([422, "bad_table"]);
    expect(answer.json().error.message).toContain("1000000 filas");
  });

  it("is taken from nobody but the evaluator, and for no study that is not in sight", async () => {
    const studyId = await aStudy(evaluator, tenant.north);
    expect((await send(director, studyId, "a\n1\n")).json().error.code).toBe("not_allowed");
    const worker = await signInAs(app, world, await addPersonWith(world, tenant, "family_worker"));
    const stranger = await anEvaluator(app, world, await addTenant(world));
    for (const caller of [worker, stranger.caller]) {
      const body = { studyId, baseVersion: 1, fileName: "x.csv", content: "" };
      const answer = await caller.post("/api/studies/send-study-table", body);
      expect([answer.statusCode, answer.json().error.code]).toEqual([404, "study_not_found"]);
    }
  });
});

describe("before the plan is registered", () => {
  it("nothing of an outcome is told but its name, to nobody", async () => {
    const studyId = await aWrittenStudy(evaluator, tenant.municipality);
    for (const caller of [evaluator, director]) {
      const { data, columns } = await see(caller, studyId);
      expect(columns.map(({ name }) => name)).toEqual(LOTTERY_COLUMNS.map(({ name }) => name));
      expect(data?.columns.map(({ name }) => name)).toEqual(["town", "score_before", "programme"]);
      expect(data).toMatchObject({ rows: 80, programme: 40, comparison: 40, smallestGroup: 40 });
    }
  });

  it("groups of fewer than five are not told apart", async () => {
    const studyId = await aStudy(evaluator, tenant.north);
    const towns = ["A", "A", "A", "A", "A", "A", "A", "B", "B", "C", "C", "C", "C", "C", "C", "C", "C"];
    await send(evaluator, studyId, `municipio,edad\n${towns.map((town, row) => `${town},${row}`).join("\n")}\n`);
    const { data } = await see(evaluator, studyId);
    expect(data?.columns.find(({ name }) => name === "municipio")?.levels).toEqual([
      { value: "C", n: 8 },
      { value: "otros", n: 9 },
    ]);
  });

  it("what it could see is told from what is supposed", async () => {
    const studyId = await aWrittenStudy(evaluator, tenant.municipality);
    const { power, missing } = (await director.ask(studyPower, { studyId })).json();
    expect(missing).toEqual([]);
    expect(power).toMatchObject({ programme: 40, comparison: 40 });
    expect(power.headline.es).toContain("familias");
    const empty = await aStudy(evaluator, tenant.municipality);
    expect((await director.ask(studyPower, { studyId: empty })).json().power).toBeNull();
  });
});

describe("families too particular", () => {
  it("keep the plan from being registered, until what tells them apart is left out", async () => {
    const table = aLotteryTable().replace("Robledo", "Aldea Perdida");
    const studyId = await aWrittenStudy(evaluator, tenant.municipality, table);
    const seen = await see(evaluator, studyId);
    expect(seen.data?.smallestGroup).toBe(1);
    expect(seen.tasks.find(({ task }) => task === "registration")).toMatchObject({
      state: "locked",
      notes: [{ code: "few_alike" }],
    });
    const register = async () => {
      const { version } = await see(evaluator, studyId);
      return evaluator.operate(freezeStudy, { studyId, baseVersion: version });
    };
    const refused = await register();
    expect([refused.statusCode, refused.json().error.code]).toEqual([422, "few_alike"]);
    const comparison = { design: "waiting_list_lottery" as const, treatment: "programme", draws: 1000 };
    await write(evaluator, studyId, { task: "design", content: { comparison, stratum: null, cluster: null } });
    expect((await register()).statusCode).toBe(200);
  });
});
