import type { OutputOf } from "../../contracts/contract.ts";
import type { studyResult } from "../../contracts/studyRuns.ts";
import { drawPicture } from "../../core/drawings/drawPicture.ts";
import { digitsFor, writeNumber } from "../../core/drawings/numbers.ts";
import type { Picture } from "../../core/drawings/picture.ts";
import { pictureTable } from "../../core/drawings/pictureTable.ts";
import type { PictureTable } from "../../core/drawings/scene.ts";
import { sceneMarkup } from "../../core/drawings/sceneMarkup.ts";
import { fewerThanFive } from "../../core/drawings/smallCells.ts";
import type { CostResult, Figure, Note, StudyResult } from "../../core/studies/result.ts";
import type { Block, ReportContent } from "../reports/content.ts";
import { PAPER } from "../reports/palette.ts";
import { REPORT_WORDS, type ReportWords } from "./reportWords.ts";

/** What the page of a result shows. */
export type ToldStudy = Omit<OutputOf<typeof studyResult>, "result" | "cost"> & {
  readonly result: StudyResult;
  readonly cost: CostResult | null;
};

interface Telling {
  readonly language: "es" | "en";
  /** IANA name, for the dates. */
  readonly timeZone: string;
}

/** Width of a drawing on paper, in its own units; a page is as wide as a tablet. */
const PAGE = 640;
const MOST_ROWS = 32;

/** What the report of a study says, in the order of its page: sentence, picture, how sure, what could be wrong, numbers, protocol. */
export function reportContent(told: ToldStudy, telling: Telling): ReportContent {
  const { language } = telling;
  const w = REPORT_WORDS[language];
  const { result, cost } = told;
  return {
    language,
    title: told.title,
    kicker: w.kicker,
    facts: factsOf(told, telling),
    foot: w.foot,
    madeAt: told.run.endedAt ?? told.run.askedAt,
    blocks: [
      { kind: "lead", text: result.headline[language] },
      { kind: "text", text: result.estimand[language] },
      ...notes(w.refused, result.refusals, language),
      ...section(w.stillSaid, list(result.stillSaid.map((words) => words[language]))),
      ...pictures(result.pictures, language),
      ...surenessOf(result, telling),
      { kind: "heading", text: w.cautions },
      ...(result.cautions.length === 0
        ? [{ kind: "text", text: w.noCautions } as const]
        : list(result.cautions.map(({ words }) => words[language]))),
      { kind: "heading", text: w.numbers },
      ...tables(result, language),
      ...(cost ? costBlocks(cost, told.costPlanned, language) : []),
      { kind: "heading", text: w.deviations },
      ...deviationsOf(told, telling),
      { kind: "heading", text: w.protocol },
      { kind: "text", text: w.protocolText },
      { kind: "terms", items: [{ term: w.engine, meaning: result.engineVersion }] },
      ...section(w.glossary, [
        {
          kind: "terms",
          items: result.glossary.map(({ term, meaning }) => ({ term: term[language], meaning: meaning[language] })),
        },
      ]),
    ],
  };
}

function factsOf({ question, place, frozen, run }: ToldStudy, telling: Telling): ReportContent["facts"] {
  const w = REPORT_WORDS[telling.language];
  return [
    { term: w.question, meaning: question },
    { term: w.place, meaning: place },
    { term: w.registered, meaning: [dayOf(frozen.at, telling), frozen.by].filter((one) => one !== "").join(", ") },
    { term: w.registeredHash, meaning: frozen.sha256 },
    ...(run.endedAt ? [{ term: w.computed, meaning: dayOf(run.endedAt, telling) }] : []),
    ...(run.resultSha256 ? [{ term: w.resultHash, meaning: run.resultSha256 }] : []),
  ].filter(({ meaning }) => meaning !== "");
}

function dayOf(instant: string, { language, timeZone }: Telling): string {
  return new Intl.DateTimeFormat(language, { timeZone, day: "numeric", month: "long", year: "numeric" }).format(
    new Date(instant),
  );
}

function list(items: readonly string[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: "list", items }];
}

/** A heading with what follows it, or nothing where nothing follows. */
function section(heading: string, blocks: readonly Block[]): readonly Block[] {
  const empty = blocks.every((block) => (block.kind === "list" || block.kind === "terms") && block.items.length === 0);
  return empty ? [] : [{ kind: "heading", text: heading }, ...blocks];
}

function notes(heading: string, all: readonly Note[], language: Telling["language"]): readonly Block[] {
  return section(heading, list(all.map(({ words }) => words[language])));
}

function surenessOf(result: StudyResult, { language }: Telling): readonly Block[] {
  const w = REPORT_WORDS[language];
  const { estimate, detectable } = result;
  const digits = detectable ? digitsFor([detectable.value]) : 0;
  return section(w.sureness, [
    ...list([
      ...result.sureness.map(({ words }) => words[language]),
      ...(detectable
        ? [
            `${w.detectable}: ${valueWithUnit(writeNumber(detectable.value, digits, language), detectable.unit[language])}.`,
          ]
        : []),
      ...(estimate !== null && estimate.p !== null
        ? [
            `${w.chance}: ${writeNumber(estimate.p, 3, language)}${estimate.pMethod ? ` (${estimate.pMethod[language]})` : ""}.`,
          ]
        : []),
    ]),
  ]);
}

function pictures(all: readonly Picture[], language: Telling["language"]): readonly Block[] {
  return section(
    REPORT_WORDS[language].pictures,
    all.map((picture) => pictureBlock(picture, language)),
  );
}

function pictureBlock(picture: Picture, language: Telling["language"]): Block {
  const scene = drawPicture(picture, { width: PAGE, language });
  return {
    kind: "picture",
    title: scene.title,
    description: scene.description,
    svg: sceneMarkup(scene, PAPER),
    table: shortened(pictureTable(picture, language), REPORT_WORDS[language]),
  };
}

/** Of a very long table every so many rows, the last one too, saying so. */
function shortened({ head, rows }: PictureTable, w: ReportWords): PictureTable {
  if (rows.length <= MOST_ROWS) return { head, rows };
  const every = Math.ceil(rows.length / MOST_ROWS);
  const kept = rows.filter((_, at) => at % every === 0 || at === rows.length - 1);
  const said = [w.someRows(every), ...head.slice(1).map(() => "")];
  return { head, rows: [...kept, said] };
}

function tables({ groups, numbers, excluded }: StudyResult, language: Telling["language"]): readonly Block[] {
  const w = REPORT_WORDS[language];
  const digits = digitsFor(
    groups.map(({ mean }) => mean ?? 0),
    1,
  );
  const groupRows = groups.map(({ arm, n, missing, mean }) => [
    w[arm],
    countOf(n, language),
    countOf(missing, language),
    mean === null ? w.unknown : writeNumber(mean, digits, language),
  ]);
  const outRows = excluded.map(({ reason, n }) => [reason[language], countOf(n, language)]);
  return [
    ...table(w.drawing, [w.what, w.value, w.interval, w.method], figureRows(numbers, language)),
    ...table(w.groups, [w.group, w.people, w.missing, w.mean], groupRows),
    ...table(w.excluded, [w.reason, w.count], outRows),
  ];
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): readonly Block[] {
  return rows.length === 0 ? [] : [{ kind: "table", title, table: { head, rows } }];
}

function figureRows(figures: readonly Figure[], language: Telling["language"]): readonly (readonly string[])[] {
  const w = REPORT_WORDS[language];
  return figures.map(({ label, value, low, high, unit, method }) => {
    const known = [value, low, high].filter((one) => one !== null);
    const digits = known.every(Number.isInteger) ? 0 : digitsFor(known, 1);
    const write = (one: number) => writeNumber(one, digits, language);
    return [
      label[language],
      value === null ? w.unknown : valueWithUnit(write(value), unit[language]),
      low === null || high === null ? "–" : w.between(write(low), write(high)),
      method[language],
    ];
  });
}

function valueWithUnit(value: string, unit: string): string {
  return unit === "" ? value : `${value} ${unit}`;
}

function countOf(n: number, language: Telling["language"]): string {
  return fewerThanFive(n) ? REPORT_WORDS[language].fewer : writeNumber(n, 0, language);
}

function costBlocks(cost: CostResult, planned: boolean, language: Telling["language"]): readonly Block[] {
  const w = REPORT_WORDS[language];
  return [
    { kind: "heading", text: w.costs },
    ...(planned ? [] : [{ kind: "text", text: w.costsUnplanned } as const]),
    { kind: "lead", text: cost.headline[language] },
    ...list(cost.cautions.map(({ words }) => words[language])),
    ...cost.pictures.map((picture) => pictureBlock(picture, language)),
    ...table(w.drawing, [w.what, w.value, w.interval, w.method], figureRows(cost.numbers, language)),
  ];
}

function deviationsOf({ deviations }: ToldStudy, telling: Telling): readonly Block[] {
  const w = REPORT_WORDS[telling.language];
  if (deviations.length === 0) return [{ kind: "text", text: w.noDeviations }];
  return list(
    deviations.map(
      ({ what, why, at, by }) =>
        `${what} — ${why} (${w.noted}: ${[dayOf(at, telling), by].filter((one) => one !== "").join(", ")})`,
    ),
  );
}
