import { type RawBuilder, sql } from "kysely";

/** Both days are in it. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Whose children, when, and until when the facts reach. All periods are counted in one pass. */
export interface Asked {
  readonly tenantId: string;
  readonly sourceId: string;
  readonly observedUntil: string;
  readonly spans: readonly Span[];
}

/** A value of a definition's parameter. */
export type Parameters = (id: string) => number;

/**
 * Each cohort adds expressions to a `with` that end in `member`: one row for everybody looked at, with
 * span, child_id, period_id, excluded (the first reason that fits, or null), numerator, denominator, days, cause, and the
 * child's group in each dimension. Values, breakdowns, lists and curves all come from these rows.
 */
export type Members = RawBuilder<unknown>;

/** The periods asked for, numbered from 1; as values they can be joined by several workers at once. */
export function spans({ spans: wanted }: Asked): RawBuilder<unknown> {
  const rows = wanted.map(({ from, to }, index) => sql`(${from}::date, ${to}::date, ${index + 1}::int)`);
  return sql`(values ${sql.join(rows)}) span (from_on, to_on, n)`;
}

/** The stays of the agency; `stay.…` are the columns of `care_stay`. */
export function staysOf({ tenantId, sourceId }: Asked): RawBuilder<unknown> {
  return sql`care_stay stay on stay.tenant_id = ${tenantId} and stay.source_id = ${sourceId}`;
}

/** Columns that every candidate carries. */
export const candidateColumns = sql`span.n as span, span.from_on, span.to_on, stay.*`;

/** Age bands of the English return, by the age on a day. */
export function ageBand(on: RawBuilder<unknown>, birth: RawBuilder<unknown> = sql`birth_date`): RawBuilder<unknown> {
  return sql`case when ${birth} is null then 'unknown'
    when ${on} < ${birth} + interval '1 year' then '0'
    when ${on} < ${birth} + interval '5 years' then '1-4'
    when ${on} < ${birth} + interval '10 years' then '5-9'
    when ${on} < ${birth} + interval '16 years' then '10-15' else '16+' end`;
}

/** What of `list` stood on a day, where `days` are the first days of its parts: null before the first. */
export function partOn(list: string, days: string, day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${sql.ref(list)}[width_bucket(${day}, ${sql.ref(days)})]`;
}

/** How many of the days of a list had come by a day. */
export function comeBy(days: string, day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`width_bucket(${day}, ${sql.ref(days)})`;
}

/** Exits that give a child a family for good. */
export const PERMANENCY = ["reunification", "relative", "adoption", "guardianship"];
