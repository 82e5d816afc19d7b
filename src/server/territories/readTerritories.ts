import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { accepted, type Result, refused } from "../../core/result.ts";

/** A place by its official code. `parent` is the place that contains it. */
export interface OfficialTerritory {
  readonly system: string;
  readonly code: string;
  readonly name: string;
  readonly kind: "country" | "autonomous_community" | "province" | "municipality" | "region" | "commune";
  readonly parent: { readonly system: string; readonly code: string } | null;
}

export type TerritoryFailure =
  | { readonly code: "territory_file_not_readable"; readonly file: string; readonly reason: string }
  | { readonly code: "territory_row_invalid"; readonly file: string; readonly row: number; readonly column: string };

type Row = Readonly<Record<string, string>>;
type Rows = Result<readonly Row[], TerritoryFailure>;

/** Reads one table; every row has the columns asked for, none empty. Row 1 is the first below the header. */
export async function readTable(folder: string, file: string, columns: readonly string[]): Promise<Rows> {
  let rows: readonly Row[];
  try {
    rows = parse(await readFile(join(folder, file), "utf8"), { bom: true, columns: true, skip_empty_lines: true });
  } catch (error) {
    return refused({
      code: "territory_file_not_readable",
      file,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  for (const [index, row] of rows.entries()) {
    const column = columns.find((name) => !row[name]?.trim());
    if (column !== undefined) return refused({ code: "territory_row_invalid", file, row: index + 1, column });
  }
  return accepted(rows);
}

/** How one table becomes places. */
interface Level {
  readonly file: string;
  readonly system: string;
  readonly kind: OfficialTerritory["kind"];
  readonly code: string;
  readonly parent:
    | { readonly system: string; readonly column: string }
    | { readonly system: string; readonly code: string };
}

const spain: readonly Level[] = [
  {
    file: "es_autonomias.csv",
    system: "ine-autonomy",
    kind: "autonomous_community",
    code: "autonomia_id",
    parent: { system: "iso-3166", code: "ES" },
  },
  {
    file: "es_provincias.csv",
    system: "ine-province",
    kind: "province",
    code: "provincia_id",
    parent: { system: "ine-autonomy", column: "autonomia_id" },
  },
  {
    file: "es_municipios_ine.csv",
    system: "ine-municipality",
    kind: "municipality",
    code: "municipio_id",
    parent: { system: "ine-province", column: "provincia_id" },
  },
];

const chile: readonly Level[] = [
  {
    file: "cl_regiones.csv",
    system: "cut-region",
    kind: "region",
    code: "codigo_region",
    parent: { system: "iso-3166", code: "CL" },
  },
  {
    file: "cl_comunas.csv",
    system: "cut-commune",
    kind: "commune",
    code: "codigo_comuna",
    parent: { system: "cut-region", column: "codigo_region" },
  },
];

function parentOf(level: Level, row: Row, autonomyOf: ReadonlyMap<string, string>): OfficialTerritory["parent"] {
  const { parent } = level;
  if ("code" in parent) return { system: parent.system, code: parent.code };
  const own = row[parent.column] ?? autonomyOf.get(row[level.code] ?? "");
  return { system: parent.system, code: own ?? "" };
}

async function readLevel(
  folder: string,
  level: Level,
  autonomyOf: ReadonlyMap<string, string>,
): Promise<Result<readonly OfficialTerritory[], TerritoryFailure>> {
  const rows = await readTable(folder, level.file, [level.code, "nombre"]);
  if (!rows.ok) return rows;
  const places = rows.value.map((row) => ({
    system: level.system,
    code: row[level.code] ?? "",
    name: row.nombre ?? "",
    kind: level.kind,
    parent: parentOf(level, row, autonomyOf),
  }));
  const orphan = places.findIndex((place) => place.parent?.code === "");
  if (orphan < 0) return accepted(places);
  return refused({ code: "territory_row_invalid", file: level.file, row: orphan + 1, column: "parent" });
}

const countries = { ES: { name: "España", levels: spain }, CL: { name: "Chile", levels: chile } } as const;
export type TerritoryCountry = keyof typeof countries;

/** Every place of a country, each after the one that contains it; codes are text, zeros kept. */
export async function readTerritories(
  folder: string,
  country: TerritoryCountry,
): Promise<Result<readonly OfficialTerritory[], TerritoryFailure>> {
  const { name, levels } = countries[country];
  const autonomies =
    country === "ES" ? await readTable(folder, "es_provincias_autonomias.csv", ["autonomia_id"]) : null;
  if (autonomies && !autonomies.ok) return autonomies;
  const autonomyOf = new Map((autonomies?.value ?? []).map((row) => [row.provincia_id ?? "", row.autonomia_id ?? ""]));
  const places: OfficialTerritory[] = [{ system: "iso-3166", code: country, name, kind: "country", parent: null }];
  for (const level of levels) {
    const read = await readLevel(folder, level, autonomyOf);
    if (!read.ok) return read;
    places.push(...read.value);
  }
  return accepted(places);
}
