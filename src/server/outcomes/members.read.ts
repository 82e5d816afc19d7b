import { type RawBuilder, sql } from "kysely";
import type { Indicator } from "../../core/outcomes/definition.ts";
import type { Dimension, ExitGroup } from "../../core/outcomes/words.ts";
import type { Database } from "../database/connect.ts";
import type { Asked } from "./cohorts/asked.ts";
import { membersOf } from "./cohorts/members.ts";
import { readyToCount } from "./counting.ts";

/** Which part of a cohort to list; `counted` tells those above the line from the others. */
export interface MembersWanted {
  readonly side: "in" | "out";
  readonly counted?: "yes" | "no" | undefined;
  readonly reason?: string | undefined;
  readonly dimension?: Dimension | undefined;
  readonly group?: string | undefined;
  readonly page: number;
  readonly perPage: number;
}

/** One row of a list, before its words. */
export interface Member {
  readonly childId: string;
  readonly externalId: string;
  readonly personId: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly exitGroup: ExitGroup | null;
  readonly sex: string;
  readonly age: string;
  readonly ethnicity: string;
  readonly area: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly reason: string | null;
}

const COLUMNS: Readonly<Record<Dimension, RawBuilder<unknown>>> = {
  sex: sql`member.sex`,
  age: sql`member.age_band`,
  ethnicity: sql`member.ethnicity`,
  disability: sql`member.disabled`,
  territory: sql`member.area`,
};

function conditions({ side, counted, reason, dimension, group }: MembersWanted): RawBuilder<unknown> {
  const inside = side === "in" ? sql`member.excluded is null` : sql`member.excluded is not null`;
  const above =
    counted === undefined
      ? sql``
      : counted === "yes"
        ? sql`and member.numerator > 0`
        : sql`and coalesce(member.numerator, 0) = 0`;
  const why = reason === undefined ? sql`` : sql`and member.excluded = ${reason}`;
  const of = dimension === undefined || group === undefined ? sql`` : sql`and ${COLUMNS[dimension]} = ${group}`;
  return sql`${inside} ${above} ${why} ${of}`;
}

/** One page of the children inside or outside a figure, and how many there are: one statement. */
export async function listMembers(
  db: Database,
  asked: Asked,
  indicator: Indicator,
  wanted: MembersWanted,
  stored: Readonly<Record<string, number>> = {},
): Promise<{ readonly total: number; readonly members: readonly Member[] }> {
  const members = membersOf(asked, indicator, stored);
  if (!members) return { total: 0, members: [] };
  await readyToCount(db);
  const { rows } = await sql<{ total: number; members: readonly Member[] }>`
    with ${members},
    chosen as materialized (select member.* from member where ${conditions(wanted)}),
    page as (
      select chosen.*, child.external_id, child.person_id from chosen
      join care_child child on child.tenant_id = ${asked.tenantId} and child.id = chosen.child_id
      order by child.external_id, chosen.period_id
      limit ${wanted.perPage} offset ${(wanted.page - 1) * wanted.perPage})
    select (select count(*)::int from chosen) as total,
      coalesce(json_agg(json_build_object('childId', page.child_id, 'externalId', page.external_id, 'personId', page.person_id,
        'startedOn', care_period.started_on, 'endedOn', care_period.ended_on, 'exitGroup', care_period.exit_group,
        'sex', page.sex, 'age', page.age_band, 'ethnicity', page.ethnicity, 'area', page.area,
        'numerator', page.numerator, 'denominator', page.denominator, 'reason', page.excluded)
        order by page.external_id, page.period_id), '[]') as members
    from page left join care_period on care_period.tenant_id = ${asked.tenantId} and care_period.id = page.period_id`.execute(
    db,
  );
  return rows[0] ?? { total: 0, members: [] };
}
