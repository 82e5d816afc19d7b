import { expect, it } from "vitest";
import { noteChild, noteRows, progressOf, whileChecking } from "./progress.ts";

const key = { tenantId: "t", batchId: "b" };
const none = { rowsRead: 0, childrenChecked: 0 };

it("tells how far a return has come while it is checked, and nothing before and after", async () => {
  noteRows(key, 5);
  expect(progressOf(key)).toEqual(none);
  const seen = await whileChecking(key, async () => {
    noteRows(key, 5);
    noteRows(key, 2);
    noteChild(key);
    return { ...progressOf(key), elsewhere: progressOf({ ...key, tenantId: "u" }) };
  });
  expect(seen).toEqual({ rowsRead: 7, childrenChecked: 1, elsewhere: none });
  expect(progressOf(key)).toEqual(none);
});

it("forgets a return whose checking fails", async () => {
  await expect(whileChecking(key, () => Promise.reject(new Error("cut off")))).rejects.toThrow("cut off");
  expect(progressOf(key)).toEqual(none);
});
