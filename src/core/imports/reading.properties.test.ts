import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateOfDayNumber, isIsoDate } from "../calendar/dates.ts";
import { cellText } from "./cells.ts";
import { readRegistryDate } from "./dates.ts";
import { type Delimiter, readDelimited } from "./delimited.ts";
import { findingKinds } from "./findings.ts";
import { readRegistry } from "./registry.ts";

const delimiter = fc.constantFrom<Delimiter>(";", ",", "\t", "|");
const cell = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom("", '"', '""', "a;b", "línea\notra", " García ", "«x»"),
);

function written(text: string, sign: Delimiter): string {
  return /["\r\n]/.test(text) || text.includes(sign) ? `"${text.replaceAll('"', '""')}"` : text;
}

describe("a text file of cells", () => {
  test("is read back as it was written, whatever is in the cells", () => {
    const row = fc.array(cell, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        delimiter,
        fc.constantFrom("\n", "\r\n", "\r"),
        (rows, sign, end) => {
          const text = `sep=${sign}\n${rows.map((cells) => cells.map((one) => written(one, sign)).join(sign)).join(end)}`;
          const plain = rows.map((cells) => cells.map((one) => one));
          expect(readDelimited(text, 100).rows.map(({ cells }) => cells)).toEqual(plain);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("never loses a line below one that is broken", () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), (before, after) => {
        const line = (index: number) => `${index};Ana;Soto`;
        const lines = [...Array(before).keys()].map(line);
        const below = [...Array(after).keys()].map(line);
        const { rows } = readDelimited(["sep=;", ...lines, '9;"Ana;Soto', ...below].join("\n"), 1000);
        expect(rows.filter(({ broken }) => broken).map(({ row }) => row)).toEqual([before + 1]);
        expect(rows.slice(before + 1).map(({ cells }) => cells.join(";"))).toEqual(below);
      }),
    );
  });

  test("of any bytes ends, with at most as many rows as lines", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        expect(readDelimited(text, 1000).rows.length).toBeLessThanOrEqual(text.split(/\r\n|\n|\r/).length);
      }),
      { numRuns: 500 },
    );
  });
});

describe("dates", () => {
  const day = fc.integer({ min: -25_000, max: 20_000 }).map(dateOfDayNumber);

  test("every way of writing a day gives that day", () => {
    fc.assert(
      fc.property(day, (iso) => {
        const [year = "", month = "", date = ""] = iso.split("-");
        const ways = [
          iso,
          `${date}/${month}/${year}`,
          `${Number(date)}-${Number(month)}-${year}`,
          `${date}.${month}.${year}`,
        ];
        const more = [`${year}/${month}/${date}`, `${date}/${month}/${year} 0:00:00`, `${iso}T00:00:00.000Z`];
        for (const text of [...ways, ...more]) expect(readRegistryDate(text)).toEqual({ ok: true, value: iso });
        expect(readRegistryDate(`${month}/${date}/${year}`, "mdy")).toEqual({ ok: true, value: iso });
      }),
    );
  });

  test("the day numbers of a spreadsheet are its days", () => {
    expect(readRegistryDate(30_748)).toEqual({ ok: true, value: "1984-03-07" });
    expect(readRegistryDate("30748,0")).toEqual({ ok: true, value: "1984-03-07" });
    fc.assert(
      fc.property(fc.integer({ min: 2201, max: 80_000 }), (serial) => {
        expect(readRegistryDate(serial)).toEqual({ ok: true, value: dateOfDayNumber(serial - 25_569) });
      }),
    );
  });

  test.each([
    ["1984", "1984"],
    ["03/1984", "1984-03"],
    ["7 de marzo de 1984", "1984-03-07"],
    ["07-mar-1984", "1984-03-07"],
    ["07031984", "1984-03-07"],
    ["19840307", "1984-03-07"],
  ])("«%s» is %s", (text, kept) => {
    expect(readRegistryDate(text)).toEqual({ ok: true, value: kept });
  });

  test("of any text is a day that exists, part of one, or refused", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d/. -]{4,12}$/)), (text) => {
        const read = readRegistryDate(text);
        if (read.ok) expect(isIsoDate(`${read.value}-01-01`.slice(0, 10))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("any table", () => {
  const context = {
    country: "ES",
    today: "2026-11-21",
    places: [{ id: "p", code: "02003", name: "Albacete", reached: true }],
  };
  const headings = ["Hogar", "Parentesco", "Nombre", "Primer apellido", "F. nacimiento", "Sexo", "DNI", "Municipio"];
  const anyCell = fc.oneof(
    fc.constantFrom<string | number | null>(
      "1",
      "2",
      "Titular",
      "Hijo",
      "Ana",
      "Soto",
      "12345678Z",
      "02003",
      "M",
      null,
      30_748,
    ),
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.double(),
  );
  const rows = fc.array(fc.array(anyCell, { maxLength: 10 }), { maxLength: 30 });

  test("gives every written row one fate: in a family, or out with a reason", () => {
    fc.assert(
      fc.property(rows, (cells) => {
        const table = [headings, ...cells].map((one, index) => ({ row: index + 1, cells: one }));
        const read = readRegistry(table, {}, context);
        if (!read.ok) throw new Error(read.failure.code);
        const inside = read.value.families.flatMap(({ members }) => members.map(({ row }) => row));
        const out = read.value.findings.flatMap(({ code, row }) =>
          row !== null && ["refused", "skipped"].includes(findingKinds[code]) ? [row] : [],
        );
        expect(new Set(inside).size).toBe(inside.length);
        expect(inside.filter((row) => out.includes(row))).toEqual([]);
        expect(new Set([...inside, ...out]).size).toBe(read.value.rows);
      }),
      { numRuns: 500 },
    );
  });

  test("never depends on the order of families in the file", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 6 }), (order) => {
        const family = (key: number) => [
          `${key}`,
          "Titular",
          "Ana",
          `Soto ${"ABCDEF"[key - 1]}`,
          `198${key}`,
          "F",
          null,
          "02003",
        ];
        const table = [headings, ...order.map(family)].map((one, index) => ({ row: index + 1, cells: one }));
        const read = readRegistry(table, {}, context);
        expect(read.ok && read.value.families.map(({ externalId }) => externalId).sort()).toEqual([
          "1",
          "2",
          "3",
          "4",
          "5",
          "6",
        ]);
      }),
    );
  });

  test("text around a cell is no part of it", () => {
    expect(['="02003"', "'02003", "\u00a002003 ", "\ufeff02003"].map(cellText)).toEqual(Array(4).fill("02003"));
    expect(["-", "N/A", "s/d", "No consta"].map(cellText)).toEqual(["", "", "", ""]);
  });
});
