import { type PartialDate, possibleDays } from "../calendar/age.ts";
import { type DocumentKind, provesIdentity } from "./documents.ts";
import { givenWords, type PersonName, surnameWords } from "./names.ts";
import { phoneticKey } from "./phonetics.ts";

/** What is compared of a person; documents are normalised. */
export interface Comparable extends PersonName {
  readonly birth: PartialDate | null;
  readonly documents: readonly { readonly kind: DocumentKind; readonly number: string }[];
}

export type LikenessReason = "same_document" | "same_name" | "similar_name" | "same_birth" | "near_birth";
type Degree = "same" | "similar" | "different";

/** Why two records may be one person; empty when nothing suggests it. A person decides, never the program. */
export function likeness(left: Comparable, right: Comparable): readonly LikenessReason[] {
  if (shareDocument(left, right)) return ["same_document", ...nameReasons(left, right), ...birthReasons(left, right)];
  if (haveDifferentDocuments(left, right)) return [];
  const name = nameReasons(left, right);
  if (name.length === 0 || birthsContradict(left.birth, right.birth)) return [];
  return [...name, ...birthReasons(left, right)];
}

function shareDocument(left: Comparable, right: Comparable): boolean {
  return left.documents.some((one) =>
    right.documents.some((other) => one.kind === other.kind && one.number === other.number),
  );
}

/** A valid document of the same kind with another number is strong evidence of another person. */
function haveDifferentDocuments(left: Comparable, right: Comparable): boolean {
  return left.documents.some(
    (one) =>
      provesIdentity(one.kind) &&
      right.documents.some((other) => one.kind === other.kind && one.number !== other.number),
  );
}

function nameReasons(left: PersonName, right: PersonName): readonly LikenessReason[] {
  const degree = compareNames(left, right);
  if (degree === "different") return [];
  return [degree === "same" ? "same_name" : "similar_name"];
}

/** Given names as sets (María Carmen holds Carmen), the two surnames jointly: same, swapped, second missing, same sound. */
export function compareNames(left: PersonName, right: PersonName): Degree {
  const given = compareGiven(givenWords(left.givenNames), givenWords(right.givenNames));
  if (given === "different") return "different";
  const surnames = compareSurnames(left, right);
  if (surnames === "different") return "different";
  return given === "same" && surnames === "same" ? "same" : "similar";
}

function compareGiven(left: readonly string[], right: readonly string[]): Degree {
  if (left.length === 0 || right.length === 0) return "different";
  const holds = (all: readonly string[], some: readonly string[]) => some.every((word) => all.includes(word));
  if (holds(left, right) && holds(right, left)) return "same";
  if (holds(left, right) || holds(right, left)) return "similar";
  const [soundsLeft, soundsRight] = [left.map(phoneticKey), right.map(phoneticKey)];
  return holds(soundsLeft, soundsRight) || holds(soundsRight, soundsLeft) ? "similar" : "different";
}

function compareSurnames(left: PersonName, right: PersonName): Degree {
  const joined = (surname: string) => surnameWords(surname).join(" ");
  const a = [joined(left.firstSurname), joined(left.secondSurname)] as const;
  const b = [joined(right.firstSurname), joined(right.secondSurname)] as const;
  if (a[0] === "" || b[0] === "") return "different";
  if (a[0] === b[0] && a[1] === b[1]) return "same";
  const sound = (surname: string) => surname.split(" ").map(phoneticKey).join(" ");
  const [x, y] = [a.map(sound), b.map(sound)];
  const firstAlike = x[0] === y[0];
  const secondAlike = x[1] === y[1] || a[1] === "" || b[1] === "";
  const swapped = x[0] === y[1] && x[1] === y[0];
  const onlySecond = (a[1] === "" && x[0] === y[1]) || (b[1] === "" && y[0] === x[1]);
  return (firstAlike && secondAlike) || swapped || onlySecond ? "similar" : "different";
}

function birthReasons(left: Comparable, right: Comparable): readonly LikenessReason[] {
  if (left.birth === null || right.birth === null) return [];
  if (left.birth === right.birth && left.birth.length === 10) return ["same_birth"];
  return isNear(left.birth, right.birth) ? ["near_birth"] : [];
}

function birthsContradict(left: PartialDate | null, right: PartialDate | null): boolean {
  if (left === null || right === null) return false;
  return left !== right && !isNear(left, right);
}

/** The same days are possible, or one slip apart: day and month swapped, a year more or less, an estimated 1 January. */
function isNear(left: PartialDate, right: PartialDate): boolean {
  const [a, b] = [possibleDays(left), possibleDays(right)];
  if (!a || !b) return false;
  if (a.first <= b.last && b.first <= a.last) return true;
  const years = Math.abs(Number(left.slice(0, 4)) - Number(right.slice(0, 4)));
  if (years > 1) return false;
  if (left.length < 10 || right.length < 10) return true;
  const estimated = left.endsWith("-01-01") || right.endsWith("-01-01");
  const sameDay = left.slice(5) === right.slice(5);
  const swapped = years === 0 && left.slice(5, 7) === right.slice(8) && left.slice(8) === right.slice(5, 7);
  return estimated || sameDay || swapped;
}
