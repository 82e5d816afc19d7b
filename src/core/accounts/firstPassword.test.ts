import { expect, it } from "vitest";
import { checkPassword } from "../auth/password.ts";
import { firstPassword } from "./firstPassword.ts";

it("is four groups of five letters and digits that nobody confuses, and a password one may choose", () => {
  let state = 7;
  const draw = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const made = Array.from({ length: 200 }, () => firstPassword(draw));
  for (const password of made) {
    expect(password).toMatch(/^(?:[a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(password).not.toMatch(/[ilo01]/);
    expect(checkPassword(password, { common: new Set(), ownWords: ["Marta Soto"] }).ok).toBe(true);
  }
  expect(new Set(made).size).toBe(made.length);
  expect(new Set(made.join("")).size).toBe(32);
});
