import pg from "pg";
import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import type * as contracts from "../../contracts/outcomes.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import { openPool } from "../database/connect.ts";
import type { Installation } from "../installation.ts";
import { asResult, findSignedInByEmail, type Refusal } from "../onBehalf.ts";
import { runQuery } from "../query.ts";
import { outcome, outcomesOverview } from "./queries.ts";

/** What to show; without an e-mail, as the first person sees it who may read figures of an agency with facts. */
export interface OutcomesWanted {
  readonly email: string | undefined;
  /** Name of the agency. */
  readonly source: string | undefined;
  readonly indicator: string | undefined;
  readonly period: Pick<ParametersOf<typeof contracts.outcome>, "from" | "to" | "live">;
}

export type OutcomesTold =
  | { readonly kind: "overview"; readonly page: OutputOf<typeof contracts.outcomesOverview> }
  | { readonly kind: "indicator"; readonly page: OutputOf<typeof contracts.outcome> };

/** Whoever runs the installation sees everything it holds; a person is needed only so that the same rules answer. */
async function findReader(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query(
    `select person.email from user_account person
     join access_grant on access_grant.tenant_id = person.tenant_id and access_grant.user_id = person.id
     join territory_closure closure on closure.tenant_id = person.tenant_id and closure.ancestor_id = access_grant.territory_id
     join care_source on care_source.tenant_id = person.tenant_id and care_source.territory_id = closure.descendant_id
     where person.disabled_at is null and access_grant.role in ('programme_director', 'evaluator')
       and access_grant.valid_from <= current_date and (access_grant.valid_to is null or access_grant.valid_to > current_date)
     order by (care_source.facts_until is null), care_source.recorded_at, person.email limit 1`,
  );
  return rows[0]?.email;
}

const NOBODY: Refusal = {
  code: "no_reader",
  message: "Nadie puede leer todavía resultados de ninguna entidad. Cargue antes una declaración.",
};

/** The same answers as the screens, for the terminal. */
export async function readOutcomesFor(
  { owner, app, sealingKey }: Pick<Installation, "owner" | "app" | "sealingKey">,
  { email, source, indicator, period }: OutcomesWanted,
): Promise<Result<OutcomesTold, Refusal>> {
  const client = new pg.Client({ ...owner, application_name: "trenza outcomes" });
  const pool = openPool(app, "trenza outcomes", 1);
  const surroundings = { pool, sealingKey, clock: () => new Date() };
  try {
    await client.connect();
    const reader = email ?? (await findReader(client));
    if (reader === undefined) return refused(NOBODY);
    const signedIn = await findSignedInByEmail(client, reader, new Date());
    if (!signedIn) return refused({ code: "unknown_account", message: `No hay ninguna cuenta activa «${reader}».` });
    const ask = async (parameters: ParametersOf<typeof contracts.outcomesOverview>) =>
      asResult<OutputOf<typeof contracts.outcomesOverview>>(
        await runQuery(surroundings, outcomesOverview, signedIn, parameters),
      );
    const first =
      indicator === undefined || source !== undefined ? await ask(source === undefined ? period : {}) : undefined;
    if (first && !first.ok) return first;
    const sourceId = first?.value.sources.find(({ name }) => name === source)?.id;
    if (source !== undefined && sourceId === undefined) {
      return refused({ code: "unknown_source", message: `No hay ninguna entidad «${source}» a su alcance.` });
    }
    const asked = { ...period, ...(sourceId !== undefined && { sourceId }) };
    if (indicator !== undefined) {
      const answer = await runQuery(surroundings, outcome, signedIn, { ...asked, indicator });
      const page = asResult<OutputOf<typeof contracts.outcome>>(answer);
      return page.ok ? accepted({ kind: "indicator", page: page.value }) : page;
    }
    const page = first && source === undefined ? first : await ask(asked);
    return page.ok ? accepted({ kind: "overview", page: page.value }) : page;
  } finally {
    await pool.end();
    await client.end();
  }
}
