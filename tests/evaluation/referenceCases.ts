import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { CaseInput } from "../../src/evaluation/cases/case.ts";

/** One analysis with the answer a correct implementation gives. */
export interface ReferenceCase {
  readonly id: string;
  readonly fn: string;
  readonly input: CaseInput;
  readonly expected: unknown;
  readonly tolerance: { readonly rel: number; readonly abs: number };
}

const root = fileURLToPath(new URL("../..", import.meta.url));
export const copiedFolder = join(root, "tests/data/evaluation/cases");
/** The full set of cases, which includes data that may not be copied; may be absent. */
export const fullFolder = process.env.TRENZA_EVALUATION_REFERENCE ?? resolve(root, "../shared/reference/evaluation");

function casesIn(folder: string): readonly ReferenceCase[] {
  return readdirSync(join(folder, "expected"))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .flatMap((name) => JSON.parse(readFileSync(join(folder, "expected", name), "utf8")).cases as ReferenceCase[]);
}

export const copiedCases = casesIn(copiedFolder);
const copied = new Set(copiedCases.map(({ id }) => id));
/** Cases that only stand in the full folder; undefined where it is not present. */
export const otherCases = existsSync(join(fullFolder, "expected"))
  ? casesIn(fullFolder).filter(({ id }) => !copied.has(id))
  : undefined;

/** Where an answer differs from what is expected, as `path: got, expected`. Members not expected are not looked at. */
export function differences(
  got: unknown,
  expected: unknown,
  tolerance: ReferenceCase["tolerance"],
  path = "",
): readonly string[] {
  if (typeof expected === "number") {
    const near =
      typeof got === "number" && Math.abs(got - expected) <= tolerance.abs + tolerance.rel * Math.abs(expected);
    return near ? [] : [`${path}: ${String(got)}, expected ${expected}`];
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length)
      return [
        `${path}: ${Array.isArray(got) ? `${got.length} entries` : String(got)}, expected ${expected.length} entries`,
      ];
    return expected.flatMap((one, place) => differences(got[place], one, tolerance, `${path}[${place}]`));
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof got !== "object" || got === null) return [`${path}: ${String(got)}, expected a record`];
    const members = got as Readonly<Record<string, unknown>>;
    return Object.entries(expected).flatMap(([name, one]) =>
      differences(members[name], one, tolerance, path === "" ? name : `${path}.${name}`),
    );
  }
  return got === expected ? [] : [`${path}: ${String(got)}, expected ${String(expected)}`];
}
