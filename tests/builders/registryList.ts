import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";
import writeExcelFile from "write-excel-file/node";
import type { FindingCode } from "../../src/core/imports/findings.ts";

/** A registry list of people who do not exist, with the mistakes such lists have, always the same for the same wishes. */
export interface RegistryList {
  readonly headings: readonly string[];
  /** Rows below the headings; the first one is row 2 of a spreadsheet. */
  readonly rows: readonly (readonly string[])[];
  /** What is wrong on purpose, by row of the spreadsheet. */
  readonly defects: ReadonlyMap<number, FindingCode>;
}

export interface RegistryWishes {
  readonly people: number;
  /** Official codes of places where the families live. */
  readonly places: readonly string[];
  /** Of each hundred rows, how many carry a mistake. */
  readonly defectsPerHundred?: number;
  readonly seed?: number;
  /** Mistakes that only a text file can carry are left out. */
  readonly forWorkbook?: boolean;
  /** Start of the numbers of households and documents, so that two lists can be of different people. */
  readonly from?: number;
}

const headings = [
  ...["Código de hogar", "Parentesco", "Nombre", "Primer apellido", "Segundo apellido", "Fecha de nacimiento", "Sexo"],
  ...["Tipo de documento", "Número de documento", "Código municipio", "Teléfono", "Fecha de alta"],
] as const;
const column = (name: (typeof headings)[number]) => headings.indexOf(name);

const women =
  "María José,Carmen,Ana Belén,Lucía,Paula,Rocío,Inés,Noelia,Fátima,Ángela,Yolanda,Begoña,Nuria,Zoe,Vega".split(",");
const men = "José Luis,Antonio,Manuel,Iván,Óscar,Íñigo,Rubén,Hugo,Ángel,Youssef,Adrián,Jesús,Álvaro,Bruno,Leo".split(
  ",",
);
const surnames =
  "García,Muñoz,Peña,Ibáñez,Jiménez,Núñez,de la Cruz,Rodríguez,Vázquez,Ortuño,El Idrissi,Castaño,Hernández,Sáez,Yáñez,Popescu,Giménez,Bermúdez,Fariñas,Quispe,Zambrano,Llorente,Echeverría,Barreiro,Cortés,Heredia".split(
    ",",
  );
const roles = ["Cónyuge", "Hijo/a", "Hija", "Hijo", "Nieto", "Hermana", "Abuela", "Otro familiar"];
const letters = "TRWAGMYFPDXBNJZSQVHLCKE";

/** Small, even and repeatable (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function dni(number: number): string {
  return `${String(number).padStart(8, "0")}${letters[number % 23]}`;
}

function day(chance: () => number, years: readonly [number, number]): string {
  const year = years[0] + Math.floor(chance() * (years[1] - years[0] + 1));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(1 + Math.floor(chance() * 28))}/${two(1 + Math.floor(chance() * 12))}/${year}`;
}

type Defect = readonly [code: FindingCode, spoil: (row: string[]) => void];
const set = (name: (typeof headings)[number], value: string) => (row: string[]) => {
  row[column(name)] = value;
};

/** Mistakes of one row, each with what must be said about it. */
const defects: readonly Defect[] = [
  ["bad_document", (row) => set("Número de documento", `${row[column("Número de documento")]?.slice(0, 8)}I`)(row)],
  ["bad_date", set("Fecha de nacimiento", "31/02/1990")],
  ["two_digit_year", set("Fecha de nacimiento", "12/05/87")],
  ["birth_in_future", set("Fecha de nacimiento", "01/01/2150")],
  ["impossible_age", set("Fecha de nacimiento", "04/07/1875")],
  ["place_unknown", set("Código municipio", "99999")],
  ["place_missing", set("Código municipio", "")],
  ["name_missing", set("Nombre", "")],
  ["surname_missing", set("Primer apellido", " ")],
  ["not_a_name", set("Nombre", "600123123")],
  ["excel_error", set("Primer apellido", "#N/A")],
  ["garbled_text", set("Primer apellido", "MuÃ±oz")],
  ["too_long", set("Nombre", "Luz ".repeat(1250))],
  ["role_unknown", set("Parentesco", "Código 7")],
  ["role_missing", set("Parentesco", "")],
  ["document_kind_unknown", set("Tipo de documento", "Cartilla")],
  ["since_in_future", set("Fecha de alta", "2150-01-01")],
  ["bad_phone", set("Teléfono", "no quiere")],
  ["sex_unclear", set("Sexo", "7")],
];
const inTextOnly: readonly Defect[] = [
  ["unstorable_text", set("Nombre", "Ana\u0000María")],
  ["unclosed_quote", (row) => set("Nombre", `"${row[column("Nombre")]}`)(row)],
];

function familyRows(chance: () => number, key: number, wishes: RegistryWishes): string[][] {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(chance() * items.length)] as Item;
  const place = pick(wishes.places);
  const [one, other] = [pick(surnames), pick(surnames)];
  const members = 1 + Math.floor(chance() * 5);
  return Array.from({ length: members }, (_, index) => {
    const woman = chance() < 0.52;
    const role = index === 0 ? "Persona de referencia" : pick(roles);
    const number = 10_000_000 + ((wishes.from ?? 0) + key * 8 + index) * 7;
    return [
      `H-${String((wishes.from ?? 0) + key).padStart(6, "0")}`,
      role,
      pick(woman ? women : men),
      one,
      other,
      day(chance, index === 0 ? [1950, 1985] : [1990, 2024]),
      woman ? "M" : "H",
      "DNI",
      dni(number),
      place,
      `6${String(10_000_000 + Math.floor(chance() * 89_999_999))}`,
      day(chance, [2015, 2025]),
    ];
  });
}

/** Writes the list. The mistakes are spread evenly and every kind comes up in turn; one in twenty is a repeated row. */
export function registryList(wishes: RegistryWishes): RegistryList {
  const chance = chanceFrom(wishes.seed ?? 1984);
  const kinds = wishes.forWorkbook ? defects : [...defects, ...inTextOnly];
  const share = (wishes.defectsPerHundred ?? 0) / 100;
  const rows: string[][] = [];
  const found = new Map<number, FindingCode>();
  let spoilt = 0;
  for (let key = 1; rows.length < wishes.people; key++) {
    for (const row of familyRows(chance, key, wishes)) {
      rows.push(row);
      if (chance() >= share) continue;
      spoilt += 1;
      const [code, spoil] = kinds[spoilt % kinds.length] as Defect;
      if (spoilt % 20 === 0) {
        rows.push([...row]);
        found.set(rows.length + 1, "repeated_row");
        continue;
      }
      spoil(row);
      found.set(rows.length + 1, code);
    }
  }
  return { headings, rows, defects: found };
}

function cell(text: string): string {
  const open = text.startsWith('"') && !text.endsWith('"');
  return !open && /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The list as Spanish Excel saves it: `;`, CRLF, Windows-1252, one `NUL` and one open quotation mark where asked for. */
export function asCsv(list: RegistryList, encoding: "win1252" | "utf8" | "utf8-bom" = "win1252"): Buffer {
  const text = [list.headings, ...list.rows].map((row) => row.map(cell).join(";")).join("\r\n");
  return encoding === "utf8-bom"
    ? iconv.encode(`${text}\r\n`, "utf8", { addBOM: true })
    : iconv.encode(`${text}\r\n`, encoding);
}

function dateOf(text: string): Date | undefined {
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  const date = match && new Date(Date.UTC(Number(match[3]), Number(match[2]) - 1, Number(match[1])));
  return date && date.getUTCDate() === Number(match?.[1]) && date.getUTCFullYear() > 1900 ? date : undefined;
}

/** The list as a workbook: days are days of the spreadsheet, codes are text. */
export async function asWorkbook(list: RegistryList): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "trenza-list-"));
  try {
    const sheet = [list.headings, ...list.rows].map((row) =>
      row.map((text) => {
        const date = dateOf(text);
        if (date) return { value: date, type: Date, format: "dd/mm/yyyy" };
        return text === "" ? null : { value: text, type: String };
      }),
    );
    const file = join(folder, "lista.xlsx");
    await (await writeExcelFile(sheet as never, {})).toFile(file);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
