import { readFile, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve } from "node:path";
import { accepted, type Result, refused } from "../../core/result.ts";
import type { CaseData } from "../../evaluation/cases/case.ts";
import type { EvaluationFailure } from "../../evaluation/failure.ts";
import { parseCsv, type Table } from "../../evaluation/table.ts";

/** Tables kept in memory at once: a run of cases asks for the same few files over and over. */
const REMEMBERED = 16;

interface Remembered {
  readonly stamp: string;
  readonly table: Promise<Result<Table, EvaluationFailure>>;
}

/** Where a name lies inside the folder, with its ending added when absent; undefined when it would leave the folder. */
function pathIn(folder: string, name: string, ending: string): string | undefined {
  if (name === "" || name.includes("\0")) return undefined;
  const path = resolve(folder, name.endsWith(ending) ? name : `${name}${ending}`);
  const inside = relative(resolve(folder), path);
  return inside === "" || inside.startsWith("..") || isAbsolute(inside) ? undefined : path;
}

async function stampOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? `${found.size} ${found.mtimeMs}` : undefined;
}

async function readTable(path: string): Promise<Result<Table, EvaluationFailure>> {
  return parseCsv(await readFile(path, "utf8"));
}

/**
 * Reads the data of requests from a folder: `<folder>/<name>.csv` and `<folder>/<name>.json`, the ending optional in the
 * name. A name that leaves the folder or is not there is refused as `unknown_data`. Tables are parsed once per version
 * of the file.
 */
export function folderData(folder: string, solve?: CaseData["solve"]): CaseData {
  const tables = new Map<string, Remembered>();
  const unknown = (name: string) => refused<EvaluationFailure>({ code: "unknown_data", name });
  const table: CaseData["table"] = async (name) => {
    const path = pathIn(folder, name, ".csv");
    const stamp = path && (await stampOf(path));
    if (!path || !stamp) return unknown(name);
    const known = tables.get(path);
    tables.delete(path);
    const entry = known?.stamp === stamp ? known : { stamp, table: readTable(path) };
    tables.set(path, entry);
    for (const oldest of tables.keys()) {
      if (tables.size <= REMEMBERED) break;
      tables.delete(oldest);
    }
    return entry.table;
  };
  const json: CaseData["json"] = async (name) => {
    const path = pathIn(folder, name, ".json");
    const text = path && (await readFile(path, "utf8").catch(() => undefined));
    if (text === undefined) return unknown(name);
    try {
      return accepted<unknown>(JSON.parse(text));
    } catch {
      return refused({ code: "malformed_table", row: 0, field: name, reason: "not_json" });
    }
  };
  return solve ? { table, json, solve } : { table, json };
}
