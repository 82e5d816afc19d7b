import { expect, it } from "vitest";
import { type ChosenFile, repeatedName, withoutStrays } from "./sendFiles.ts";

const chosen = (...names: string[]): ChosenFile[] => names.map((name) => ({ name, file: new File([], name) }));

it("files that the device put in the folder are left out", () => {
  const files = chosen(
    "2017/episodes.csv",
    "2017/.DS_Store",
    "__MACOSX/2017/episodes.csv",
    "2017/Thumbs.db",
    ".gitkeep",
  );
  expect(withoutStrays(files).map(({ name }) => name)).toEqual(["2017/episodes.csv"]);
});

it("two files with the same folders and name are told, the same name in other folders is not", () => {
  expect(repeatedName(chosen("2017/episodes.csv", "2018/episodes.csv"))).toBeUndefined();
  expect(repeatedName(chosen("episodes.csv", "header.csv", "episodes.csv"))).toBe("episodes.csv");
});
