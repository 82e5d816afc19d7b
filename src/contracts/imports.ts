import { type Static, Type } from "typebox";
import { registryFields } from "../core/imports/fields.ts";
import { type FindingCode, findingKinds } from "../core/imports/findings.ts";
import { mostColumns, mostRows, type TableRow } from "../core/imports/table.ts";
import { endpointContract, operationContract, queryContract } from "./contract.ts";
import { dictionary, Id, Instant, line, nullable, oneOf, record, text } from "./scalars.ts";

const findingCode = Type.Unsafe<FindingCode>({ type: "string", enum: Object.keys(findingKinds) });
const Field = oneOf(...registryFields);
const FileHash = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 });
const words = <Schema extends ReturnType<typeof oneOf>>(meaning: Schema) => Type.Optional(dictionary(meaning));

/** Explains headings, words, order of dates and place of a list that does not use the usual ones. */
export const RegistryMapping = record({
  columns: Type.Optional(dictionary(oneOf(...registryFields, "ignore"))),
  values: Type.Optional(
    record({
      role: words(oneOf("reference", "partner", "child", "other_relative", "other")),
      sex: words(oneOf("female", "male", "other", "unknown")),
      document_kind: words(oneOf("dni", "nie", "passport", "run", "curp", "other")),
      place: Type.Optional(dictionary(line(40))),
    }),
  ),
  dates: Type.Optional(oneOf("dmy", "mdy")),
  place: Type.Optional(line(120)),
});
export type RegistryMapping = Static<typeof RegistryMapping>;

const Row = record({
  row: Type.Integer({ minimum: 1, maximum: 2_000_000 }),
  cells: Type.Array(Type.Union([Type.String({ maxLength: 32_767 }), Type.Number(), Type.Null()]), {
    maxItems: mostColumns,
  }),
  broken: Type.Optional(oneOf("unclosed_quote", "line_too_long")),
});

const headingFailures = {
  heading_missing: {
    status: 422,
    es: "No encontramos la fila de los títulos. La lista necesita al menos «Nombre», «Primer apellido» y «Municipio».",
    en: "The row of headings was not found. The list needs at least “Nombre”, “Primer apellido” and “Municipio”.",
  },
  column_missing: {
    status: 422,
    es: "Falta la columna «{name}». Añádala, o diga en el archivo de equivalencias cuál es.",
    en: "The column “{name}” is missing. Add it, or say in the mapping file which one it is.",
  },
} as const;

const loadFailures = {
  ...headingFailures,
  already_applied: {
    status: 409,
    es: "Este mismo archivo ya se cargó el {on} («{name}»). Para cargarlo otra vez, deshaga antes aquella carga.",
    en: "This very file was already loaded on {on} (“{name}”). To load it again, take that load back first.",
  },
  nothing_to_load: {
    status: 422,
    es: "No hay ninguna familia que se pueda cargar. Corrija las filas señaladas y vuelva a intentarlo.",
    en: "There is no family that can be loaded. Correct the rows shown and try again.",
  },
  changed_since_check: {
    status: 409,
    es: "Desde la comprobación ha cambiado algo: ahora entrarían {families} familias y {people} personas. Compruebe la lista otra vez; no se ha cargado nada.",
    en: "Something changed since the check: {families} families and {people} people would go in now. Check the list again; nothing was loaded.",
  },
} as const;

const confirmation = {
  batchId: Id,
  leaveOutDuplicates: Type.Boolean(),
  /** What the check showed and a person confirmed; anything else is refused. */
  confirmed: record({ families: Count, people: Count }),
};

export const applyRegistryImport = operationContract({
  name: "applyRegistryImport",
  url: "/api/imports/apply-registry-import",
  summary: "Carga las familias de una lista del registro social, todas o ninguna.",
  action: "import.registry",
  onlineOnly: true,
  input: record({
    ...confirmation,
    fileName: line(200),
    fileHash: FileHash,
    mapping: RegistryMapping,
    rows: Type.Unsafe<readonly TableRow[]>(Type.Array(Row, { maxItems: mostRows + 1 })),
  }),
  output: record({ batchId: Id, families: Count, people: Count, refusedRows: Count }),
  failures: loadFailures,
  sealed: ["rows"],
});

export const undoImport = operationContract({
  name: "undoImport",
  url: "/api/imports/undo-import",
  summary: "Deshace una carga: quita sus familias, salvo aquellas con las que ya se ha trabajado.",
  action: "import.registry",
  onlineOnly: true,
  input: record({ batchId: Id }),
  output: record({
    batchId: Id,
    removed: Count,
    /** Families somebody has worked with since; they stay. */
    kept: Type.Array(record({ householdId: Id, code: Type.String(), name: Type.String() })),
    keptOutOfSight: Count,
  }),
  failures: {
    already_undone: {
      status: 409,
      es: "Esta carga ya se había deshecho.",
      en: "This load had already been taken back.",
    },
  },
});

const Finding = record({
  code: findingCode,
  row: nullable(Type.Integer()),
  field: nullable(Field),
  value: text(200),
  other: Type.Optional(Type.Integer()),
  family: Type.Optional(Type.String()),
});
const Group = record({ code: findingCode, count: Count });

/** What loading a list would do. Of each kind of finding the first ones are told one by one. */
export const RegistryCheck = record({
  fileName: Type.String(),
  fileHash: FileHash,
  /** How the file was understood: «Excel, hoja …» or «CSV, separado por ;, windows-1252». */
  readAs: Type.String(),
  columns: Type.Array(record({ heading: Type.String(), field: nullable(Field) })),
  rows: Count,
  families: Count,
  people: Count,
  refusedRows: Count,
  skippedRows: Count,
  groups: Type.Array(Group),
  findings: Type.Array(Finding),
  /** The day the same file was loaded, when it was and still is. */
  loadedOn: nullable(Type.String()),
});
export type RegistryCheck = Static<typeof RegistryCheck>;

/** Largest file the browser may send, in bytes. */
export const largestUpload = 10 * 1024 * 1024;
const Content = Type.String({ maxLength: Math.ceil(largestUpload / 3) * 4, pattern: "^[A-Za-z0-9+/]*={0,2}$" });
const file = { fileName: line(200), content: Content, mapping: Type.Optional(RegistryMapping) };

const fileFailures = {
  file_not_readable: {
    status: 422,
    es: "No se pudo leer el archivo. {why}",
    en: "The file could not be read. {why}",
  },
} as const;

export const checkRegistryFile = endpointContract({
  name: "checkRegistryFile",
  method: "POST",
  url: "/api/imports/check-registry-file",
  summary: "Dice qué pasaría al cargar una lista, fila por fila; no cambia nada.",
  access: "signed_in",
  bodyLimit: largestUpload * 1.5,
  input: record({ ...file, leaveOutDuplicates: Type.Boolean() }),
  output: RegistryCheck,
  failures: { ...headingFailures, ...fileFailures },
});

export const loadRegistryFile = endpointContract({
  name: "loadRegistryFile",
  method: "POST",
  url: "/api/imports/load-registry-file",
  summary: "Carga la lista que se acaba de comprobar.",
  access: "signed_in",
  bodyLimit: largestUpload * 1.5,
  input: record({ ...file, ...confirmation, operationId: Id, claimedAt: Instant, fileHash: FileHash }),
  output: applyRegistryImport.output,
  failures: { ...loadFailures, ...fileFailures },
});

/** Loads of registry lists that the reader could take back, the newest first. */
export const importBatches = queryContract({
  name: "importBatches",
  url: "/api/imports/import-batches",
  summary: "Lista las cargas del registro social y lo que se encontró en cada una.",
  action: "import.registry",
  parameters: record({}),
  output: record({
    items: Type.Array(
      record({
        batchId: Id,
        fileName: Type.String(),
        importedAt: Instant,
        importedBy: Type.String(),
        state: oneOf("applied", "undone"),
        undoneAt: nullable(Instant),
        undoneBy: nullable(Type.String()),
        places: Type.Array(Type.String()),
        families: Count,
        people: Count,
        refusedRows: Count,
        /** Families of this load that are still here. */
        familiesHere: Count,
        groups: Type.Array(Group),
      }),
    ),
  }),
});
