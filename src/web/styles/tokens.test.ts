import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    String(name),
    { light: String(light), dark: String(dark) },
  ]),
);
const themes = ["light", "dark"] as const;

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(front: string, back: string, theme: (typeof themes)[number]): number {
  const hex = (name: string) => {
    const token = tokens.get(name);
    if (!token) throw new Error(`no token --color-${name}`);
    return token[theme];
  };
  const [high = 0, low = 0] = [luminance(hex(front)), luminance(hex(back))].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["paper", "surface", "sunken"];
const onGrounds = (inks: readonly string[]) => inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const));
const textPairs = [
  ...onGrounds(["ink", "ink-soft", "teal", "teal-deep", "ochre", "brick", "brick-deep", "leaf", "plum"]),
  ...["teal", "ochre", "brick", "leaf", "plum"].flatMap((hue) => [
    [hue, `${hue}-soft`] as const,
    ["ink", `${hue}-soft`] as const,
    ["ink-soft", `${hue}-soft`] as const,
  ]),
  ["on-teal", "teal"],
  ["on-teal", "teal-deep"],
  ["on-brick", "brick"],
  ["on-brick", "brick-deep"],
] as const;
const controlPairs = [
  ...onGrounds(["edge", "focus", "ochre-mark"]),
  ["teal-deep", "teal-soft"],
  ["brick", "brick-soft"],
] as const;

describe.each(themes)("the %s theme", (theme) => {
  it.each(textPairs)("shows %s text on %s with at least 4.5 to 1", (front, back) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(controlPairs)("shows %s marks on %s with at least 3 to 1", (front, back) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(3);
  });
});

it("writes every colour with a light and a dark value", () => {
  const written = [...css.matchAll(/--color-([a-z-]+):/g)].map(([, name]) => String(name));
  const plain = written.filter((name) => !tokens.has(name));
  expect(plain).toEqual(["transparent", "current", "veil"]);
});

it("measures black on white as 21 to 1", () => {
  expect((luminance("#ffffff") + 0.05) / (luminance("#000000") + 0.05)).toBeCloseTo(21, 5);
});
