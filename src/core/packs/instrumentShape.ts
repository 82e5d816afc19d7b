import { raters } from "../instruments/definition.ts";
import { note } from "./problems.ts";
import {
  byWord,
  flag,
  identifier,
  lazily,
  list,
  listById,
  oneOf,
  otherwise,
  quantity,
  record,
  type Shape,
  table,
  text,
  textOrFlag,
  whole,
} from "./shape.ts";

const may = <Value>(shape: Shape<Value>): Shape<Value> => otherwise(shape, shape.blank);

const texts = table(text);
const localText: Shape<Readonly<Record<string, string>>> = {
  blank: {},
  read: (value, place) => {
    const read = texts.read(value, place);
    if (!Object.hasOwn(read, "es")) note(place, "missing_key", "es");
    return read;
  },
};

const provenance = record({
  source: text,
  passage: may(text),
  url: may(text),
  licence: may(text),
  attribution: may(text),
  note: may(text),
});

const media = list(record({ kind: oneOf(["image", "audio", "video"]), file: text, language: may(text) }));

const choice = record({
  code: text,
  label: localText,
  labelFamily: may(localText),
  media: may(media),
  columns: may(texts),
  special: may(oneOf(["not_applicable", "declined"])),
});

const base = {
  name: text,
  type: text,
  number: may(text),
  label: may(localText),
  labelFamily: may(localText),
  hint: may(localText),
  guidance: may(localText),
  media: may(media),
  relevant: may(text),
  dimension: may(identifier),
  appearance: may(text),
  raters: may(list(oneOf(raters), 1)),
  source: may(provenance),
} as const;

const question = {
  ...base,
  pendingText: may(flag),
  required: may(textOrFlag()),
  requiredMessage: may(localText),
  constraint: may(text),
  constraintMessage: may(localText),
  readOnly: may(textOrFlag()),
  default: may(text),
} as const;

const number = record({
  ...question,
  unit: may(text),
  min: may(quantity),
  max: may(quantity),
  step: may(quantity),
});
const moment = record(question);
const chosen = record({ ...question, list: text, choiceFilter: may(text) });
const row = record({
  name: text,
  number: may(text),
  label: may(localText),
  labelFamily: may(localText),
  pendingText: may(flag),
  dimension: may(identifier),
  required: may(textOrFlag()),
  relevant: may(text),
  source: may(provenance),
});

const item: Shape<unknown> = byWord<unknown>(
  "type",
  {
    text: record({ ...question, multiline: may(flag) }),
    int: number,
    dec: number,
    date: moment,
    time: moment,
    datetime: moment,
    choice: chosen,
    multi: chosen,
    rank: chosen,
    geopoint: moment,
    attachment: record({ ...question, accepts: oneOf(["image", "audio", "video", "file"]) }),
    unavailable: record({ ...base, shown: flag, reason: text, original: texts }),
    note: record(base),
    calc: record({ ...base, calculation: text, shown: may(flag) }),
    group: record({ ...base, items: lazily(() => items, []) }),
    repeat: record({ ...base, items: lazily(() => items, []), repeatCount: may(text) }),
    matrix: record({ ...base, list: text, multiple: may(flag), rows: list(row, 1) }),
  },
  null,
);
const items = list(item, 1);

const scored = record({
  item: text,
  weight: may(quantity),
  points: may(table(quantity)),
  reversed: may(flag),
});

const scoring = record({
  dimension: identifier,
  combine: oneOf(["sum", "mean", "percent"]),
  direction: oneOf(["higher_is_better", "lower_is_better"]),
  items: list(scored, 1),
  missing: byWord<unknown>(
    "kind",
    {
      none_missing: record({ kind: text }),
      at_most_missing: record({ kind: text, share: quantity }),
    },
    null,
  ),
  bands: may(listById(record({ id: identifier, from: quantity, label: localText }))),
  decimals: may(whole(0, 6)),
});

/** The form of instruments/*.json: an instrument definition whose sources are sources of the pack. */
export const instrumentShape = record({
  id: identifier,
  version: text,
  title: localText,
  description: may(localText),
  languages: list(text, 1),
  raters: list(oneOf(raters), 1),
  dimensions: listById(
    record({ id: identifier, label: localText, description: may(localText), source: may(provenance) }),
  ),
  lists: table(record({ choices: list(choice, 1), ordered: may(flag), duplicatesAllowed: may(flag) })),
  items,
  scoring: may(list(scoring)),
  differenceThreshold: may(quantity),
  priorities: may(record({ max: whole(1, 50), min: may(whole(0, 50)) })),
  provenance,
  settings: may(texts),
});
