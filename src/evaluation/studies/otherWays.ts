import type { Picture } from "../../core/drawings/picture.ts";
import type { Figure, Note } from "../../core/studies/result.ts";
import type { Words } from "../../core/words.ts";
import { groupColumn } from "../terms.ts";
import { byNeighbours, type Comparable, comparable, type Matching, type Request, scoreOf } from "./comparable.ts";
import type { Frame } from "./frame.ts";
import { adjustedDifference, type Estimated, unadjusted } from "./linear.ts";
import { kept } from "./numberWords.ts";
import { compacted, subsample } from "./sample.ts";
import { sharesHidden } from "./smallCounts.ts";
import { figure, note, type Speech, say } from "./speech.ts";

interface OtherWays {
  readonly numbers: readonly Figure[];
  readonly pictures: readonly Picture[];
}

interface Row {
  readonly label: Words;
  readonly fit: Pick<Estimated, "value" | "low" | "high">;
  readonly method: Words;
}

const names: Readonly<Record<Matching["method"], Words>> = {
  nearest: say("Por parejas", "By pairs"),
  entropy: say("Igualando medias con pesos", "Equalling means by weights"),
  weighting: say("Con pesos y modelo (AIPW)", "Weights and model (AIPW)"),
};

const TIE_ORDERS = 20;

export function scaledRow(speech: Speech, { label, fit }: Pick<Row, "label" | "fit">) {
  const own = (value: number) => kept(value * speech.scale);
  return { label, value: own(fit.value), low: own(fit.low), high: own(fit.high) };
}

export function forest(speech: Speech, rows: readonly Row[], title: Words, description: Words): Picture {
  return {
    kind: "forest",
    title,
    description,
    rows: rows.map((row) => scaledRow(speech, row)),
    unit: speech.unit,
    none: 0,
  };
}

/** How far the estimate moves with other orders among equally near units. */
function tieRange(frame: Frame, request: Request, made: Comparable): readonly Figure[] {
  if (made.tieShare === 0) return [];
  const values: number[] = [];
  for (let order = 0; order < TIE_ORDERS; order++) {
    const other = comparable({ ...request, seed: `${request.seed} ties ${order}` });
    if (other.ok) values.push(other.value.fit.value * frame.speech.scale);
  }
  if (values.length === 0) return [];
  return [
    figure(
      say("Con otros desempates", "With other tie orders"),
      { value: null, low: Math.min(...values), high: Math.max(...values) },
      frame.speech.unit,
      say(
        `De menos a más entre ${values.length} órdenes al azar de quienes eran igual de cercanos`,
        `From least to most among ${values.length} random orders of those equally near`,
      ),
    ),
  ];
}

/** The estimate without any allowance, as the protocol says, and in the other ways it could have been asked. */
export function otherWays(frame: Frame, request: Request, made: Comparable): OtherWays {
  const { speech } = frame;
  const { method } = request.comparison;
  const { sample } = request;
  const naive = sharesHidden(frame) ? undefined : adjustedDifference(sample.y, unadjusted(sample));
  const rows: Row[] = [{ label: names[method], fit: made.fit, method: made.method }];
  if (naive?.ok)
    rows.unshift({
      label: say("Sin hacerlos comparables", "Without making them comparable"),
      fit: naive.value,
      method: say("Media de un grupo menos la del otro", "Mean of one group less that of the other"),
    });
  for (const other of (["nearest", "entropy", "weighting"] as const).filter((one) => one !== method)) {
    const loose = { ...request, comparison: { ...request.comparison, caliper: null, within: null } };
    const found = comparable(other === "nearest" ? { ...loose, within: undefined } : request, other);
    if (found.ok) rows.push({ label: names[other], fit: found.value.fit, method: found.value.method });
  }
  if (method === "nearest" && request.comparison.estimand === "ATT") {
    const loose = { ...request, comparison: { ...request.comparison, caliper: null, within: null } };
    const score = scoreOf(sample);
    const again = score.ok ? byNeighbours(loose, score.value) : score;
    if (again.ok)
      rows.push({
        label: say("Con repetición, promediando empates", "With replacement, ties averaged"),
        fit: again.value.fit,
        method: again.value.method,
      });
  }
  const title = say("¿Cambia según cómo se compare?", "Does it change with how it is compared?");
  const description = say(
    "El efecto con su intervalo, por cada manera de hacer comparables los grupos. La del plan es la que cuenta.",
    "The effect with its interval, by each way of making the groups comparable. The planned one is the one that counts.",
  );
  return {
    numbers: [
      ...rows
        .filter(({ label }) => label !== names[method])
        .map((row) => figure(row.label, scaledRow(speech, row), speech.unit, row.method)),
      ...tieRange(frame, request, made),
    ],
    pictures: rows.length > 1 ? [forest(speech, rows, title, description)] : [],
  };
}

/** Sites beyond this many are not left out one by one. */
const MOST_SITES = 12;

interface WithoutSites {
  readonly pictures: readonly Picture[];
  readonly cautions: readonly Note[];
}

/** The estimate with each site (stratum) left out in turn: whether one of them makes it. */
export function withoutEachSite(frame: Frame, request: Request, made: Comparable): WithoutSites {
  const none = { pictures: [], cautions: [] };
  const name = frame.protocol.stratum ?? request.comparison.within;
  const groups = name === null ? undefined : groupColumn(frame.table, name);
  if (!groups?.ok) return none;
  const sites = compacted(groups.value, request.sample.rows);
  if (sites.levels.length < 2 || sites.levels.length > MOST_SITES) return none;
  const rows = sites.levels.flatMap((level, code): Row[] => {
    const places = Uint32Array.from(sites.codes.keys()).filter((at) => sites.codes[at] !== code);
    const sample = subsample(request.sample, places);
    const within = request.within && Int32Array.from(places, (at) => request.within?.[at] ?? -1);
    if (!scoreOf(sample).ok) return [];
    const found = comparable({ ...request, sample, within });
    return found.ok
      ? [{ label: say(`Sin ${level}`, `Without ${level}`), fit: found.value.fit, method: made.method }]
      : [];
  });
  if (rows.length === 0) return none;
  const turned = rows.filter(({ fit }) => fit.value * made.fit.value < 0).map(({ label }) => label);
  const caution = note(
    "one_site_decides",
    `${turned.map(({ es }) => es).join(", ")} el efecto cambia de signo: un solo lugar lo sostiene.`,
    `${turned.map(({ en }) => en).join(", ")} the effect changes sign: a single place carries it.`,
  );
  const title = say("¿Depende de un solo lugar?", "Does it rest on one place alone?");
  const description = say(
    "El efecto dejando fuera cada lugar por turno.",
    "The effect leaving out each place in turn.",
  );
  const all = { label: say("Todos", "All"), fit: made.fit, method: made.method };
  return {
    pictures: [forest(frame.speech, [all, ...rows], title, description)],
    cautions: turned.length > 0 ? [caution] : [],
  };
}
