import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { publishInstrument } from "./publishInstrument.ts";

test("only who directs or administers publishes an instrument, wherever they work", () => {
  const may = whoMay(publishInstrument, (access) => ({ access: { ...access, kind: "configuration" } }), 0);
  expect(new Set(may.map((one) => one.split(",")[0]))).toEqual(new Set(["programme_director", "administrator"]));
  expect(may).toContain("administrator, elsewhere");
});
