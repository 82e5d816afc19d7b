import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/server/paths.ts";

/** One file of the build, as the bundler's manifest describes it. */
interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

const SHELL_BYTES = 115_000;
const SCREEN_BYTES = 110_000;
const built = join(packageRoot(), "dist/web");
const manifest: Readonly<Record<string, Chunk>> = JSON.parse(readFileSync(join(built, ".vite/manifest.json"), "utf8"));

/** A chunk and everything that the browser must have before it can run. */
function needs(name: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(name)) return known;
  known.add(name);
  for (const needed of manifest[name]?.imports ?? []) needs(needed, known);
  return known;
}

/** Compressed bytes of these chunks, less those that are there already. */
function weight(names: Iterable<string>, there: ReadonlySet<string> = new Set()): number {
  const files = [...names].filter((name) => !there.has(name)).map((name) => manifest[name]?.file ?? "");
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(built, file)), { level: 9 }).length, 0);
}

const shell = needs("index.html");
const screens = [...new Set(Object.values(manifest).flatMap(({ dynamicImports = [] }) => dynamicImports))].filter(
  (name) => name.endsWith(".tsx"),
);

describe("the code that a phone fetches", () => {
  it("is light enough to begin with", () => {
    console.log(`shell: ${weight(shell)} bytes compressed`);
    expect(weight(shell)).toBeLessThanOrEqual(SHELL_BYTES);
  });

  it("grows little with each screen", () => {
    expect(screens.length).toBeGreaterThan(20);
    const added = screens.map((name) => ({ name, bytes: weight(needs(name), shell) }));
    const heaviest = added.toSorted((left, right) => right.bytes - left.bytes)[0];
    console.log(`heaviest screen: ${heaviest?.name}, ${heaviest?.bytes} bytes compressed`);
    expect(added.filter(({ bytes }) => bytes > SCREEN_BYTES)).toEqual([]);
  });
});
