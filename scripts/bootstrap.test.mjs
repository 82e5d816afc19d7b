import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { checkNode, isInstalled, root } from "./bootstrap.mjs";

const folders = [];

/** A clone whose lockfile wants `wanted` and whose node_modules holds `found`. */
function aClone({ wanted, found }) {
  const folder = mkdtempSync(join(tmpdir(), "trenza-clone-"));
  folders.push(folder);
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...wanted } }));
  if (found) {
    mkdirSync(join(folder, "node_modules"));
    writeFileSync(join(folder, "node_modules/.package-lock.json"), JSON.stringify({ packages: found }));
  }
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const pg = (version) => ({ "node_modules/pg": { version } });
const windowsOnly = { "node_modules/windows-only": { version: "1.0.0", optional: true } };

describe("isInstalled", () => {
  it("is false on a fresh clone", () => {
    expect(isInstalled(aClone({ wanted: pg("8.0.0") }))).toBe(false);
  });

  it("is false when the lockfile moved to another version", () => {
    expect(isInstalled(aClone({ wanted: pg("8.1.0"), found: pg("8.0.0") }))).toBe(false);
  });

  it("is true when everything but another platform's optional packages is there", () => {
    expect(isInstalled(aClone({ wanted: { ...pg("8.0.0"), ...windowsOnly }, found: pg("8.0.0") }))).toBe(true);
  });

  it("stops being true when the lockfile changes after it was true", () => {
    const folder = aClone({ wanted: pg("8.0.0"), found: pg("8.0.0") });
    expect(isInstalled(folder)).toBe(true);
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages: pg("9.0.0") }));
    expect(isInstalled(folder)).toBe(false);
  });
});

describe("package-lock.json", () => {
  it("lists the optional packages of every platform, without which npm ci refuses it", () => {
    const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
    const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, "")));
    const wanted = Object.values(packages).flatMap((each) => Object.keys(each.optionalDependencies ?? {}));
    expect(wanted.filter((name) => !names.has(name))).toEqual([]);
  });
});

describe("checkNode", () => {
  it("accepts 20.19 and later and refuses what is older, saying so in Spanish", () => {
    for (const version of ["20.19.0", "20.20.2", "22.1.0"]) expect(() => checkNode(version)).not.toThrow();
    for (const version of ["20.18.3", "18.20.0"])
      expect(() => checkNode(version)).toThrow(/Trenza necesita Node 20\.19/);
  });
});
