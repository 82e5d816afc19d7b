import { describe, expect, it } from "vitest";
import { type Agency, registerAgency } from "./agency.ts";

const agency: Agency = { sourceId: "a", name: "Comarca", kind: "region", territoryId: "t" };

describe("an agency is registered once", () => {
  it("under a name nobody has", () => {
    expect(registerAgency([], { ...agency, name: " Comarca " })).toEqual({
      ok: true,
      value: { name: "Comarca", isNew: true },
    });
  });

  it("and registering it again under the same id changes nothing", () => {
    expect(registerAgency([agency], { ...agency, name: "COMARCA" })).toMatchObject({
      ok: true,
      value: { isNew: false },
    });
  });

  it.each([{ name: "Otra comarca" }, { kind: "country" }, { territoryId: "u" }, { externalCode: "E1" }])(
    "the same id for another agency is refused: %j",
    (other) => {
      const refusal = { ok: false, failure: { code: "id_taken", name: "Comarca" } };
      expect(registerAgency([agency], { ...agency, ...other })).toEqual(refusal);
    },
  );

  it("and another id under a name that is taken is refused, however it is written", () => {
    const refusal = { ok: false, failure: { code: "name_taken", name: "comarca" } };
    expect(registerAgency([agency], { ...agency, sourceId: "b", name: "comarca " })).toEqual(refusal);
  });
});
