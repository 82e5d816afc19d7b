import { expect, test } from "vitest";
import { aPack } from "../../../tests/builders/packFiles.ts";
import { refusalStep } from "./refusal.ts";

const pack = aPack();

test("a refusal that ends the accompaniment is closed by the family, in the programme's words", () => {
  expect(refusalStep(pack, "sowing", "compost")).toEqual({
    to: "compost",
    closing: "prefers_cactus",
    starts: [],
    meets: [],
    stops: [],
  });
});

test("a refusal that goes on in another stage closes nothing and touches the clocks of that step", () => {
  expect(refusalStep(pack, "growing", "resting")).toEqual({
    to: "resting",
    closing: null,
    starts: [],
    meets: [],
    stops: ["first_watering"],
  });
});

test("a family that is already there does not move", () => {
  expect(refusalStep(pack, "compost", "compost")).toBeUndefined();
});
