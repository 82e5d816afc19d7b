import fc from "fast-check";
import type { Picture } from "./picture.ts";

const number = fc.oneof(
  fc.double({ min: -1e7, max: 1e7, noNaN: true }),
  fc.integer({ min: -20, max: 20 }),
  fc.double({ min: -1, max: 1, noNaN: true }),
);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const name = fc.oneof(
  fc.string({ maxLength: 90, unit: "grapheme" }),
  fc.lorem({ maxCount: 14 }),
  fc.constant("Unadjusted estimate"),
);
const words = fc.record({ es: name, en: name });
const unit = fc.record({ es: fc.lorem({ maxCount: 4 }), en: fc.lorem({ maxCount: 4 }) });
const count = fc.oneof(fc.nat({ max: 5000 }), fc.double({ min: 0, max: 400, noNaN: true }));
/** An estimate in its interval, which may have no end. */
const reach = fc
  .tuple(number, fc.double({ min: 0, max: 1e4, noNaN: true }), fc.boolean(), fc.boolean())
  .map(([value, half, endless, endlessDown]) => ({
    value,
    low: endlessDown ? Number.NEGATIVE_INFINITY : value - half,
    high: endless ? Number.POSITIVE_INFINITY : value + half,
  }));
const shareReach = fc.tuple(share, share, share).map((three) => {
  const [low = 0, value = 0, high = 0] = three.toSorted((one, other) => one - other);
  return { low, value, high };
});
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 12 });
const timed = <T extends object>(one: fc.Arbitrary<T>) =>
  few(one).map((all) => all.map((point, at) => ({ at: at - 3, ...point })));
const told = { title: words, description: words };
const kind = <K extends Picture["kind"]>(value: K) => fc.constant(value);

export const anyPicture: fc.Arbitrary<Picture> = fc.oneof(
  fc.record({
    kind: kind("balance"),
    ...told,
    rows: few(fc.record({ label: name, before: number, after: fc.option(number) })),
    limits: fc.constant([0.1, 0.25] as const),
  }),
  fc.record({
    kind: kind("overlap"),
    ...told,
    bins: few(fc.record({ programme: count, comparison: count })).map((all) =>
      all.map((bin, at) => ({ from: at / all.length, to: (at + 1) / all.length, ...bin })),
    ),
  }),
  fc.record({ kind: kind("event_study"), ...told, points: timed(reach), unit }),
  fc.record({
    kind: kind("curves"),
    ...told,
    series: fc.tuple(timed(shareReach), timed(shareReach)).map(([programme, comparison]) => [
      { arm: "programme" as const, points: programme },
      { arm: "comparison" as const, points: comparison },
    ]),
    unit,
  }),
  fc.record({
    kind: kind("forest"),
    ...told,
    rows: few(fc.tuple(words, reach).map(([label, ends]) => ({ label, ...ends }))),
    unit,
    none: fc.constantFrom(0, 1),
  }),
  fc.record({
    kind: kind("changes"),
    ...told,
    points: timed(fc.record({ label: words, programme: number, comparison: number })),
    start: fc.option(fc.integer({ min: -3, max: 8 })),
    unit,
  }),
  fc.record({
    kind: kind("cut_off"),
    ...told,
    bins: few(fc.record({ at: number, mean: number, n: fc.nat({ max: 900 }) })),
    cutoff: number,
    lines: few(fc.record({ from: fc.tuple(number, number), to: fc.tuple(number, number) })),
    across: unit,
    unit,
  }),
  fc.record({
    kind: kind("cost_plane"),
    ...told,
    points: fc.array(fc.record({ effect: number, cost: number }), { maxLength: 500 }),
    middle: fc.record({ effect: number, cost: number }),
    currency: fc.constant("EUR"),
    unit,
  }),
  fc.record({
    kind: kind("acceptability"),
    ...told,
    points: few(fc.record({ worth: fc.nat({ max: 900_000 }), share })).map((all) =>
      all.toSorted((one, other) => one.worth - other.worth),
    ),
    currency: fc.constant("CLP"),
  }),
);
