import { type Static, Type } from "typebox";
import { LIST_KINDS } from "../core/returns/lists.ts";
import { endpointContract, operationContract, queryContract } from "./contract.ts";
import { fileFailures, stateFailures } from "./returnFailures.ts";
import { Day, dictionary, Id, Instant, line, nullable, oneOf, record, text, Version } from "./scalars.ts";

const Count = Type.Integer({ minimum: 0, maximum: 2_147_483_647 });
const Year = Type.Integer({ minimum: 1980, maximum: 2100 });
const Page = Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 }));
const RuleCode = Type.String({ pattern: "^[A-Za-z0-9_]{1,40}$" });
const Severity = oneOf("error", "warning", "refused");

/**
 * What a return is made of: England's yearly return, its census of children in need, any list with a saved mapping, or what stands beside
 * the returns: how many children live there, and who is whose sibling.
 */
export const ReturnKind = oneOf("ssda903", "cin", "mapped", ...LIST_KINDS);
export type ReturnKind = Static<typeof ReturnKind>;
/** Where a return stands. Only an applied one counts; a discarded one keeps no rows. */
export const ReturnState = oneOf("checked", "applied", "undone", "discarded");
export type ReturnState = Static<typeof ReturnState>;

/** How the columns and codes of a list that is no SSDA903 return are understood. Unknown codes are refused with their list. */
export const ReturnMapping = record({
  /** Heading of the list to table and column: `{ "ID_NNA": "Episodes.CHILD" }`. */
  columns: dictionary(Type.String({ pattern: "^(Header|Episodes)\\.[A-Z_]{2,30}$" })),
  /** For each column, code of the list to code of the return. */
  values: Type.Optional(dictionary(dictionary(text(40)))),
});
export type ReturnMapping = Static<typeof ReturnMapping>;

export const careSources = queryContract({
  name: "careSources",
  url: "/api/returns/care-sources",
  summary: "Lista las entidades cuyas declaraciones puede ver quien pregunta.",
  action: "care.read",
  parameters: record({}),
  output: record({
    items: Type.Array(
      record({
        sourceId: Id,
        name: Type.String(),
        kind: oneOf("local_authority", "region", "country", "organisation"),
        territoryId: Id,
        territory: Type.String(),
        /** Last day the facts speak of; null before the first return is applied. */
        factsUntil: nullable(Day),
        factsVersion: Count,
        children: Count,
        mayImport: Type.Boolean(),
        /** How its own lists are understood, as they were last. */
        mapping: nullable(ReturnMapping),
      }),
    ),
    /** Places where the reader may register an agency. */
    territories: Type.Array(record({ territoryId: Id, name: Type.String() })),
  }),
});

export const registerCareSource = operationContract({
  name: "registerCareSource",
  url: "/api/returns/register-care-source",
  summary: "Registra una entidad que declara niñas y niños al cuidado.",
  action: "care.import",
  onlineOnly: true,
  input: record({
    sourceId: Id,
    name: line(200),
    kind: oneOf("local_authority", "region", "country", "organisation"),
    territoryId: Id,
    externalCode: Type.Optional(text(40)),
  }),
  output: record({ sourceId: Id }),
  failures: {
    name_taken: {
      status: 409,
      es: "Ya hay una entidad con el nombre «{name}».",
      en: "There is already an agency named “{name}”.",
    },
    id_taken: {
      status: 409,
      es: "Este identificador ya es el de la entidad «{name}», con otros datos.",
      en: "This identifier is already that of the agency “{name}”, with other data.",
    },
  },
});

/** Largest piece of a file in one request, in bytes; the browser sends a file in as many as it needs. */
export const largestPart = 3 * 1024 * 1024;
const Content = Type.String({ maxLength: Math.ceil(largestPart / 3) * 4, pattern: "^[A-Za-z0-9+/]*={0,2}$" });

/** Files are sent in pieces under an id the browser mints, in order; `receiveReturn` then reads them and they are thrown away. */
export const sendReturnPart = endpointContract({
  name: "sendReturnPart",
  method: "POST",
  url: "/api/returns/send-return-part",
  summary: "Recibe un trozo de un archivo de la declaración que se va a comprobar.",
  access: "signed_in",
  bodyLimit: largestPart * 1.5,
  input: record({
    uploadId: Id,
    /** With its folders, as dropped: `2017/episodes.csv`. */
    fileName: line(300),
    /** From 0, without gaps. */
    part: Type.Integer({ minimum: 0, maximum: 100_000 }),
    last: Type.Boolean(),
    content: Content,
  }),
  output: record({ received: Count }),
  failures: {
    part_out_of_order: {
      status: 409,
      es: "Ese trozo de «{file}» no es el que se esperaba. Vuelva a elegir el archivo.",
      en: "That piece of “{file}” is not the one expected. Choose the file again.",
    },
    upload_too_large: {
      status: 413,
      es: "Los archivos pasan de {most} MiB. Envíe menos años de una vez.",
      en: "The files exceed {most} MiB. Send fewer years at once.",
    },
  },
});

export const receiveReturn = operationContract({
  name: "receiveReturn",
  url: "/api/returns/receive-return",
  summary: "Lee los archivos de una declaración y los comprueba; todavía no cuentan para nada.",
  action: "care.import",
  onlineOnly: true,
  input: record({
    batchId: Id,
    sourceId: Id,
    uploadId: Id,
    kind: ReturnKind,
    /** Collection year of files that do not say it: the calendar year in which it begins. */
    year: Type.Optional(Year),
    mapping: Type.Optional(ReturnMapping),
  }),
  output: record({ batchId: Id, version: Version, rowsRead: Count, rowsRefused: Count, findings: Count }),
  failures: fileFailures,
});

export const returnProgress = queryContract({
  name: "returnProgress",
  url: "/api/returns/return-progress",
  summary:
    "Cuántas filas se han leído y cuántas niñas y niños se han comprobado de una declaración que se está recibiendo.",
  action: "care.import",
  parameters: record({ batchId: Id }),
  output: record({ rowsRead: Count, childrenChecked: Count }),
});

const step = record({ batchId: Id, baseVersion: Version });
const Facts = record({
  batchId: Id,
  version: Version,
  children: Count,
  periods: Count,
  settings: Count,
  factsUntil: nullable(Day),
});

export const applyReturn = operationContract({
  name: "applyReturn",
  url: "/api/returns/apply-return",
  summary: "Hace que una declaración comprobada cuente: deriva de ella los hechos fechados.",
  action: "care.import",
  onlineOnly: true,
  input: step,
  output: Facts,
  failures: stateFailures,
});

export const undoReturn = operationContract({
  name: "undoReturn",
  url: "/api/returns/undo-return",
  summary: "Deshace una declaración aplicada: los hechos se derivan de nuevo sin ella.",
  action: "care.import",
  onlineOnly: true,
  input: step,
  output: Facts,
  failures: stateFailures,
});

export const discardReturn = operationContract({
  name: "discardReturn",
  url: "/api/returns/discard-return",
  summary: "Descarta una declaración que no se aplica y borra sus filas.",
  action: "care.import",
  onlineOnly: true,
  input: step,
  output: record({ batchId: Id, version: Version }),
  failures: stateFailures,
});

const Batch = record({
  batchId: Id,
  version: Version,
  sourceId: Id,
  source: Type.String(),
  kind: ReturnKind,
  state: ReturnState,
  years: Type.Array(Type.Integer()),
  rowsRead: Count,
  rowsRefused: Count,
  findings: Count,
  checkedAt: Instant,
  checkedBy: Type.String(),
  appliedAt: nullable(Instant),
  undoneAt: nullable(Instant),
  mayImport: Type.Boolean(),
});

export const returnBatches = queryContract({
  name: "returnBatches",
  url: "/api/returns/return-batches",
  summary: "Lista las declaraciones recibidas, la más reciente primero.",
  action: "care.read",
  parameters: record({ sourceId: Type.Optional(Id) }),
  output: record({ items: Type.Array(Batch) }),
});

const Grouped = record({
  rule: RuleCode,
  severity: Severity,
  es: Type.String(),
  en: Type.String(),
  count: Count,
  children: Count,
});
const ReturnFile = record({
  name: Type.String(),
  hash: Type.String(),
  /** How it was understood: «CSV, «,», UTF-8». */
  readAs: Type.String(),
  /** Null for a table this version does not know: it was not read. */
  table: nullable(Type.String()),
  years: Type.Array(Type.Integer()),
  yearFromDays: Type.Boolean(),
  rows: Count,
  refused: Count,
  ignoredColumns: Type.Array(Type.String()),
  /** Codes of a mapped list that its mapping does not name, the first hundred: «Episodes.PLACE: hogar». */
  unknownCodes: Type.Array(Type.String()),
});

export const returnBatch = queryContract({
  name: "returnBatch",
  url: "/api/returns/return-batch",
  summary: "Una declaración: sus archivos, lo observado por regla, y las reglas que no se pudieron pasar.",
  action: "care.read",
  parameters: record({ batchId: Id }),
  output: record({
    batch: Batch,
    files: Type.Array(ReturnFile),
    /** Rows of each table and year that were given. */
    tables: Type.Array(record({ table: Type.String(), year: Type.Integer(), rows: Count })),
    agencies: Type.Array(Type.String()),
    groups: Type.Array(Grouped),
    rulesRun: Count,
    /** Never passed: a table they need was not given in that year. */
    notRun: Type.Array(
      record({
        rule: RuleCode,
        es: Type.String(),
        en: Type.String(),
        years: Type.Array(Type.Integer()),
        /** Tables that were missing; `previous` ones are those of the year before. */
        missing: Type.Array(Type.String()),
      }),
    ),
    childrenWithFindings: Count,
  }),
});

export const returnFindings = queryContract({
  name: "returnFindings",
  url: "/api/returns/return-findings",
  summary: "Lo observado en una declaración, fila por fila, de una regla o de una niña o niño.",
  action: "care.read",
  parameters: record({
    batchId: Id,
    rule: Type.Optional(RuleCode),
    child: Type.Optional(text(60)),
    page: Page,
  }),
  output: record({
    total: Count,
    page: Type.Integer(),
    items: Type.Array(
      record({
        rule: RuleCode,
        severity: Severity,
        es: Type.String(),
        en: Type.String(),
        child: Type.String(),
        year: Type.Integer(),
        table: Type.String(),
        file: Type.String(),
        row: Type.Integer(),
        fields: Type.Array(Type.String()),
        /** What those cells say; empty for who may not see the rows themselves. */
        values: dictionary(Type.String()),
      }),
    ),
  }),
});

export const returnFindingsByChild = queryContract({
  name: "returnFindingsByChild",
  url: "/api/returns/return-findings-by-child",
  summary: "Niñas y niños con algo observado, los que más tienen primero.",
  action: "care.read",
  parameters: record({ batchId: Id, rule: Type.Optional(RuleCode), page: Page }),
  output: record({
    total: Count,
    page: Type.Integer(),
    items: Type.Array(record({ child: Type.String(), count: Count, rules: Type.Array(RuleCode) })),
  }),
});

export const exportReturnFindings = queryContract({
  name: "exportReturnFindings",
  url: "/api/returns/export-return-findings",
  summary: "Lo observado en una declaración como CSV, para corregirlo en el sistema de origen.",
  action: "care.read",
  parameters: record({ batchId: Id, rule: Type.Optional(RuleCode) }),
  output: record({ fileName: Type.String(), content: Type.String(), rows: Count, more: Count }),
});
