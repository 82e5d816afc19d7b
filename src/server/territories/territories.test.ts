import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { addWorkingDays } from "../../core/calendar/workingDays.ts";
import { type OfficialTerritory, readTerritories, type TerritoryCountry } from "./readTerritories.ts";
import { readWorkingDays, workingCalendarOf } from "./readWorkingDays.ts";

const folder = fileURLToPath(new URL("../../../demo/territories", import.meta.url));

async function places(country: TerritoryCountry): Promise<readonly OfficialTerritory[]> {
  const read = await readTerritories(folder, country);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}

function chainOf(all: readonly OfficialTerritory[], code: string): readonly string[] {
  const chain: string[] = [];
  let place = all.find((candidate) => candidate.code === code && candidate.kind === "municipality");
  while (place) {
    chain.unshift(`${place.system}:${place.code}`);
    const parent: OfficialTerritory["parent"] = place.parent;
    place = all.find((candidate) => candidate.system === parent?.system && candidate.code === parent.code);
  }
  return chain;
}

describe("official territories", () => {
  test("Spain has 8,124 municipalities in 52 provinces and 19 autonomous communities and cities", async () => {
    const spain = await places("ES");
    const count = (kind: string) => spain.filter((place) => place.kind === kind).length;
    expect([count("municipality"), count("province"), count("autonomous_community")]).toEqual([8124, 52, 19]);
  });

  test.each([
    ["02003", "Albacete", "ine-autonomy:08"],
    ["28047", "Collado Villalba", "ine-autonomy:13"],
    ["33044", "Oviedo", "ine-autonomy:03"],
  ])("%s is %s", async (code, name, autonomy) => {
    const spain = await places("ES");
    expect(spain.find((place) => place.code === code && place.kind === "municipality")?.name).toBe(name);
    expect(chainOf(spain, code)).toEqual([
      "iso-3166:ES",
      autonomy,
      `ine-province:${code.slice(0, 2)}`,
      `ine-municipality:${code}`,
    ]);
  });

  test.each(["ES", "CL"] as const)("every place of %s comes after the one that contains it, once", async (country) => {
    const seen = new Set<string>();
    const wrong = (await places(country)).filter(({ system, code, parent }) => {
      const early = parent !== null && !seen.has(`${parent.system}:${parent.code}`);
      const twice = seen.has(`${system}:${code}`);
      seen.add(`${system}:${code}`);
      return early || twice;
    });
    expect(wrong).toEqual([]);
  });

  test("a table with a hole names the row and the column", async () => {
    const broken = await mkdtemp(join(tmpdir(), "territories-"));
    await writeFile(join(broken, "cl_regiones.csv"), "codigo_region,nombre\n13,Metropolitana\n05,\n");
    expect(await readTerritories(broken, "CL")).toMatchObject({
      failure: { code: "territory_row_invalid", file: "cl_regiones.csv", row: 2, column: "nombre" },
    });
    expect(await readTerritories(join(broken, "nowhere"), "CL")).toMatchObject({
      failure: { code: "territory_file_not_readable" },
    });
  });
});

describe("working days of a place", () => {
  test("Albacete rests on national, regional and local holidays and at weekends", async () => {
    const days = await readWorkingDays(folder);
    if (!days.ok) throw new Error(days.failure.code);
    const calendar = workingCalendarOf(days.value, chainOf(await places("ES"), "02003"));
    expect(addWorkingDays("2026-06-03", 1, calendar)).toEqual({ day: "2026-06-05", yearsWithoutHolidays: [] });
    expect(addWorkingDays("2026-06-23", 1, calendar).day).toBe("2026-06-25");
    expect(addWorkingDays("2026-10-09", 1, calendar).day).toBe("2026-10-13");
  });

  test("a place whose own holidays nobody loaded says so", async () => {
    const days = await readWorkingDays(folder);
    if (!days.ok) throw new Error(days.failure.code);
    const calendar = workingCalendarOf(days.value, chainOf(await places("ES"), "28047"));
    expect(addWorkingDays("2026-12-04", 1, calendar)).toEqual({ day: "2026-12-09", yearsWithoutHolidays: [2026] });
  });
});
