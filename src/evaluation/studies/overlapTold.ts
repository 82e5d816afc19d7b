import type { Picture } from "../../core/drawings/picture.ts";
import type { Frame } from "./frame.ts";
import { kept } from "./numberWords.ts";
import { FEWEST_SHOWN } from "./smallCounts.ts";
import { say } from "./speech.ts";

interface Bin {
  from: number;
  to: number;
  programme: number;
  comparison: number;
}

const BINS = 12;

function shown({ programme, comparison }: Bin): boolean {
  return [programme, comparison].every((n) => n === 0 || n >= FEWEST_SHOWN);
}

function plus(left: Bin, right: Bin): Bin {
  return {
    from: left.from,
    to: right.to,
    programme: left.programme + right.programme,
    comparison: left.comparison + right.comparison,
  };
}

/** Neighbouring bins put together until none shows fewer than five of an arm. */
export function mergedBins(bins: readonly Bin[]): readonly Bin[] {
  const done: Bin[] = [];
  let open: Bin | undefined;
  for (const bin of bins) {
    open = open ? plus(open, bin) : bin;
    if (!shown(open)) continue;
    done.push(open);
    open = undefined;
  }
  while (open && !shown(open)) {
    const before = done.pop();
    if (!before) return [];
    open = plus(before, open);
  }
  return open ? [...done, open] : done;
}

/** How likely each arm was to enter, never anybody's own chance. */
export function overlapPicture({ speech }: Frame, e: Float64Array, treat: Float64Array): readonly Picture[] {
  const bins = Array.from(
    { length: BINS },
    (_, at): Bin => ({ from: at / BINS, to: (at + 1) / BINS, programme: 0, comparison: 0 }),
  );
  e.forEach((chance, row) => {
    const bin = bins[Math.min(BINS - 1, Math.floor(chance * BINS))];
    if (bin) bin[treat[row] === 1 ? "programme" : "comparison"]++;
  });
  const merged = mergedBins(bins);
  if (merged.length < 2) return [];
  return [
    {
      kind: "overlap",
      title: say("¿Había con quién comparar?", "Was there somebody to compare with?"),
      description: say(
        `Cuántas hay en cada grupo según lo probable que era entrar, con lo conocido antes. Donde solo hay un grupo, ${speech.units.the.es} no tienen con quién compararse.`,
        `How many there are in each group by how likely entering was, given what was known before. Where only one group stands, ${speech.units.the.en} have nobody to be compared with.`,
      ),
      bins: merged.map((bin) => ({ ...bin, from: kept(bin.from), to: kept(bin.to) })),
    },
  ];
}
