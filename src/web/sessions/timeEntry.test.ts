import { expect, test } from "vitest";
import { readTime } from "./timeEntry.ts";

test.each([
  ["9:30", "09:30"],
  ["09.30", "09:30"],
  ["930", "09:30"],
  ["1745", "17:45"],
  ["9", "09:00"],
  ["9h30", "09:30"],
  [" 23:59 ", "23:59"],
  ["0:00", "00:00"],
])("a time written as %s is %s", (text, time) => {
  expect(readTime(text)).toBe(time);
});

test.each(["", "24:00", "9:60", "mañana", "9:3", "12:30 pm", "-9:30"])("%s is no time of day", (text) => {
  expect(readTime(text)).toBeUndefined();
});
