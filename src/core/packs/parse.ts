import { accepted, type Result, refused } from "../result.ts";
import { checkDates } from "./checks/dates.ts";
import { checkDeadlines } from "./checks/deadlines.ts";
import { checkExpressions } from "./checks/expressions.ts";
import { checkInstruments } from "./checks/instruments.ts";
import { checkReferences } from "./checks/references.ts";
import { checkSafety } from "./checks/safety.ts";
import { checkSources } from "./checks/sources.ts";
import { checkStages } from "./checks/stages.ts";
import { checkTexts } from "./checks/texts.ts";
import type { PackDraft } from "./draft.ts";
import { readInstruments } from "./instrumentFiles.ts";
import type { ProgrammePack } from "./pack.ts";
import { note, type PackProblem, type Place } from "./problems.ts";
import {
  deadlinesSection,
  decisionsSection,
  entrySection,
  indicatorsSection,
  type Overlay,
  overlaySection,
  packSection,
  planSection,
  stagesSection,
  textsSection,
  trajectorySection,
} from "./sections.ts";
import type { Shape } from "./shape.ts";

export type PackFailure = { readonly code: "invalid_pack"; readonly problems: readonly PackProblem[] };

const required = ["pack.json", "stages.json", "texts.es.json", "SOURCES.md"];
const optional = [
  "entry.json",
  "plan.json",
  "trajectory.json",
  "deadlines.json",
  "decisions.json",
  "indicators.json",
  "texts.en.json",
];
/** Sections of the pack format that a later version will read. They are refused, never ignored. */
const later = ["services.json", "transfers.json", "workforce.json", "peers.json", "care.json"];

/** The name under which a territory's sheet is kept. */
function territoryKey(territory: { readonly system: string; readonly code: string }): string {
  return `${territory.system}:${territory.code}`;
}

/**
 * Reads a programme from its files (path inside the folder → parsed JSON, or the text of SOURCES.md) and checks it as a
 * whole. Either the pack, or every problem at once, each with file, JSON pointer, code and reason.
 */
export function parsePack(files: Readonly<Record<string, unknown>>): Result<ProgrammePack, PackFailure> {
  const problems: PackProblem[] = [];
  checkFileNames(files, problems);
  const draft = readDraft(files, problems);
  checkSafety(draft);
  checkReferences(draft);
  checkStages(draft);
  checkDeadlines(draft);
  checkDates(draft);
  checkExpressions(draft);
  checkInstruments(draft);
  checkSources(draft);
  checkTexts(draft);
  return problems.length === 0 ? accepted(draft.pack) : refused({ code: "invalid_pack", problems });
}

function checkFileNames(files: Readonly<Record<string, unknown>>, problems: PackProblem[]): void {
  for (const file of required) {
    if (!Object.hasOwn(files, file)) note({ file, path: "", problems }, "missing_file");
  }
  for (const file of Object.keys(files)) {
    const at = { file, path: "", problems };
    if (later.includes(file)) note(at, "section_not_supported");
    else if (!isPackFile(file)) note(at, "unknown_file");
  }
}

function isPackFile(file: string): boolean {
  return required.includes(file) || optional.includes(file) || /^(instruments|overlays)\/[a-z0-9_-]+\.json$/.test(file);
}

function readDraft(files: Readonly<Record<string, unknown>>, problems: PackProblem[]): PackDraft {
  const section = <Value>(file: string, shape: Shape<Value>): Value => {
    const at: Place = { file, path: "", problems };
    return Object.hasOwn(files, file) ? shape.read(files[file], at) : shape.blank;
  };
  const overlayFiles: Readonly<Record<string, Overlay>> = Object.fromEntries(
    Object.keys(files)
      .filter((file) => file.startsWith("overlays/"))
      .map((file) => [file, section(file, overlaySection)]),
  );
  const instrumentFiles = readInstruments(files, problems);
  checkOverlays(overlayFiles, problems);
  const pack: ProgrammePack = {
    pack: section("pack.json", packSection),
    entry: section("entry.json", entrySection),
    stages: section("stages.json", stagesSection),
    instruments: Object.fromEntries(Object.values(instrumentFiles).map((definition) => [definition.id, definition])),
    plan: section("plan.json", planSection),
    trajectory: section("trajectory.json", trajectorySection),
    deadlines: section("deadlines.json", deadlinesSection).deadlines,
    decisions: section("decisions.json", decisionsSection),
    indicators: section("indicators.json", indicatorsSection).indicators,
    texts: { es: section("texts.es.json", textsSection), en: section("texts.en.json", textsSection) },
    overlays: Object.fromEntries(
      Object.values(overlayFiles).map((overlay) => [territoryKey(overlay.territory), overlay]),
    ),
    territory: null,
  };
  const sourcesText = typeof files["SOURCES.md"] === "string" ? files["SOURCES.md"] : "";
  return { pack, instrumentFiles, overlayFiles, sourcesText, files, problems };
}

function checkOverlays(overlayFiles: Readonly<Record<string, Overlay>>, problems: PackProblem[]): void {
  const seen = new Set<string>();
  for (const [file, overlay] of Object.entries(overlayFiles)) {
    const { deadlines, bodies, documents, deciders, closings, pending, texts } = overlay;
    const parts = [deadlines, bodies, documents, deciders, closings, pending, Object.keys(texts.es)];
    if (parts.every((part) => part.length === 0)) note({ file, path: "", problems }, "overlay_adds_nothing");
    const key = territoryKey(overlay.territory);
    if (seen.has(key)) note({ file, path: "/territory", problems }, "duplicate_id", key);
    seen.add(key);
  }
}
