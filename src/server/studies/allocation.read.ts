import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import type { studyAllocation, studyAllocations } from "../../contracts/studyAllocation.ts";
import { POLICY } from "../../core/access/policy.ts";
import { asText, piece } from "../access/fragment.ts";
import { predicateOf } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";
import { pseudonymsOf } from "./pseudonyms.ts";

type Output = OutputOf<typeof studyAllocation>;
type Item = Output["items"][number];

/** As many as the read log keeps of one answer. */
const PER_PAGE = 100;

interface Row {
  readonly title: string;
  readonly at: string | null;
  readonly seal: string;
  readonly starts: number;
  readonly waits: number;
  /** Pseudonym and arm of each unit that was drawn. */
  readonly allocated: readonly (readonly [string, string])[];
  /** Accompaniments this person may open that began when the study says, drawn or not. */
  readonly families: readonly Omit<Item, "arm">[];
}

async function findDraw({ client, actor }: QueryContext, studyId: string): Promise<Row | undefined> {
  const reach = predicateOf(POLICY, actor, "household.read", "household");
  const { text, values } = asText(piece`
    with drawn as materialized (select * from app.study_draws(${studyId}::uuid))
    select drawn.title, drawn.drawn_at as at, drawn.seal, drawn.programme as starts, drawn.comparison as waits,
      coalesce(drawn.allocated, '[]') as allocated,
      (select coalesce(json_agg(json_build_object(
          'caseId', file.id, 'householdId', household.id, 'code', household.code, 'name', household.name,
          'place', place.name) order by household.name, household.code, file.id), '[]')
       from household
       join case_file file on file.tenant_id = household.tenant_id and file.household_id = household.id
        and file.opened_on between drawn.entered_from and drawn.entered_to
       join territory place on place.tenant_id = household.tenant_id and place.id = household.territory_id
       where drawn.drawn_at is not null and ${reach}) as families
    from drawn`);
  const { rows } = await client.query(text, [...values]);
  return rows[0];
}

/** Who was drawn, found among the families in sight by the pseudonym each has in this study; nobody else is named. */
export async function readAllocation(
  context: QueryContext,
  { studyId, page = 1 }: ParametersOf<typeof studyAllocation>,
): Promise<Output | undefined> {
  const row = await findDraw(context, studyId);
  if (!row) return undefined;
  const pseudonym = pseudonymsOf(context.sealingKey, studyId);
  const arms = new Map(row.allocated);
  const found = row.families.flatMap((family): Item[] => {
    const arm = arms.get(pseudonym(family.caseId));
    return arm === undefined ? [] : [{ ...family, arm: arm === "programme" ? "starts" : "waits" }];
  });
  const ordered = [...found.filter(({ arm }) => arm === "starts"), ...found.filter(({ arm }) => arm === "waits")];
  const { title, at, seal, starts, waits } = row;
  return {
    title,
    drawn: at === null ? null : { at, seal, starts, waits },
    hidden: arms.size - found.length,
    page,
    perPage: PER_PAGE,
    total: found.length,
    items: ordered.slice((page - 1) * PER_PAGE, page * PER_PAGE),
  };
}

/** Draws of families of the records in the person's territory, the last one first. */
export async function readAllocations({ client }: QueryContext): Promise<OutputOf<typeof studyAllocations>> {
  const { rows } = await client.query(
    `select study_id as "studyId", title, drawn_at as "drawnAt" from app.study_draws(null)
     where drawn_at is not null and entered_from is not null order by drawn_at desc, study_id limit 50`,
  );
  return { items: rows };
}
