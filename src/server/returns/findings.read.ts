import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import type { exportReturnFindings, returnFindings, returnFindingsByChild } from "../../contracts/returns.ts";
import { titleOf } from "../../core/returns/titles.ts";
import { predicateText } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";

type Context = Pick<QueryContext, "client" | "actor">;
type Findings = OutputOf<typeof returnFindings>;

export const findingsPerPage = 50;
/** More are not exported at once; whoever needs them exports rule by rule. */
export const mostExported = 200_000;

/** Findings of a batch the reader may see; the cells themselves only for who reaches the rows (row security decides). */
const FINDINGS = `
from return_finding finding
join return_batch batch on batch.tenant_id = finding.tenant_id and batch.id = finding.batch_id
join care_source source on source.tenant_id = batch.tenant_id and source.id = batch.source_id
where finding.tenant_id = $1 and finding.batch_id = $2 and ($3::text is null or finding.rule = $3)
  and ($4::text is null or finding.child = $4)`;

const IN_ORDER = "order by finding.child, finding.year, finding.kind, finding.file, finding.row, finding.rule";

const CELLS = `
left join return_row told on told.tenant_id = page.tenant_id and told.batch_id = page.batch_id and told.kind = page.kind
  and told.year = page.year and told.child = page.child and told.file = page.file and told.row = page.row`;

const VALUES = `coalesce((select jsonb_object_agg(field, told.values ->> field) from unnest(page.fields) field
  where told.values ->> field is not null), '{}') as values`;

interface StoredFinding {
  readonly rule: string;
  readonly child: string;
  readonly year: number;
  readonly table: string;
  readonly file: string;
  readonly row: number;
  readonly fields: string[];
  readonly values: Record<string, string>;
}

async function readRows(
  { client, actor }: Context,
  asked: { batchId: string; rule?: string | undefined; child?: string | undefined },
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly StoredFinding[]> {
  const seen = predicateText(actor, "care.read", "source", 7);
  const { rows } = await client.query<StoredFinding>(
    `with page as materialized (
       select finding.*, coalesce(batch.files -> finding.file::int ->> 'name', '') as file_name
       ${FINDINGS} and ${seen.text} ${IN_ORDER} limit $5 offset $6)
     select page.rule, page.child, page.year::int, page.kind as "table", page.file_name as file, page.row, page.fields, ${VALUES}
     from page ${CELLS} order by page.child, page.year, page.kind, page.file, page.row, page.rule`,
    [actor.tenantId, asked.batchId, asked.rule ?? null, asked.child ?? null, limit, offset, ...seen.values],
  );
  return rows;
}

async function countRows(
  { client, actor }: Context,
  asked: { batchId: string; rule?: string | undefined; child?: string | undefined },
): Promise<{ findings: number; children: number; found: boolean }> {
  const seen = predicateText(actor, "care.read", "source", 5);
  const { rows } = await client.query(
    `select count(*)::int as findings, count(distinct finding.child)::int as children,
            exists (select from return_batch known where known.tenant_id = $1 and known.id = $2) as found
     ${FINDINGS} and ${seen.text}`,
    [actor.tenantId, asked.batchId, asked.rule ?? null, asked.child ?? null, ...seen.values],
  );
  return rows[0];
}

export async function readFindings(
  context: Context,
  asked: ParametersOf<typeof returnFindings>,
): Promise<Findings | undefined> {
  const { findings: total, found } = await countRows(context, asked);
  if (!found) return undefined;
  const page = asked.page ?? 1;
  const rows = await readRows(context, asked, { limit: findingsPerPage, offset: (page - 1) * findingsPerPage });
  return { total, page, items: rows.map((row) => ({ ...row, ...titleOf(row.rule) })) };
}

export async function readFindingsByChild(
  context: Context,
  asked: ParametersOf<typeof returnFindingsByChild>,
): Promise<OutputOf<typeof returnFindingsByChild> | undefined> {
  const { children: total, found } = await countRows(context, asked);
  if (!found) return undefined;
  const { client, actor } = context;
  const page = asked.page ?? 1;
  const seen = predicateText(actor, "care.read", "source", 7);
  const { rows } = await client.query(
    `select finding.child, count(*)::int as count, array_agg(distinct finding.rule) as rules
     ${FINDINGS} and ${seen.text}
     group by finding.child order by count(*) desc, finding.child limit $5 offset $6`,
    [
      actor.tenantId,
      asked.batchId,
      asked.rule ?? null,
      null,
      findingsPerPage,
      (page - 1) * findingsPerPage,
      ...seen.values,
    ],
  );
  return { total, page, items: rows };
}

/** A cell that no spreadsheet runs and no separator breaks. */
function asCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const HEADINGS = {
  es: ["Regla", "Gravedad", "Qué pasa", "Niña o niño", "Año", "Tabla", "Archivo", "Fila", "Columnas", "Valores"],
  en: ["Rule", "Severity", "What it is", "Child", "Year", "Table", "File", "Row", "Columns", "Values"],
} as const;
const SEVERITIES = {
  es: { error: "error", warning: "aviso", refused: "fila no leída" },
  en: { error: "error", warning: "warning", refused: "row not read" },
} as const;

/** The findings as a CSV that a spreadsheet in Spanish opens as it is: mark, semicolons. */
export async function exportFindings(
  context: Context,
  asked: ParametersOf<typeof exportReturnFindings>,
  language: "es" | "en",
): Promise<OutputOf<typeof exportReturnFindings> | undefined> {
  const { findings, found } = await countRows(context, asked);
  if (!found) return undefined;
  const rows = await readRows(context, asked, { limit: mostExported, offset: 0 });
  const lines = rows.map(({ rule, child, year, table, file, row, fields, values }) => {
    const title = titleOf(rule);
    const cells = fields.map((field) => values[field] ?? "").join(" | ");
    const told = [rule, SEVERITIES[language][title.severity], title[language], child, String(year)];
    return [...told, table, file, String(row), fields.join(" | "), cells].map(asCell).join(";");
  });
  const content = `\uFEFF${[HEADINGS[language].join(";"), ...lines].join("\r\n")}\r\n`;
  const fileName = language === "es" ? "observaciones.csv" : "findings.csv";
  return { fileName, content, rows: rows.length, more: Math.max(0, findings - rows.length) };
}
