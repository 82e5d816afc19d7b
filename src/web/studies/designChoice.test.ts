import { describe, expect, test } from "vitest";
import { answered, designFor, questionsToAsk, smallestPOfGroups, tooFewToDraw } from "./designChoice.ts";

describe("the design that answers lead to", () => {
  test("is open until a yes, or until every question has its no", () => {
    expect(designFor({})).toBeUndefined();
    expect(designFor({ lottery: "no", cut_off: "no" })).toBeUndefined();
    expect(designFor({ lottery: "no", cut_off: "no", phases: "no", before_and_after: "no" })).toBe(
      "matched_comparison",
    );
  });

  test("is the first that can be had, in the order of how much it proves", () => {
    expect(designFor({ lottery: "yes" })).toBe("waiting_list_lottery");
    expect(designFor({ lottery: "no", cut_off: "yes" })).toBe("cut_off");
    expect(designFor({ lottery: "no", cut_off: "no", phases: "yes" })).toBe("phased_rollout");
    expect(designFor({ lottery: "no", cut_off: "no", phases: "no", before_and_after: "yes" })).toBe(
      "difference_in_differences",
    );
  });

  test("asks one question at a time", () => {
    expect(questionsToAsk({})).toEqual(["lottery"]);
    expect(questionsToAsk({ lottery: "no" })).toEqual(["lottery", "cut_off"]);
    expect(questionsToAsk({ lottery: "yes" })).toEqual(["lottery"]);
    expect(questionsToAsk({ lottery: "no", cut_off: "no", phases: "no", before_and_after: "no" })).toHaveLength(4);
  });

  test("forgets what was answered after an answer that changed", () => {
    const before = { lottery: "no", cut_off: "no", phases: "yes" } as const;
    expect(answered(before, "lottery", "yes")).toEqual({ lottery: "yes" });
    expect(answered(before, "cut_off", "no")).toEqual({ lottery: "no", cut_off: "no" });
  });
});

describe("a draw of few groups", () => {
  test.each([
    [2, 1],
    [3, 1 / 3],
    [6, 0.1],
    [8, 2 / 70],
  ])("of %i groups can give no smaller p than %f", (groups, p) => {
    expect(smallestPOfGroups(groups)).toBeCloseTo(p, 12);
  });

  test("of three municipalities, or of three and three, is too few; four and four are enough", () => {
    expect([2, 3, 4, 5, 6].filter(tooFewToDraw)).toEqual([2, 3, 4, 5, 6]);
    expect(tooFewToDraw(8)).toBe(false);
  });
});
