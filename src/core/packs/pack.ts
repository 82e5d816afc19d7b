import type { InstrumentDefinition } from "../instruments/definition.ts";
import type {
  DeadlineEntry,
  DecisionRules,
  EntryRules,
  IndicatorRules,
  Overlay,
  PackIdentity,
  PlanRules,
  StageRules,
  Texts,
  TrajectoryRules,
} from "./sections.ts";

export type PackLanguage = "es" | "en";

/** A programme as data: one version, checked as a whole, never changed once published. */
export interface ProgrammePack {
  readonly pack: PackIdentity;
  readonly entry: EntryRules;
  readonly stages: StageRules;
  readonly instruments: Readonly<Record<string, InstrumentDefinition>>;
  readonly plan: PlanRules;
  readonly trajectory: TrajectoryRules;
  readonly deadlines: readonly DeadlineEntry[];
  readonly decisions: DecisionRules;
  readonly indicators: IndicatorRules["indicators"];
  readonly texts: Readonly<Record<PackLanguage, Texts>>;
  /** What a territory replaces, by `system:code`, such as `ine-municipality:02003`. */
  readonly overlays: Readonly<Record<string, Overlay>>;
  /** The territory whose sheet has been laid over; null for the programme as it is everywhere. */
  readonly territory: string | null;
}

/** The words of a programme for one key. A checked pack has every key in every language; Spanish stands in otherwise. */
export function packText(pack: ProgrammePack, key: string, language: PackLanguage): string {
  return pack.texts[language][key] ?? pack.texts.es[key] ?? key;
}

/** True when the pack has words under this key. */
export function hasPackText(pack: ProgrammePack, key: string): boolean {
  return Object.hasOwn(pack.texts.es, key);
}
