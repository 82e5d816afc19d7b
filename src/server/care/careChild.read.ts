import type { careChild } from "../../contracts/care.ts";
import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import { predicateText } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";

/** One child of an agency the reader reaches, with all that counts about it; undefined for any other. */
export async function readCareChild(
  { client, actor }: Pick<QueryContext, "client" | "actor">,
  { childId }: ParametersOf<typeof careChild>,
): Promise<OutputOf<typeof careChild> | undefined> {
  const seen = predicateText(actor, "care.read", "source", 3);
  const { rows } = await client.query<OutputOf<typeof careChild>>(
    `select child.id as "childId", child.external_id as "externalId", source.name as source,
            child.person_id as "personId", child.sex, child.birth_date as "birthDate", source.facts_until as "factsUntil",
       (select coalesce(jsonb_agg(jsonb_build_object(
            'periodId', period.id, 'startedOn', period.started_on, 'endedOn', period.ended_on, 'lostOn', period.lost_on,
            'exitGroup', period.exit_group, 'exitCode', period.exit_code, 'leftTruncated', period.left_truncated,
            'settings', (select coalesce(jsonb_agg(jsonb_build_object(
                'startsOn', setting.starts_on, 'endsOn', setting.ends_on, 'group', setting.setting_group,
                'placeType', setting.place_type, 'legalStatus', setting.legal_status, 'reasonNew', setting.reason_new,
                'area', setting.place_area, 'sameCarer', setting.same_carer) order by setting.ordinal), '[]')
              from care_setting setting
              where setting.tenant_id = period.tenant_id and setting.period_id = period.id))
            order by period.started_on desc), '[]')
          from care_period period where period.tenant_id = child.tenant_id and period.child_id = child.id) as periods,
       (select coalesce(jsonb_agg(jsonb_build_object('heldOn', review.held_on, 'code', review.code)
            order by review.held_on desc, review.code), '[]')
          from care_review review where review.tenant_id = child.tenant_id and review.child_id = child.id) as reviews,
       (select coalesce(jsonb_agg(jsonb_build_object('startsOn', absence.starts_on, 'endsOn', absence.ends_on,
            'kind', absence.kind) order by absence.starts_on desc), '[]')
          from care_missing absence where absence.tenant_id = child.tenant_id and absence.child_id = child.id) as absences
     from care_child child
     join care_source source on source.tenant_id = child.tenant_id and source.id = child.source_id
     where child.tenant_id = $1 and child.id = $2 and ${seen.text}`,
    [actor.tenantId, childId, ...seen.values],
  );
  return rows[0];
}
