import type { Column } from "../../contracts/studyFigures.ts";
import type { ContentOf } from "./contents.ts";

/** The form of who takes part, for both sources at once: changing one's mind loses nothing. */
export interface PopulationFields {
  readonly from: "" | "records" | "table";
  readonly packId: string;
  readonly territoryIds: readonly string[];
  readonly enteredFrom: string;
  readonly enteredTo: string;
  readonly instrumentId: string;
  readonly firstWithinDays: number | null;
  readonly laterFromDays: number | null;
  readonly laterToDays: number | null;
  readonly arms: "" | "draw" | "territory" | "pack";
  readonly armTerritories: readonly string[];
  readonly armPack: string;
  readonly columns: readonly Column[];
  readonly observedUntil: string;
}

/** A first assessment within 45 days, the later one between five and seven months: half a year, give or take a month. */
const USUAL = { first: 45, laterFrom: 150, laterTo: 210 };

export const EMPTY_POPULATION: PopulationFields = {
  from: "",
  packId: "",
  territoryIds: [],
  enteredFrom: "",
  enteredTo: "",
  instrumentId: "",
  firstWithinDays: USUAL.first,
  laterFromDays: USUAL.laterFrom,
  laterToDays: USUAL.laterTo,
  arms: "",
  armTerritories: [],
  armPack: "",
  columns: [],
  observedUntil: "",
};

/** What was saved as the form shows it. */
export function populationFields(content: ContentOf<"population"> | undefined): PopulationFields {
  if (!content) return EMPTY_POPULATION;
  if (content.from === "table") {
    return { ...EMPTY_POPULATION, ...content, observedUntil: content.observedUntil ?? "" };
  }
  const { arms, instrumentId, ...others } = content;
  return {
    ...EMPTY_POPULATION,
    ...others,
    instrumentId: instrumentId ?? "",
    arms: arms.by,
    armTerritories: arms.by === "territory" ? arms.programme : [],
    armPack: arms.by === "pack" ? arms.comparison : "",
  };
}

/** The columns a file brought, keeping what a person already said of those with the same name. */
export function mergeColumns(found: readonly Column[], described: readonly Column[]): readonly Column[] {
  return found.map((column) => described.find(({ name }) => name === column.name) ?? column);
}

export type PopulationGap =
  | "from"
  | "packId"
  | "enteredFrom"
  | "enteredTo"
  | "order"
  | "days"
  | "arms"
  | "armTerritories"
  | "armPack"
  | `columns.${number}.label`;

/** Which boxes cannot be saved as they stand. */
export function gapsOfPopulation(fields: PopulationFields): readonly PopulationGap[] {
  if (fields.from === "") return ["from"];
  if (fields.from === "table") {
    return fields.columns.flatMap(({ label }, at) => (label.trim() === "" ? [`columns.${at}.label` as const] : []));
  }
  return [
    ...(fields.packId === "" ? (["packId"] as const) : []),
    ...(fields.enteredFrom === "" ? (["enteredFrom"] as const) : []),
    ...(fields.enteredTo === "" ? (["enteredTo"] as const) : []),
    ...(fields.enteredFrom && fields.enteredTo && fields.enteredTo < fields.enteredFrom ? (["order"] as const) : []),
    ...(daysMakeSense(fields) ? [] : (["days"] as const)),
    ...gapsOfArms(fields),
  ];
}

function daysMakeSense({ firstWithinDays, laterFromDays, laterToDays }: PopulationFields): boolean {
  if (firstWithinDays === null || laterFromDays === null || laterToDays === null) return false;
  return firstWithinDays < laterFromDays && laterFromDays <= laterToDays;
}

function gapsOfArms({ arms, armTerritories, armPack }: PopulationFields): readonly PopulationGap[] {
  if (arms === "") return ["arms"];
  if (arms === "territory" && armTerritories.length === 0) return ["armTerritories"];
  return arms === "pack" && armPack === "" ? ["armPack"] : [];
}

/** The form as it is saved; undefined while something is missing. */
export function readPopulation(fields: PopulationFields): ContentOf<"population"> | undefined {
  if (gapsOfPopulation(fields).length > 0) return undefined;
  if (fields.from === "table") {
    const columns = fields.columns.map((column) => ({ ...column, label: column.label.trim() }));
    return { from: "table", columns, observedUntil: fields.observedUntil || null };
  }
  const { firstWithinDays, laterFromDays, laterToDays } = fields;
  if (firstWithinDays === null || laterFromDays === null || laterToDays === null) return undefined;
  return {
    from: "records",
    packId: fields.packId,
    territoryIds: [...fields.territoryIds],
    enteredFrom: fields.enteredFrom,
    enteredTo: fields.enteredTo,
    instrumentId: fields.instrumentId || null,
    firstWithinDays,
    laterFromDays,
    laterToDays,
    arms: armsOf(fields),
  };
}

function armsOf({ arms, armTerritories, armPack }: PopulationFields) {
  if (arms === "territory") return { by: "territory" as const, programme: [...armTerritories] };
  return arms === "pack" ? { by: "pack" as const, comparison: armPack } : { by: "draw" as const };
}
