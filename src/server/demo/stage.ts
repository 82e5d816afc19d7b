import type { InstrumentDefinition } from "../../core/instruments/definition.ts";
import type { Chance } from "./chance.ts";
import type { Narrator, Teller } from "./narrator.ts";
import type { DemoTenant } from "./script.ts";

/** How far a family's story goes. */
export type Ending =
  | "received"
  | "redirected"
  | "answering"
  | "talking"
  | "planning"
  | "walking"
  | "unseen"
  | "second"
  | "closed";

/** What every family of a tenant is told with. */
export interface Stage {
  readonly narrator: Narrator;
  readonly chance: Chance;
  readonly script: DemoTenant;
  readonly packVersionId: string;
  readonly instrument: { readonly versionId: string; readonly definition: InstrumentDefinition } | undefined;
  /** The present day of the story, noon. */
  readonly now: Date;
}

export interface Place {
  readonly key: string;
  readonly territoryId: string;
  readonly worker: Teller;
}
