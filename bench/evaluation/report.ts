import type { Problem, Target } from "./problem.ts";
import type { OurSide, RSide } from "./sides.ts";

/** A row may miss its target by this factor. */
const ALLOWED = 1.5;
/** Memory beyond the columns may be this many times theirs. */
const MOST_MEMORY = 3;
/** Below this the process's own needs, not the data, decide: not judged. */
const SMALL_INPUT = 16e6;

export interface Measured {
  readonly problem: Problem;
  readonly ours: OurSide;
  readonly r: RSide | undefined;
  /** Seconds of the fastest run at further sizes: what else the machine does matters least there. */
  readonly growth: readonly { readonly n: number; readonly seconds: number }[];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/** Names of numbers on which the sides differ by more than is allowed. */
export function disagreements({ problem, ours, r }: Measured): readonly string[] {
  if (!r || problem.notCompared) return [];
  return Object.entries(r.numbers).flatMap(([name, theirs]) => {
    const own = ours.numbers[name] ?? [];
    const within = problem.within?.[name];
    const far = theirs.findIndex((value, at) => {
      const gap = Math.abs((own[at] ?? Number.NaN) - value);
      return !(gap <= (within ?? 1e-6 * Math.max(Math.abs(value), 1e-3)));
    });
    return far < 0 && own.length === theirs.length ? [] : [`${name}[${far}]: ${own[far]} y en R ${theirs[far]}`];
  });
}

/** The power of n with which the seconds grow: the slope of the logarithms between the two largest sizes. */
export function exponent(growth: Measured["growth"]): number {
  const [before, last] = growth.slice(-2);
  if (!before || !last) return Number.NaN;
  return Math.log(last.seconds / before.seconds) / Math.log(last.n / before.n);
}

const seconds = (value: number) => (value < 0.0995 ? value.toPrecision(2) : value.toFixed(2));
const megabytes = (value: number) => `${Math.round(value / 1e6)} MB`;

function targetText(measured: Measured, { call, ratio }: Target): { text: string; met: boolean } {
  const own = median(measured.ours.seconds.ours ?? []);
  const theirs = median(measured.r?.seconds[call] ?? []);
  const share = own / theirs;
  const met = ratio === undefined || share <= ALLOWED * ratio;
  const aim =
    ratio === undefined
      ? ""
      : `, meta ${ratio} (hasta ${Number((ALLOWED * ratio).toPrecision(3))}): ${met ? "cumple" : "NO CUMPLE"}`;
  return { text: `R ${call} ${seconds(theirs)} s; proporción ${share.toFixed(3)}${aim}`, met };
}

interface Shown {
  readonly lines: readonly string[];
  readonly met: boolean;
}

function comparison(measured: Measured): Shown {
  const { problem, ours, r } = measured;
  if (problem.withoutR) {
    const own = median(ours.seconds.ours ?? []);
    const met = own <= ALLOWED * (problem.mostSeconds ?? Number.POSITIVE_INFINITY);
    const verdict = `meta ${problem.mostSeconds} s: ${met ? "cumple" : "NO CUMPLE"}`;
    return { lines: [`sin R (${problem.withoutR}); ${verdict}`], met };
  }
  if (!r) return { lines: [], met: true };
  if (r.missing) return { lines: [`R sin el paquete ${r.missing}: no se compara`], met: true };
  const targets = problem.targets.map((target) => targetText(measured, target));
  const apart = disagreements(measured);
  return {
    lines: [
      ...targets.map(({ text }) => text),
      problem.notCompared ?? (apart.length === 0 ? "mismos números que R" : `NÚMEROS DISTINTOS: ${apart.join("; ")}`),
    ],
    met: targets.every(({ met }) => met) && apart.length === 0,
  };
}

/** What is printed of one problem, and whether it is as it should be. */
export function show(measured: Measured): Shown {
  const { problem, ours, r, growth } = measured;
  const beside = comparison(measured);
  const times = ours.beyond / ours.input;
  const judged = ours.input >= SMALL_INPUT;
  const light = !judged || times <= MOST_MEMORY;
  const theirs = r && !r.missing ? `; R ${megabytes(r.peak)}` : "";
  const memory = `memoria máxima ${megabytes(ours.peak)}${theirs}; sobre las columnas (${megabytes(ours.input)}) ${times.toFixed(1)} veces`;
  const grown = growth.map(({ n, seconds: value }) => `${n}: ${seconds(value)} s`).join(", ");
  return {
    lines: [
      `${problem.title} (n = ${problem.size})`,
      `  nuestro ${seconds(median(ours.seconds.ours ?? []))} s`,
      ...beside.lines.map((line) => `  ${line}`),
      `  ${memory}${judged ? `: ${light ? "cumple" : "NO CUMPLE"} (hasta ${MOST_MEMORY})` : ""}`,
      ...(growth.length > 0 ? [`  crece como n^${exponent(growth).toFixed(2)} (${grown})`] : []),
      ...(ours.fault ? [`  RESULTADO EQUIVOCADO: ${ours.fault}`] : []),
    ],
    met: beside.met && light && !ours.fault,
  };
}
