import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Role } from "../../core/access/policy.ts";
import { packageRoot } from "../paths.ts";

/** A fictional person who signs in, as `demo/demo.json` describes it; `place` null is the whole tenant. */
export interface DemoPerson {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly place: string | null;
}

export interface DemoPlace {
  readonly key: string;
  readonly system: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
}

/** How one fictional tenant is told: its places and people, and the words of its programme the story uses. */
export interface DemoTenant {
  readonly key: string;
  readonly name: string;
  readonly country: string;
  readonly timeZone: string;
  /** Folder under `programs/`. */
  readonly pack: string;
  /** XLSForm originals, relative to the package, imported as further instruments. */
  readonly importedForms: readonly string[];
  readonly root: Omit<DemoPlace, "key">;
  readonly places: readonly DemoPlace[];
  readonly people: readonly DemoPerson[];
  readonly accept: { readonly outcome: string; readonly reasons: readonly string[] };
  readonly decline?: { readonly outcome: string; readonly reasons: readonly string[]; readonly redirectedTo: string };
  readonly facts: Readonly<Record<string, boolean | number | string>>;
  readonly factsDeclined?: Readonly<Record<string, boolean | number | string>>;
  /** Fact of the intake that names the place. */
  readonly placeFact?: string;
  readonly consents: readonly string[];
  readonly instrument: string | null;
  /** Codes of the instrument's scale, from least to most. */
  readonly scale?: readonly string[];
  readonly visit: { readonly kind: string; readonly level: "family" } | null;
  readonly agreement?: string;
  readonly stages?: { readonly planning: string; readonly accompaniment: string; readonly closed: string };
  readonly closing?: string;
  /** A synthetic return of an invented agency, relative to the package. */
  readonly returns?: { readonly folder: string; readonly source: string };
  /** Folder with the studies of this tenant and their tables, relative to the package. */
  readonly studies?: string;
  readonly families: number;
}

/** The whole script of the demonstration. */
export function readScript(): readonly DemoTenant[] {
  const text = readFileSync(join(packageRoot(), "demo/demo.json"), "utf8");
  return (JSON.parse(text) as { tenants: readonly DemoTenant[] }).tenants;
}
