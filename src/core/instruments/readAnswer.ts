import { daysOfDate, daysOfDateTime, fractionOfTime } from "../expressions/dates.ts";
import type { Scalar } from "../expressions/expression.ts";
import type { AnswerValue, AttachmentReference, GeoPoint } from "./answers.ts";
import type { NodeType } from "./compiled.ts";

/** Longest text kept as one answer, in characters. */
export const longestText = 20_000;

type Reading = { readonly fits: true; readonly value: Scalar } | { readonly fits: false };

const misfit: Reading = { fits: false };

function known(value: Scalar): Reading {
  return { fits: true, value };
}

/** Blank: never given, the empty text, or an empty selection. */
export function isUnanswered(raw: AnswerValue | undefined): boolean {
  return raw === undefined || raw === null || raw === "" || (Array.isArray(raw) && raw.length === 0);
}

function isRecord(raw: unknown): raw is { readonly [key: string]: unknown } {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

function hasOnly(raw: { readonly [key: string]: unknown }, keys: readonly string[]): boolean {
  return Object.keys(raw).every((key) => keys.includes(key));
}

function within(value: unknown, limit: number): value is number {
  return typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= limit;
}

function isGeoPoint(raw: unknown): raw is GeoPoint {
  if (!isRecord(raw) || !hasOnly(raw, ["latitude", "longitude", "altitude", "accuracy"])) return false;
  const optional = [raw.altitude, raw.accuracy].every((value) => value === undefined || within(value, 100_000_000));
  return within(raw.latitude, 90) && within(raw.longitude, 180) && optional;
}

function isAttachment(raw: unknown): raw is AttachmentReference {
  if (!isRecord(raw) || !hasOnly(raw, ["document", "name"])) return false;
  return [raw.document, raw.name].every((part) => typeof part === "string" && part !== "" && part.length <= 300);
}

function readCodes(raw: unknown): Reading {
  const fits = Array.isArray(raw) && raw.length <= 1000 && raw.every((code) => typeof code === "string" && code !== "");
  return fits ? known(raw.join(" ")) : misfit;
}

function readMoment(type: "date" | "time" | "datetime", raw: string): Reading {
  const read = { date: daysOfDate, time: fractionOfTime, datetime: daysOfDateTime }[type];
  return read(raw) === undefined ? misfit : known(raw);
}

/** The value an expression sees for an answer of that type; not fitting when the answer has another shape. */
export function readAnswer(type: NodeType, raw: AnswerValue | undefined): Reading {
  if (isUnanswered(raw)) return known(null);
  if (type === "int" || type === "dec") {
    const fits = typeof raw === "number" && Number.isFinite(raw) && (type === "dec" || Number.isSafeInteger(raw));
    return fits ? known(raw) : misfit;
  }
  if (type === "multi" || type === "rank") return readCodes(raw);
  if (type === "geopoint") {
    if (!isGeoPoint(raw)) return misfit;
    return known([raw.latitude, raw.longitude, raw.altitude ?? 0, raw.accuracy ?? 0].join(" "));
  }
  if (type === "attachment") return isAttachment(raw) ? known(raw.name) : misfit;
  if (typeof raw !== "string") return misfit;
  if (type === "date" || type === "time" || type === "datetime") return readMoment(type, raw);
  return type === "text" || type === "choice" ? known(raw) : misfit;
}
