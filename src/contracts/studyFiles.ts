import { Type } from "typebox";
import { endpointContract } from "./contract.ts";
import { Id, line, oneOf, record, Version } from "./scalars.ts";
import { closed, conflict, drawn } from "./studyFailures.ts";
import { Column, Count, Hash } from "./studyFigures.ts";

/** Largest table that can be handed in, in bytes. */
export const LARGEST_STUDY_TABLE = 48 * 1024 * 1024;

export const sendStudyTable = endpointContract({
  name: "sendStudyTable",
  method: "POST",
  url: "/api/studies/send-study-table",
  summary: "Recibe una tabla (CSV) con las familias de un estudio, ya sin nombres, y dice qué columnas trae.",
  access: "signed_in",
  bodyLimit: LARGEST_STUDY_TABLE * 1.5,
  input: record({
    studyId: Id,
    baseVersion: Version,
    fileName: line(200),
    /** The file in base64. */
    content: Type.String({ maxLength: Math.ceil(LARGEST_STUDY_TABLE * 1.4) }),
  }),
  output: record({ version: Version, rows: Count, columns: Type.Array(Column) }),
  failures: {
    ...conflict,
    ...closed,
    ...drawn,
    study_not_found: { status: 404, es: "No existe ese estudio.", en: "There is no such study." },
    not_allowed: {
      status: 403,
      es: "No puede cambiar este estudio.",
      en: "You may not change this study.",
    },
    bad_table: {
      status: 422,
      es: "No pudimos leer la tabla: {reason}",
      en: "The table could not be read: {reason}",
    },
    names_inside: {
      status: 422,
      es: "La columna «{column}» parece traer nombres, documentos o direcciones. Un estudio trabaja sin ellos: quítela y vuelva a elegir el archivo.",
      en: "The column “{column}” seems to hold names, documents or addresses. A study works without them: leave it out and choose the file again.",
    },
  },
});

export const studyProtocolFile = endpointContract({
  name: "studyProtocolFile",
  method: "GET",
  url: "/api/studies/protocol",
  summary: "El protocolo registrado de un estudio, tal como se guardó, para repetirlo fuera.",
  access: "signed_in",
  input: record({ studyId: Id }),
  output: record({ fileName: Type.String(), content: Type.String(), sha256: Hash }),
  failures: {
    study_not_found: { status: 404, es: "No existe ese estudio.", en: "There is no such study." },
    not_frozen: { status: 422, es: "El plan no está registrado todavía.", en: "The plan is not registered yet." },
  },
});

export const studyReport = endpointContract({
  name: "studyReport",
  method: "GET",
  url: "/api/studies/report",
  summary: "El informe de un estudio en PDF accesible.",
  access: "signed_in",
  input: record({ studyId: Id, language: Type.Optional(oneOf("es", "en")) }),
  output: record({ fileName: Type.String(), /** In base64. */ content: Type.String() }),
  failures: {
    study_not_found: { status: 404, es: "No existe ese estudio.", en: "There is no such study." },
    no_result: { status: 422, es: "Este estudio no tiene resultado todavía.", en: "This study has no result yet." },
    no_typesetter: {
      status: 422,
      es: "El ordenador donde corre Trenza no puede hacer el PDF. Abra la página del resultado e imprímala: dice lo mismo y en el mismo orden.",
      en: "The computer Trenza runs on cannot make the PDF. Open the page of the result and print it: it says the same in the same order.",
    },
  },
});
