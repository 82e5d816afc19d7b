import type { IsoDate } from "../calendar/dates.ts";
import { type Comparable, type LikenessReason, likeness } from "../people/likeness.ts";
import { accepted, type Result, refused } from "../result.ts";
import type { FamilyMember, RegistryFamily } from "./families.ts";
import { type Finding, type FindingCode, findingKinds } from "./findings.ts";
import type { ColumnRead, HeaderFailure } from "./mapping.ts";
import { type RegistryRead, rowsOut } from "./registry.ts";

/** A person already here who may be the one of a row. */
export interface KnownPerson extends Comparable {
  readonly row: number;
  readonly family: string;
}

/** What the database knows about the people and families of a list. */
export interface KnownAlready {
  readonly families: readonly { readonly externalId: string; readonly code: string }[];
  readonly people: readonly KnownPerson[];
  /** Documents of the list that belong to somebody in a family out of the reader's sight. */
  readonly documentsElsewhere: readonly string[];
  /** True when more people sound alike than were compared. */
  readonly cutShort: boolean;
}

export interface Counts {
  readonly rows: number;
  readonly families: number;
  readonly people: number;
  readonly refusedRows: number;
  readonly skippedRows: number;
}

/** What loading a list would do, row by row. */
export interface Assessment {
  readonly columns: readonly ColumnRead[];
  readonly families: readonly RegistryFamily[];
  readonly findings: readonly Finding[];
  readonly counts: Counts;
}

interface MemberLikeness {
  readonly code: FindingCode;
  readonly finding: Finding;
}

function comparable({ person, documents }: FamilyMember): Comparable {
  return { ...person, documents };
}

function codeOf(reasons: readonly LikenessReason[]): FindingCode | undefined {
  if (reasons.includes("same_document")) return "same_document_here";
  return reasons.length > 0 ? "similar_person_here" : undefined;
}

/** The strongest likeness of one member to anybody already here; the same rule as when a family is registered by hand. */
function likenessOf(
  member: FamilyMember,
  candidates: readonly KnownPerson[],
  elsewhere: ReadonlySet<string>,
): MemberLikeness | undefined {
  const alike = candidates
    .map((known) => ({ known, reasons: likeness(comparable(member), known) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => Number(b.reasons.includes("same_document")) - Number(a.reasons.includes("same_document")));
  const [best] = alike;
  const code = best && codeOf(best.reasons);
  if (best && code) {
    return { code, finding: { code, row: member.row, field: null, value: "", family: best.known.family } };
  }
  const document = member.documents.find(({ number }) => elsewhere.has(number));
  if (!document) return undefined;
  const finding: Finding = { code: "same_document_elsewhere", row: member.row, field: null, value: document.number };
  return { code: finding.code, finding };
}

function everyMember(family: RegistryFamily, code: FindingCode, more: Partial<Finding>): readonly Finding[] {
  return family.members.map(({ row }) => ({ code, row, field: null, value: "", ...more }));
}

interface Judged {
  readonly enters: boolean;
  readonly findings: readonly Finding[];
}

const sameDocument: readonly FindingCode[] = ["same_document_here", "same_document_elsewhere"];

function judgeFamily(family: RegistryFamily, likenesses: readonly MemberLikeness[], leaveOut: boolean): Judged {
  const findings = likenesses.map(({ finding }) => finding);
  const double = likenesses.find(({ code }) => sameDocument.includes(code));
  if (!leaveOut || !double) return { enters: true, findings };
  const { row, family: known } = double.finding;
  const more = { ...(row === null ? {} : { other: row }), ...(known === undefined ? {} : { family: known }) };
  return { enters: false, findings: [...findings, ...everyMember(family, "duplicate_left_out", more)] };
}

/** Warnings about rows that stay out would only distract from why they do. */
function relevant(findings: readonly Finding[]): readonly Finding[] {
  const out = rowsOut(findings, "refused");
  return findings.filter(({ code, row }) => findingKinds[code] !== "warning" || row === null || !out.has(row));
}

/** Compares a list as read with what is already here. With `leaveOut`, families with somebody's document stay out. */
export function assessRegistry(read: RegistryRead, known: KnownAlready, leaveOut: boolean): Assessment {
  const here = new Map(known.families.map(({ externalId, code }) => [externalId, code]));
  const candidates = new Map<number, KnownPerson[]>();
  for (const person of known.people) {
    const others = candidates.get(person.row);
    if (others) others.push(person);
    else candidates.set(person.row, [person]);
  }
  const elsewhere = new Set(known.documentsElsewhere);
  const families: RegistryFamily[] = [];
  const findings: Finding[] = [...read.findings];
  if (known.cutShort) findings.push({ code: "likeness_cut_short", row: null, field: null, value: "" });
  for (const family of read.families) {
    const code = family.externalId === null ? undefined : here.get(family.externalId);
    if (code !== undefined) {
      findings.push(...everyMember(family, "family_already_here", { family: code }));
      continue;
    }
    const likenesses = family.members.flatMap((member) => {
      const found = likenessOf(member, candidates.get(member.row) ?? [], elsewhere);
      return found ? [found] : [];
    });
    const judged = judgeFamily(family, likenesses, leaveOut);
    findings.push(...judged.findings);
    if (judged.enters) families.push(family);
  }
  return {
    columns: read.columns,
    families,
    findings: inOrder(relevant(findings)),
    counts: countsOf(read, families, findings),
  };
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
}

function countsOf(read: RegistryRead, families: readonly RegistryFamily[], findings: readonly Finding[]): Counts {
  const skipped = rowsOut(findings, "skipped");
  const people = families.reduce((sum, { members }) => sum + members.length, 0);
  return {
    rows: read.rows,
    families: families.length,
    people,
    refusedRows: read.rows - people - skipped.size,
    skippedRows: skipped.size,
  };
}

export interface ImportState {
  readonly read: Result<RegistryRead, HeaderFailure>;
  readonly known: KnownAlready;
  /** The same file, loaded before and not taken back. */
  readonly earlier: { readonly on: IsoDate; readonly name: string } | null;
}

/** What whoever confirmed was shown, and whether families with somebody already here stay out. */
export interface Confirmation {
  readonly confirmed: { readonly families: number; readonly people: number };
  readonly leaveOutDuplicates: boolean;
}

export type ImportFailure =
  | HeaderFailure
  | { readonly code: "already_applied"; readonly on: IsoDate; readonly name: string }
  | { readonly code: "nothing_to_load" }
  | { readonly code: "changed_since_check"; readonly families: number; readonly people: number };

/** Loads exactly what was shown and confirmed, once. */
export function applyRegistryImport(
  { read, known, earlier }: ImportState,
  { confirmed, leaveOutDuplicates }: Confirmation,
): Result<Assessment, ImportFailure> {
  if (!read.ok) return read;
  if (earlier) return refused({ code: "already_applied", ...earlier });
  const assessment = assessRegistry(read.value, known, leaveOutDuplicates);
  const { families, people } = assessment.counts;
  if (families === 0) return refused({ code: "nothing_to_load" });
  if (families !== confirmed.families || people !== confirmed.people) {
    return refused({ code: "changed_since_check", families, people });
  }
  return accepted(assessment);
}
