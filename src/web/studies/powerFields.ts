import type { ContentOf, StudyData } from "./contents.ts";

/** The form of what is supposed before there are data. `share` is written as «de cada 100». */
export interface PowerFields {
  readonly programme: number | null;
  readonly comparison: number | null;
  readonly deviation: number | null;
  readonly share: number | null;
  readonly correlation: number | null;
  readonly clusterSize: number | null;
  readonly icc: number | null;
}

const HUNDRED = 100;
const tidy = (value: number) => Number(value.toPrecision(12));

/** What was saved, or what the data already tell: how many there are in each group. */
export function powerFields(content: ContentOf<"power"> | undefined, data: StudyData["data"]): PowerFields {
  if (content) {
    const { read: _, share, ...others } = content;
    return { ...others, share: share === null ? null : tidy(share * HUNDRED) };
  }
  return {
    programme: data?.programme ?? null,
    comparison: data?.comparison ?? null,
    deviation: null,
    share: null,
    correlation: null,
    clusterSize: null,
    icc: null,
  };
}

const positive = (value: number | null) => (value !== null && value > 0 ? value : null);

export type PowerGap = "programme" | "comparison" | "share" | "correlation" | "icc" | "deviation" | "clusterSize";

/** Which boxes cannot be saved as they stand. */
export function gapsOfPower(fields: PowerFields): readonly PowerGap[] {
  const { programme, comparison, share, correlation, icc, deviation, clusterSize } = fields;
  const outside = (value: number | null, wrong: (known: number) => boolean) => value !== null && wrong(value);
  return [
    ...(isCount(programme) ? [] : (["programme"] as const)),
    ...(isCount(comparison) ? [] : (["comparison"] as const)),
    ...(outside(share, (n) => n <= 0 || n >= HUNDRED) ? (["share"] as const) : []),
    ...(outside(deviation, (n) => n <= 0) ? (["deviation"] as const) : []),
    ...(outside(correlation, (n) => n < 0 || n >= 1) ? (["correlation"] as const) : []),
    ...(outside(clusterSize, (n) => n < 1) ? (["clusterSize"] as const) : []),
    ...(outside(icc, (n) => n < 0 || n > 1) ? (["icc"] as const) : []),
  ];
}

function isCount(value: number | null): value is number {
  return value !== null && Number.isInteger(value) && value >= 1;
}

/** The form as it is saved; undefined while a box cannot be read. */
export function readPower(fields: PowerFields, read: boolean): ContentOf<"power"> | undefined {
  const { programme, comparison, share } = fields;
  if (gapsOfPower(fields).length > 0 || programme === null || comparison === null) return undefined;
  return {
    ...fields,
    programme,
    comparison,
    deviation: positive(fields.deviation),
    share: share === null ? null : tidy(share / HUNDRED),
    read,
  };
}
