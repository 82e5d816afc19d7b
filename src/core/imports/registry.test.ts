import { describe, expect, test } from "vitest";
import { registryList } from "../../../tests/builders/registryList.ts";
import { readDelimited } from "./delimited.ts";
import { findingKinds } from "./findings.ts";
import type { Mapping } from "./mapping.ts";
import { readRegistry } from "./registry.ts";
import type { TableRow } from "./table.ts";

const place = (code: string, name: string, reached = true) => ({ id: `place ${code}`, code, name, reached });
const context = {
  country: "ES",
  today: "2026-11-21",
  places: [
    place("02003", "Albacete"),
    place("33044", "Oviedo"),
    place("28047", "Collado Villalba", false),
    place("1", "Villar"),
    place("2", "Villar"),
  ],
};

function table(...lines: readonly string[]): readonly TableRow[] {
  return readDelimited(lines.join("\n"), 5000).rows;
}

function read(rows: readonly TableRow[], mapping: Mapping = {}, changes: Partial<typeof context> = {}) {
  const result = readRegistry(rows, mapping, { ...context, ...changes });
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

const headings = "Hogar;Parentesco;Nombre;Primer apellido;Segundo apellido;Fecha de nacimiento;Sexo;DNI;Municipio";
const ana = "1;Titular;Ana;Soto;Prado;07/03/1984;Mujer;12345678Z;02003";
const leo = "1;Hijo/a;Leo;Rojas;Soto;2015-02-28;Hombre;;02003";

/** Codes found, by row. */
function codes(rows: readonly TableRow[], mapping: Mapping = {}) {
  return read(rows, mapping).findings.map(({ row, code }) => `${row} ${code}`);
}

describe("a registry list", () => {
  test("becomes whole families with the ties it tells", () => {
    const { families, findings } = read(table(headings, ana, leo));
    expect(findings).toEqual([]);
    expect(families).toMatchObject([
      {
        externalId: "1",
        name: "Familia Rojas Soto",
        placeId: "place 02003",
        members: [
          { role: "reference", person: { birth: "1984-03-07" }, documents: [{ kind: "dni", number: "12345678Z" }] },
          { role: "child", tie: { kind: "parent", towards: "member" }, since: "2026-11-21" },
        ],
      },
    ]);
  });

  test("may have titles above its headings, blank rows, and columns in any order", () => {
    const rows = table(
      "Registro de hogares;;",
      ";;",
      "MUNICIPIO;1er Apellido;NOMBRE(S);F. de nacimiento",
      ";;;",
      "Oviedo;Soto;Ana;",
    );
    expect(read(rows).families).toMatchObject([{ externalId: null, members: [{ row: 5, role: "reference" }] }]);
  });

  test("says which columns it does not load, and never loads where a family lives", () => {
    const rows = table(`${headings};Domicilio;Renta;Nombre`, `${ana};C/ Mayor 1;300;Eva`);
    expect(codes(rows)).toEqual(["1 address_column", "1 unknown_column", "1 repeated_column"]);
    expect(read(rows).families[0]?.members[0]?.person.givenNames).toBe("Ana");
  });

  test("needs its headings", () => {
    expect(readRegistry(table("a;b;c", "1;2;3"), {}, context)).toMatchObject({ failure: { code: "heading_missing" } });
    expect(readRegistry(table("Nombre;Sexo;Municipio", "Ana;M;Oviedo"), {}, context)).toMatchObject({
      failure: { code: "column_missing", field: "first_surname" },
    });
    expect(readRegistry(table("Nombre;Primer apellido;Sexo", "Ana;Soto;M"), {}, context)).toMatchObject({
      failure: { code: "column_missing", field: "place_code" },
    });
  });

  test("takes what a mapping explains: headings, words, order of dates, one place for all", () => {
    const rows = table("CAMPO1;Nombre;Primer apellido;Rel;Nacida;Sexo", "9;Ana;Soto;01;03/27/1984;1");
    const mapping: Mapping = {
      columns: { campo1: "household", Rel: "role", nacida: "birth" },
      values: { role: { "01": "reference" }, sex: { "1": "female" } },
      dates: "mdy",
      place: "33044",
    };
    expect(read(rows, mapping).families).toMatchObject([
      { externalId: "9", placeId: "place 33044", members: [{ person: { birth: "1984-03-27", sex: "female" } }] },
    ]);
  });
});

describe("a row is refused with its reason", () => {
  test.each([
    ["no given name", ana.replace("Ana", ""), "name_missing"],
    ["no first surname", ana.replace("Soto", ""), "surname_missing"],
    ["figures in a name", ana.replace("Ana", "4n4"), "not_a_name"],
    ["31 February", ana.replace("07/03/1984", "31/02/1984"), "bad_date"],
    ["a year of two figures", ana.replace("1984", "84"), "two_digit_year"],
    ["a birth to come", ana.replace("1984", "2027"), "birth_in_future"],
    ["more years than anybody lives", ana.replace("1984", "1890"), "impossible_age"],
    ["a wrong check letter", ana.replace("78Z", "78A"), "bad_document"],
    ["a place that is not here", ana.replace("02003", "02999"), "place_unknown"],
    ["a place out of reach", ana.replace("02003", "28047"), "place_out_of_reach"],
    ["a name of two places", ana.replace("02003", "Villar"), "place_ambiguous"],
    ["no place", ana.replace("02003", ""), "place_missing"],
    ["a tie nobody knows", ana.replace("Titular", "P03"), "role_unknown"],
    ["no tie", ana.replace("Titular", ""), "role_missing"],
    ["no household", ana.replace("1;T", ";T"), "household_missing"],
    ["a formula that failed", ana.replace("Soto", "#¡REF!"), "excel_error"],
    ["an error of English Excel", ana.replace("Soto", "#N/A"), "excel_error"],
    ["broken accents", ana.replace("Soto", "NÃºÃ±ez"), "garbled_text"],
    ["an invisible sign", ana.replace("Ana", "A\u0000na"), "unstorable_text"],
    ["a text of five thousand letters", ana.replace("Ana", "A".repeat(5000)), "too_long"],
    ["a quotation mark left open", ana.replace("Ana", '"Ana'), "unclosed_quote"],
  ])("%s", (_, row, code) => {
    expect(codes(table(headings, row))).toEqual([`2 ${code}`]);
  });

  test("a family goes in whole or not at all", () => {
    const rows = table(headings, ana, leo.replace("28", "30"), ana.replace("1;", "2;").replace("12345678Z", ""));
    expect(codes(rows)).toEqual(["3 bad_date", "4 similar_row", "2 family_held_back"]);
    expect(read(rows).families.map(({ externalId }) => externalId)).toEqual(["2"]);
  });

  test("an open quotation mark costs its own line and its own family, nothing below", () => {
    const rows = table(headings, ana, leo.replace("Leo", '"Leo'), '2;Titular;"Eva ""Evi""";Gil;;1990;F;;Oviedo');
    expect(codes(rows)).toEqual(["3 unclosed_quote", "4 not_a_name", "2 family_held_back"]);
  });

  test("every family has one person of reference, in one place", () => {
    expect(codes(table(headings, leo))).toEqual(["2 reference_missing"]);
    expect(codes(table(headings, ana, leo.replace("Hijo/a", "Jefa de hogar")))).toEqual([
      "2 two_references",
      "3 two_references",
    ]);
    expect(codes(table(headings, ana, leo.replace("02003", "Oviedo")))).toEqual(["2 two_places", "3 two_places"]);
  });

  test("the same person twice counts once; a document of two people is refused the second time", () => {
    expect(codes(table(headings, ana, ana, leo, leo))).toEqual(["3 repeated_row", "5 repeated_row"]);
    const eva = ana.replace("1;Titular;Ana", "2;Titular;Eva");
    expect(codes(table(headings, ana, eva))).toEqual(["3 document_repeated"]);
  });
});

describe("what is let in with a warning", () => {
  test("«M» is read from the rest of the column", () => {
    const two = (one: string, other: string) =>
      read(table(headings, ana.replace("Mujer", one), leo.replace("Hombre", other))).families[0]?.members.map(
        ({ person }) => person.sex,
      );
    expect(two("M", "H")).toEqual(["female", "male"]);
    expect(two("F", "M")).toEqual(["female", "male"]);
    expect(two("M", "M")).toEqual(["unknown", "unknown"]);
  });

  test("a leading zero the spreadsheet ate is put back", () => {
    const [, ...cells] = table(headings, ana);
    const rows = [...table(headings), ...cells.map((row) => ({ ...row, cells: [...row.cells.slice(0, 8), 2003] }))];
    expect(codes(rows)).toEqual(["2 zero_restored"]);
  });

  test("a child born before the person of reference is pointed out", () => {
    expect(codes(table(headings, ana, leo.replace("2015", "1979")))).toEqual(["3 older_than_reference"]);
  });

  test("a phone that is none is left out", () => {
    const rows = table(`${headings};Teléfono`, `${ana};ninguno`, `${leo};+34 600-111-222`);
    expect(codes(rows)).toEqual(["2 bad_phone"]);
    expect(read(rows).families[0]?.members[1]?.contacts).toEqual([{ kind: "phone", value: "+34600111222" }]);
  });
});

describe("documents", () => {
  const list = (country: string, heads: string, cells: string) =>
    read(table(`Nombre;Primer apellido;Municipio;${heads}`, `Ana;Soto;Oviedo;${cells}`), {}, { country });

  test.each([
    ["ES", "DNI", "X1234567L", "nie X1234567L"],
    ["ES", "Documento", "12.345.678-Z", "dni 12345678Z"],
    ["CL", "Documento", "12.345.678-5", "run 123456785"],
    ["CL", "RUN;DV", "12345678;5", "run 123456785"],
    ["CL", "RUT", "12345678-5", "run 123456785"],
    ["MX", "Documento", "BOXW310820HNERXN09", "curp BOXW310820HNERXN09"],
    ["ES", "Tipo de documento;N.º documento", "Pasaporte;AAB123456", "passport AAB123456"],
  ])("in %s, %s «%s» is %s", (country, heads, cells, kept) => {
    const [member] = list(country, heads, cells).families[0]?.members ?? [];
    expect(member?.documents.map(({ kind, number }) => `${kind} ${number}`)).toEqual([kept]);
  });

  test("a number whose kind cannot be told is refused, somebody without papers is not", () => {
    expect(list("ES", "Documento", "998877").findings.map(({ code }) => code)).toEqual(["document_kind_needed"]);
    const none = list("ES", "Tipo de documento;Documento", "Sin documento;-");
    expect([none.findings, none.families.length]).toEqual([[], 1]);
  });
});

test("of a long list exactly the spoilt rows and their families are out", () => {
  const {
    headings: heads,
    rows,
    defects,
  } = registryList({ people: 2000, places: ["02003", "33044"], defectsPerHundred: 8 });
  const csv = [heads, ...rows].map((row) => row.map((cell) => cell.replaceAll(";", ",")).join(";"));
  const found = read(table(...csv));
  const said = new Map(found.findings.map(({ row, code }) => [`${row} ${code}`, code]));
  for (const [row, code] of defects) expect([...said.keys()]).toContain(`${row} ${code}`);
  const spoilt = new Set(
    [...defects].filter(([, code]) => findingKinds[code] === "refused").map(([row]) => rows[row - 2]?.[0]),
  );
  const whole = new Set(rows.map(([key]) => key).filter((key) => !spoilt.has(key)));
  expect(new Set(found.families.map(({ externalId }) => externalId))).toEqual(whole);
  expect(defects.size).toBeGreaterThan(140);
});
