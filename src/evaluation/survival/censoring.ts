import type { CoxData } from "./coxData.ts";

/** The distribution of losses by censoring group, block by block of the risk order (latest time first). */
export interface Censoring {
  readonly groups: number;
  /** Group of each place. */
  readonly codes: Int32Array;
  /** Cell `block * groups + group`. Share not lost just before the block's time (Kaplan–Meier of the losses). */
  readonly before: Float64Array;
  /** Rows not gone yet, and losses, at the block's time. */
  readonly atRisk: Float64Array;
  readonly lost: Float64Array;
}

/** Kaplan–Meier of the losses; all who have not left before a time are at risk of being lost at it. */
export function censoringOf(
  data: CoxData,
  kept: { readonly lost: Uint8Array; readonly codes: Int32Array; readonly groups: number },
): Censoring {
  const { blocks, blockStart, n } = data;
  const { groups } = kept;
  const codes = new Int32Array(n);
  const atRisk = new Float64Array(blocks * groups);
  const lost = new Float64Array(blocks * groups);
  const running = new Float64Array(groups);
  for (let b = 0; b < blocks; b++) {
    for (let place = blockStart[b] ?? 0; place < (blockStart[b + 1] ?? 0); place++) {
      const row = data.order[place] ?? 0;
      const group = kept.codes[row] ?? 0;
      codes[place] = group;
      running[group] = (running[group] ?? 0) + 1;
      if (kept.lost[row]) lost[b * groups + group] = (lost[b * groups + group] ?? 0) + 1;
    }
    atRisk.set(running, b * groups);
  }
  const before = new Float64Array(blocks * groups);
  const share = new Float64Array(groups).fill(1);
  for (let b = blocks - 1; b >= 0; b--)
    for (let g = 0; g < groups; g++) {
      const at = b * groups + g;
      const risk = atRisk[at] ?? 0;
      // Beyond the last time of its group nothing is known of it: its rows count no longer.
      before[at] = risk > 0 ? (share[g] ?? 1) : 0;
      if (risk > 0) share[g] = ((share[g] ?? 1) * (risk - (lost[at] ?? 0))) / risk;
    }
  return { groups, codes, before, atRisk, lost };
}
