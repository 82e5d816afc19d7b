import { describe, expect, test } from "vitest";
import { type DocumentKind, normaliseDocument, readDocument } from "./documents.ts";

describe("identity documents", () => {
  test.each<[DocumentKind, string, string]>([
    ["dni", "12.345.678-z", "12345678Z"],
    ["dni", "1234567 L", "01234567L"],
    ["nie", "X-1234567-L", "X1234567L"],
    ["nie", "Y0000000Z", "Y0000000Z"],
    ["run", "12.345.678-5", "123456785"],
    ["run", "11.111.111-1", "111111111"],
    ["curp", "BOXW310820HNERXN09", "BOXW310820HNERXN09"],
    ["passport", "aab 123456", "AAB123456"],
  ])("accepts %s %s", (kind, typed, kept) => {
    expect(readDocument(kind, typed)).toEqual({ ok: true, value: kept });
  });

  test.each<[DocumentKind, string]>([
    ["dni", "12345678A"],
    ["dni", "123"],
    ["nie", "X1234567A"],
    ["nie", "12345678Z"],
    ["run", "12345678-6"],
    ["run", "K1234567"],
    ["curp", "BOXW310820HNERXN08"],
    ["curp", "BOXW310820ZNERXN09"],
    ["passport", "12"],
    ["other", ""],
  ])("refuses %s «%s» and gives back what was typed", (kind, typed) => {
    expect(readDocument(kind, typed)).toEqual({ ok: false, failure: { code: "bad_document", kind, number: typed } });
  });

  test("refuses a Spanish number with any one figure changed", () => {
    const good = "12345678Z";
    for (let place = 0; place < 8; place++) {
      const digit = (Number(good[place]) + 1) % 10;
      expect(readDocument("dni", good.slice(0, place) + digit + good.slice(place + 1)).ok).toBe(false);
    }
  });

  test("refuses a Chilean number with two neighbouring figures exchanged", () => {
    expect(readDocument("run", "21345678-5").ok).toBe(false);
  });

  test("reads full-width figures as figures", () => {
    expect(normaliseDocument("dni", "１２３４５６７８Z")).toBe("12345678Z");
  });
});
