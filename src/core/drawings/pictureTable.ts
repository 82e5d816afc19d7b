import { QUADRANTS, shareOf } from "./costs.ts";
import { digitsOfForest } from "./forest.ts";
import { digitsFor, writeNumber, writeShare } from "./numbers.ts";
import type { Picture, PictureOf } from "./picture.ts";
import type { PictureTable } from "./scene.ts";
import { writeCount } from "./smallCells.ts";
import { DRAWN, type Language, withUnit } from "./words.ts";

/** The same picture in rows, for those who would rather read than look. */
export function pictureTable(picture: Picture, language: Language): PictureTable {
  const say = (key: keyof typeof DRAWN) => DRAWN[key][language];
  switch (picture.kind) {
    case "balance":
      return balanceTable(picture, language);
    case "overlap":
      return overlapTable(picture, language);
    case "event_study": {
      const write = writer(
        picture.points.flatMap(({ value, low, high }) => [value, low, high]),
        language,
      );
      return {
        head: [say("periods"), withUnit(say("difference"), picture.unit[language]), say("low"), say("high")],
        rows: picture.points.map(({ at, value, low, high }) => [
          whole(at, language),
          write(value),
          write(low),
          write(high),
        ]),
      };
    }
    case "curves":
      return curvesTable(picture, language);
    case "forest": {
      const write = (value: number) => writeNumber(value, digitsOfForest(picture), language);
      return {
        head: [say("what"), withUnit(say("estimate"), picture.unit[language]), say("low"), say("high")],
        rows: picture.rows.map(({ label, value, low, high }) => [
          label[language],
          write(value),
          write(low),
          write(high),
        ]),
      };
    }
    case "changes": {
      const write = writer(
        picture.points.flatMap(({ programme, comparison }) => [programme, comparison]),
        language,
      );
      const unit = picture.unit[language];
      return {
        head: [say("moment"), withUnit(say("programme"), unit), withUnit(say("comparison"), unit)],
        rows: picture.points.map(({ label, programme, comparison }) => [
          label[language],
          write(programme),
          write(comparison),
        ]),
      };
    }
    case "cut_off":
      return cutOffTable(picture, language);
    case "cost_plane":
      return costPlaneTable(picture, language);
    case "acceptability":
      return {
        head: [withUnit(say("worth"), picture.currency), say("worthIt")],
        rows: picture.points.map(({ worth, share }) => [whole(worth, language), writeShare(share, language)]),
      };
  }
}

function writer(values: readonly number[], language: Language): (value: number) => string {
  const digits = digitsFor(values, 1);
  return (value) => writeNumber(value, digits, language);
}

/** Without decimals where there are none. */
function whole(value: number, language: Language): string {
  return writeNumber(value, Number.isInteger(value) ? 0 : digitsFor([value], 1), language);
}

function balanceTable({ rows }: PictureOf<"balance">, language: Language): PictureTable {
  const write = (value: number) => writeNumber(value, 2, language);
  const head = [DRAWN.characteristic[language], DRAWN.beforeHead[language]];
  if (rows.every(({ after }) => after === null))
    return { head, rows: rows.map(({ label, before }) => [label, write(before)]) };
  return {
    head: [...head, DRAWN.afterHead[language]],
    rows: rows.map(({ label, before, after }) => [
      label,
      write(before),
      after === null ? DRAWN.none[language] : write(after),
    ]),
  };
}

function overlapTable({ bins }: PictureOf<"overlap">, language: Language): PictureTable {
  const write = writer(
    bins.flatMap(({ from, to }) => [to - from]),
    language,
  );
  return {
    head: [DRAWN.from, DRAWN.to, DRAWN.programme, DRAWN.comparison].map((words) => words[language]),
    rows: bins.map(({ from, to, programme, comparison }) => [
      write(from),
      write(to),
      writeCount(programme, language),
      writeCount(comparison, language),
    ]),
  };
}

function curvesTable({ series, unit }: PictureOf<"curves">, language: Language): PictureTable {
  return {
    head: [
      withUnit(DRAWN.time[language], unit[language]),
      DRAWN.group[language],
      DRAWN.ofHundred[language],
      DRAWN.low[language],
      DRAWN.high[language],
    ],
    rows: series.flatMap(({ arm, points }) =>
      points.map(({ at, value, low, high }) => [
        whole(at, language),
        DRAWN[arm][language],
        ...[value, low, high].map((share) => writeShare(share, language)),
      ]),
    ),
  };
}

function cutOffTable({ bins, across, unit }: PictureOf<"cut_off">, language: Language): PictureTable {
  const write = writer(
    bins.map(({ mean }) => mean),
    language,
  );
  return {
    head: [across[language], withUnit(DRAWN.mean[language], unit[language]), DRAWN.count[language]],
    rows: bins.map(({ at, mean, n }) => [whole(at, language), write(mean), writeCount(n, language)]),
  };
}

function costPlaneTable(picture: PictureOf<"cost_plane">, language: Language): PictureTable {
  const { middle, points, currency, unit } = picture;
  const effects = writer([middle.effect, ...points.map(({ effect }) => effect)], language);
  const costs = writer([middle.cost, ...points.map(({ cost }) => cost)], language);
  return {
    head: [DRAWN.quadrant, DRAWN.extraEffect, DRAWN.extraCost, DRAWN.ofHundred].map((words, at) =>
      withUnit(words[language], at === 1 ? unit[language] : at === 2 ? currency : ""),
    ),
    rows: [
      [DRAWN.central[language], effects(middle.effect), costs(middle.cost), DRAWN.none[language]],
      ...QUADRANTS.map(({ key, right, up }) => [
        DRAWN[key][language],
        right ? "> 0" : "≤ 0",
        up ? "> 0" : "≤ 0",
        writeShare(shareOf(points, right, up), language),
      ]),
    ],
  };
}
