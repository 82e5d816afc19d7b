import { expect, it } from "vitest";
import { readMapping } from "./readMapping.ts";

it("a mapping names a target for each column and may translate codes", () => {
  const mapping = { columns: { ID_NNA: "Episodes.CHILD" }, values: { MOTIVO: { R1: "E4" } } };
  expect(readMapping(JSON.stringify(mapping))).toEqual(mapping);
});

it("what is not a mapping is told, whatever it is", () => {
  for (const text of [
    "",
    "[]",
    "null",
    '{"columns":[]}',
    '{"columns":{"A":1}}',
    '{"columns":{},"values":{"A":1}}',
    "a,b\n1,2",
  ]) {
    expect(readMapping(text)).toBeUndefined();
  }
});
