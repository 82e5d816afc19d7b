import { readFileSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { shippedPrograms } from "./builders/packFiles.ts";
import { filesUnder, root, withoutTextAndComments } from "./builders/sourceFiles.ts";

/** What a layer may import, the whole of it. */
const layers: Readonly<Record<string, readonly string[]>> = {
  core: [],
  evaluation: ["core"],
  contracts: ["core"],
  server: ["core", "contracts", "evaluation"],
  web: ["core", "contracts"],
  cli: ["server", "core", "contracts", "evaluation"],
};

/** Which concept of core may import which other. Files of `src/core` itself may be imported by all. */
const corePairs: Readonly<Record<string, readonly string[]>> = {
  accounts: ["access", "auth", "calendar"],
  assessments: ["calendar", "instruments"],
  cases: ["access", "calendar", "consents", "deadlines", "packs", "referrals", "stages"],
  consents: ["calendar"],
  deadlines: ["calendar"],
  households: ["calendar", "people", "referrals"],
  imports: ["calendar", "households", "people"],
  instruments: ["expressions"],
  outcomes: ["calendar", "care"],
  packs: ["access", "calendar", "deadlines", "expressions", "instruments", "stages"],
  people: ["calendar"],
  plans: ["calendar", "instruments", "packs"],
  referrals: ["calendar", "expressions", "packs"],
  returns: ["calendar", "outcomes"],
  sessions: ["calendar", "packs"],
  studies: ["drawings"],
  tasks: ["calendar"],
};

/** The machinery every concept of the server stands on. */
const serverMachinery = ["access", "audit", "database", "http", "jobs"];
/** Which concept of the server may import which other. */
const serverPairs: Readonly<Record<string, readonly string[]>> = {
  "": ["auth"],
  accounts: ["auth"],
  assessments: ["instruments"],
  demo: ["auth", "instruments", "packs", "returns", "studies", "tenants"],
  imports: ["auth"],
  outcomes: ["returns"],
  packs: ["instruments"],
  plans: ["cases"],
  results: ["instruments", "packs"],
  returns: ["care"],
  sessions: ["cases", "packs"],
  studies: ["reports"],
  tenants: ["auth", "packs"],
};

/** The only files that may re-export others: the entries of the package. */
const packageEntries = ["src/index.ts", "src/core/index.ts", "src/evaluation/index.ts"];

/** Lines of code in a file that ships; with comments and blank lines, and for tests, a third more. */
const mostLines = 300;
const mostLinesAltogether = 400;

const isTest = (file: string) => /\.test(data)?\.tsx?$/.test(file);
const sources = filesUnder("src").filter((file) => /\.tsx?$/.test(file));
const shipped = sources.filter((file) => !isTest(file));
const contents = new Map(sources.map((file) => [file, readFileSync(join(root, file), "utf8")]));
const textOf = (file: string) => contents.get(file) ?? "";

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string, text: string): readonly Import[] {
  const pattern = /^\s*(?:import|export)\b(\s+type\b)?(?:[^"';=(]*?\bfrom)?\s*"([^"\n]+)"|\bimport\(\s*"([^"\n]+)"/gm;
  return [...text.matchAll(pattern)].map(([, typeOnly, named, dynamic]) => ({
    file,
    target: named ?? dynamic ?? "",
    typeOnly: typeOnly !== undefined,
  }));
}

const imports = shipped.flatMap((file) => importsOf(file, textOf(file)));

/** The file a relative import means, or undefined for a package. */
function resolved({ file, target }: Pick<Import, "file" | "target">): string | undefined {
  return target.startsWith(".") ? posix.normalize(posix.join(posix.dirname(file), target)) : undefined;
}

function layerOf(path: string): string {
  return path.startsWith("src/") ? (path.split("/")[1] ?? "") : "";
}

function conceptOf(path: string): string {
  const parts = path.split("/");
  return parts.length > 3 ? (parts[2] ?? "") : "";
}

function forbiddenLayers(found: readonly Import[]): readonly string[] {
  return found.flatMap((one) => {
    const path = resolved(one);
    if (path === undefined) return [];
    const [from, to] = [layerOf(one.file), layerOf(path)];
    const allowed = from === to || (layers[from] ?? []).includes(to);
    return allowed || /\.(css|json|svg|woff2?)$/.test(path) ? [] : [`${one.file} → ${path}`];
  });
}

type Pairs = Readonly<Record<string, readonly string[]>>;

function pairsOf(
  layer: string,
  found: readonly Import[],
): readonly (readonly [from: string, to: string, file: string])[] {
  return found.flatMap((one) => {
    const path = resolved(one);
    if (path === undefined || layerOf(one.file) !== layer || layerOf(path) !== layer) return [];
    const [from, to] = [conceptOf(one.file), conceptOf(path)];
    return from === to || to === "" ? [] : [[from, to, one.file] as const];
  });
}

function unlistedPairs(layer: string, pairs: Pairs, common: readonly string[] = []): readonly string[] {
  return pairsOf(layer, imports)
    .filter(([from, to]) => !common.includes(to) && !(pairs[from] ?? []).includes(to))
    .map(([from, to, file]) => `${from} → ${to} in ${file}`);
}

describe("imports", () => {
  test("a layer imports only the layers below it", () => {
    expect(forbiddenLayers(imports)).toEqual([]);
  });

  test("an import of the wrong layer would be found", () => {
    const wrong = importsOf("src/core/plans/plan.ts", 'import { pool } from "../../server/database/connect.ts";');
    expect(forbiddenLayers(wrong)).toHaveLength(1);
    const dynamic = importsOf("src/web/app/App.tsx", 'const later = import("../../server/app.ts");');
    expect(forbiddenLayers(dynamic)).toHaveLength(1);
    expect(forbiddenLayers(importsOf("src/cli/main.ts", 'import { a } from "../server/app.ts";'))).toEqual([]);
  });

  test("pure folders import no package but the types of the schema library", () => {
    const found = imports.filter(({ file, target, typeOnly }) => {
      const pure = ["core", "evaluation"].includes(layerOf(file));
      return pure && !target.startsWith(".") && !(target === "typebox" && typeOnly);
    });
    expect(found).toEqual([]);
  });

  test("contracts import no package but the schema library", () => {
    const found = imports.filter(({ file, target }) => layerOf(file) === "contracts" && !target.startsWith("."));
    expect(found.filter(({ target }) => target !== "typebox" && !target.startsWith("typebox/"))).toEqual([]);
  });

  test("a concept of core imports another only if the pair is listed here", () => {
    expect(unlistedPairs("core", corePairs)).toEqual([]);
  });

  test("a concept of the server imports another only if the pair is listed here", () => {
    expect(unlistedPairs("server", serverPairs, serverMachinery)).toEqual([]);
  });

  test("no listed pair is left over", () => {
    const used = (layer: string) => new Set(pairsOf(layer, imports).map(([from, to]) => `${from} → ${to}`));
    const left = (layer: string, pairs: Pairs) =>
      Object.entries(pairs).flatMap(([from, all]) =>
        all.map((to) => `${from} → ${to}`).filter((pair) => !used(layer).has(pair)),
      );
    expect([...left("core", corePairs), ...left("server", serverPairs)]).toEqual([]);
  });

  test("the concepts of core form no circle", () => {
    const reaches = (from: string, goal: string, seen: Set<string> = new Set()): boolean =>
      (corePairs[from] ?? []).some((next) => {
        if (next === goal) return true;
        if (seen.has(next)) return false;
        seen.add(next);
        return reaches(next, goal, seen);
      });
    expect(Object.keys(corePairs).filter((concept) => reaches(concept, concept))).toEqual([]);
  });
});

describe("pure folders", () => {
  const impure =
    /\bnew Date\b|\bDate\s*[.(]|\bMath\.random\b|\bcrypto\b|\bperformance\b|\bset(?:Timeout|Interval|Immediate)\b|\bprocess\s*\.|\bglobalThis\b|\bfetch\s*\(|\bTemporal\b/;
  const pure = shipped.filter((file) => ["core", "evaluation"].includes(layerOf(file)));

  test("read no clock, no randomness and nothing outside", () => {
    const found = pure.flatMap((file) =>
      withoutTextAndComments(textOf(file))
        .split("\n")
        .flatMap((line, index) => (impure.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });

  test.each(["const now = Date.now();", "const day = new Date(text);", "return Math.random();", "process.env.HOME"])(
    "%s would be found",
    (line) => {
      expect(impure.test(withoutTextAndComments(line))).toBe(true);
    },
  );

  test("hold no classes", () => {
    const found = pure.filter((file) =>
      /^\s*(?:export\s+)?(?:abstract\s+)?class\s/m.test(withoutTextAndComments(textOf(file))),
    );
    expect(found).toEqual([]);
  });
});

describe("files", () => {
  const generated = ["src/server/database/schema.ts", "src/evaluation/survival/coxKernels.ts"];
  const countLines = (text: string) => text.split("\n").filter((line) => !/^\s*(?:\/\/|\/\*|\*|$)/.test(line)).length;

  test(`have at most ${mostLines} lines of code and ${mostLinesAltogether} lines altogether`, () => {
    const long = [...sources, ...filesUnder("tests").filter((file) => /\.tsx?$/.test(file))]
      .filter((file) => !generated.includes(file))
      .map((file) => [file, readFileSync(join(root, file), "utf8")] as const)
      .filter(
        ([file, text]) =>
          text.split("\n").length - 1 > mostLinesAltogether || (!isTest(file) && countLines(text) > mostLines),
      )
      .map(([file, text]) => `${file}: ${countLines(text)} of code, ${text.split("\n").length - 1} altogether`);
    expect(long).toEqual([]);
  });

  test("are no barrels, except the entries of the package", () => {
    const barrels = shipped.filter(
      (file) => !packageEntries.includes(file) && (/\/index\.tsx?$/.test(file) || /^export \*/m.test(textOf(file))),
    );
    expect(barrels).toEqual([]);
  });

  test("lie in folders that say what they are about", () => {
    const vague = [...filesUnder("src"), ...filesUnder("tests")].filter((file) =>
      /\/(?:utils?|helpers?|common|misc|shared|lib)(?:\/|\.)/.test(file),
    );
    expect(vague).toEqual([]);
  });
});

describe("operations", () => {
  const defining = shipped.filter(
    (file) => layerOf(file) === "server" && /[^\w]defineOperation\(\{/.test(textOf(file)),
  );

  test("are found", () => {
    expect(defining.length).toBeGreaterThan(0);
  });

  test("have their permission test beside them", () => {
    const without = defining.filter((file) => {
      const name = basename(file).replace(/\.ts$/, "");
      const beside = [`${name}.permissions.test.ts`, `${name}.permissions.db.test.ts`];
      return !beside.some((test_) => sources.includes(`${dirname(file)}/${test_}`));
    });
    expect(without).toEqual([]);
  });
});

describe("programmes are data", () => {
  const names = [...shippedPrograms(), "Programa Familias", "Faros", "padres socios", "Family to Family", "Tlaxcala"];
  const named = new RegExp(`(?<![\\w-])(?:${names.join("|")})(?![\\w-])`, "i");

  test("no programme is named in core or server", () => {
    const found = shipped
      .filter((file) => ["core", "server"].includes(layerOf(file)))
      .filter((file) => named.test(textOf(file)) || named.test(file));
    expect(found).toEqual([]);
  });

  test("the tests of core name no programme but the test garden", () => {
    const real = new RegExp(named.source.replace("huerto-de-prueba|", ""), "i");
    expect(real.test("huerto-de-prueba")).toBe(false);
    const found = sources.filter((file) => layerOf(file) === "core" && isTest(file) && real.test(textOf(file)));
    expect(found).toEqual([]);
  });

  test("programme folders hold nothing that runs", () => {
    expect(filesUnder("programs").filter((file) => !/\.(json|md)$/.test(file))).toEqual([]);
  });
});
