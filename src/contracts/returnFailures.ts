import { staleFailure } from "./failures.ts";

/** Why files cannot be read as a return; nothing of them is kept. `{file}` is the name of the file. */
export const fileFailures = {
  no_files: {
    status: 422,
    es: "No hay ningún archivo que leer. Elija los archivos CSV o XML de la declaración.",
    en: "There is no file to read. Choose the CSV or XML files of the return.",
  },
  upload_incomplete: {
    status: 422,
    es: "No han llegado todas las partes de «{file}». Vuelva a elegir los archivos.",
    en: "Not every part of “{file}” has arrived. Choose the files again.",
  },
  nothing_recognised: {
    status: 422,
    es: "Ningún archivo es una tabla de esta declaración. Debe haber al menos una con la columna CHILD y las suyas propias.",
    en: "No file is a table of this return. There must be at least one with the column CHILD and its own columns.",
  },
  file_not_text: {
    status: 422,
    es: "«{file}» no es un texto CSV ni XML. Si es un libro de Excel, guárdelo como «CSV UTF-8».",
    en: "“{file}” is neither CSV nor XML text. If it is an Excel workbook, save it as “CSV UTF-8”.",
  },
  file_has_nul: {
    status: 422,
    es: "«{file}» está dañado: contiene caracteres nulos. Expórtelo otra vez desde su sistema. No se ha guardado nada.",
    en: "“{file}” is damaged: it holds NUL characters. Export it again from your system. Nothing was kept.",
  },
  file_broken: {
    status: 422,
    es: "«{file}» está dañado o cortado hacia la fila {row}: {why}. Expórtelo otra vez. No se ha guardado nada.",
    en: "“{file}” is damaged or cut off near row {row}: {why}. Export it again. Nothing was kept.",
  },
  too_many_columns: {
    status: 422,
    es: "«{file}» tiene {count} columnas; ninguna tabla de la declaración pasa de 200. Revise el archivo.",
    en: "“{file}” has {count} columns; no table of the return has more than 200. Check the file.",
  },
  repeated_column: {
    status: 422,
    es: "«{file}» tiene dos columnas «{name}» y no sabemos cuál vale. Deje una sola.",
    en: "“{file}” has two columns “{name}” and we cannot know which one counts. Keep only one.",
  },
  missing_column: {
    status: 422,
    es: "A «{file}» (tabla {table}) le falta la columna «{name}».",
    en: "“{file}” (table {table}) lacks the column “{name}”.",
  },
  mapping_missing: {
    status: 422,
    es: "Esta entidad todavía no tiene equivalencias de columnas guardadas. Indíquelas junto con los archivos.",
    en: "This agency has no saved mapping of columns yet. Give one with the files.",
  },
  mapping_unfit: {
    status: 422,
    es: "En «{file}» no está la columna que, según las equivalencias, dice de qué niña o niño es cada fila.",
    en: "“{file}” lacks the column that, by the mapping, says which child each row is about.",
  },
  year_missing: {
    status: 422,
    es: "No sabemos de qué año es «{file}». Póngalo en una carpeta con el año (2017 o 2017-18), o indique el año.",
    en: "We cannot tell the year of “{file}”. Put it in a folder named by the year (2017 or 2017-18), or give the year.",
  },
  too_many_files: {
    status: 422,
    es: "Son demasiados archivos de una vez: como mucho {most}.",
    en: "Too many files at once: {most} at most.",
  },
} as const;

/** Refusals of a step that a return has already taken, or cannot take. */
export const stateFailures = {
  stale: staleFailure,
  already_applied: {
    status: 409,
    es: "Esta declaración ya está aplicada.",
    en: "This return is already applied.",
  },
  not_applied: {
    status: 409,
    es: "Esta declaración no está aplicada, así que no hay nada que deshacer.",
    en: "This return is not applied, so there is nothing to take back.",
  },
  was_discarded: {
    status: 409,
    es: "Esta declaración se descartó y ya no guarda sus filas. Vuelva a subir los archivos.",
    en: "This return was discarded and its rows are gone. Upload the files again.",
  },
  still_applied: {
    status: 409,
    es: "Esta declaración está aplicada. Deshágala antes de descartarla.",
    en: "This return is applied. Take it back before discarding it.",
  },
} as const;
