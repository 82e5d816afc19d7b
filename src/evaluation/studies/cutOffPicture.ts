import type { Picture } from "../../core/drawings/picture.ts";
import { rdLocalLinear } from "../designs/rdLocalLinear.ts";
import { mean } from "../numeric/sums.ts";
import type { CutOffDesign } from "./cutOff.ts";
import type { Frame } from "./frame.ts";
import { kept, numberWords } from "./numberWords.ts";
import { casesHidden } from "./smallCounts.ts";
import { say } from "./speech.ts";

interface Bin {
  readonly at: number;
  readonly mean: number;
  readonly n: number;
}

/** Bins of a side at most. */
const MOST_BINS = 10;
/** Units in a bin at least: means of fewer would show single people. */
const LEAST_IN_BIN = 10;

/** Means of equally many neighbours on one side of the cut-off; as many bins as show nobody. */
function binsOf(side: readonly (readonly [at: number, y: number])[], share: boolean): readonly Bin[] {
  const sorted = [...side].sort((one, other) => one[0] - other[0]);
  for (let count = Math.min(MOST_BINS, Math.floor(sorted.length / LEAST_IN_BIN)); count > 0; count--) {
    const parts = Array.from({ length: count }, (_, k) =>
      sorted.slice(Math.round((k * sorted.length) / count), Math.round(((k + 1) * sorted.length) / count)),
    );
    const values = parts.map((part) => Float64Array.from(part, ([, y]) => y));
    if (share && values.some(casesHidden)) continue;
    return parts.map((part, k) => ({
      at: kept(mean(part.map(([at]) => at))),
      mean: mean(values[k] ?? []),
      n: part.length,
    }));
  }
  return [];
}

interface Points {
  readonly y: Float64Array;
  readonly running: Float64Array;
}

/** Means along what decides who enters, with the line fitted on either side. */
export function cutOffPicture(frame: Frame, design: CutOffDesign, { y, running }: Points): readonly Picture[] {
  const { cutoff, bandwidth } = design;
  const { speech, protocol } = frame;
  const near = Array.from(running, (at, row) => [at, y[row] ?? 0] as const).filter(
    ([at]) => Math.abs(at - cutoff) < bandwidth,
  );
  const sides = [near.filter(([at]) => at < cutoff), near.filter(([at]) => at >= cutoff)];
  const bins = sides.flatMap((side) => binsOf(side, speech.share));
  if (bins.length === 0) return [];
  const column = protocol.columns.find(({ name }) => name === design.running);
  const label = column?.label ?? design.running;
  const fit = rdLocalLinear(y, running, { cutoff, bandwidth, kernel: "triangular" });
  const here = numberWords(cutoff);
  const own = (value: number) => kept(value * speech.scale);
  const ends = fit.ok
    ? [
        [cutoff - bandwidth, fit.value.limitLeft - bandwidth * fit.value.slopeLeft, fit.value.limitLeft] as const,
        [cutoff + bandwidth, fit.value.limitRight + bandwidth * fit.value.slopeRight, fit.value.limitRight] as const,
      ]
    : [];
  return [
    {
      kind: "cut_off",
      title: say("¿Hay un salto en el corte?", "Is there a jump at the cut-off?"),
      description: say(
        `Media de «${speech.label}» según «${label}», con la recta de cada lado. Lo que cuenta es el salto en ${here.es}.`,
        `Mean of “${speech.label}” along “${label}”, with the line of each side. What counts is the jump at ${here.en}.`,
      ),
      bins: bins.map((bin) => ({ ...bin, mean: own(bin.mean) })),
      cutoff,
      lines: ends.map(([far, away, limit]) => ({ from: [far, own(away)], to: [cutoff, own(limit)] })),
      across: say(label, label),
      unit: speech.unit,
    },
  ];
}
