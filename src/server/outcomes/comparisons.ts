import type { Measure } from "../../core/outcomes/definition.ts";
import type { Base, Dimension } from "../../core/outcomes/words.ts";
import { type Count, rateRatio } from "../../evaluation/rates.ts";

/** Why groups are not compared. */
export type NotComparable = "no_population" | "no_previous_decision" | "one_group" | "median" | "not_counted";

/** One group against the reference; numbers are null when hidden or not to be had. */
export interface ComparedGroup {
  readonly group: string;
  readonly hidden: boolean;
  readonly atPoint: number | null;
  readonly of: number | null;
  readonly rate: number | null;
  readonly ratio: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly difference: number | null;
}

export interface Comparison {
  readonly dimension: Dimension;
  readonly base: Base;
  readonly unavailable: NotComparable | null;
  readonly reference: string | null;
  readonly groups: readonly ComparedGroup[];
}

/** Events of a group and what they are taken over. */
export interface GroupBase {
  readonly group: string;
  readonly atPoint: number;
  readonly of: number;
}

function compareWith(
  reference: GroupBase,
  one: GroupBase,
  how: { kind: "share" | "exposure"; multiplier: number },
): ComparedGroup {
  const asCount = ({ atPoint, of }: GroupBase): Count => ({ events: atPoint, base: of });
  const { rate, ratio, ratioInterval, difference } = rateRatio(asCount(one), asCount(reference), { kind: how.kind });
  const own = one.group === reference.group;
  return {
    group: one.group,
    hidden: false,
    atPoint: one.atPoint,
    of: one.of,
    rate: rate === null ? null : rate * how.multiplier,
    ratio: own && ratio !== null ? 1 : ratio,
    interval: own || !ratioInterval ? null : { low: ratioInterval.lower, high: ratioInterval.upper },
    difference: own || difference === null ? null : difference * how.multiplier,
  };
}

/** Whoever the record says nothing of is no group to compare with. */
const UNKNOWN = "unknown";

/** Compares the groups of a dimension with the largest of them: the ratio of their rates and the difference beside it. */
export function compareGroups(
  asked: Pick<Comparison, "dimension" | "base">,
  groups: readonly GroupBase[],
  how: { readonly measure: Measure; readonly multiplier: number | null },
): Comparison {
  const { dimension, base } = asked;
  const known = groups.filter(({ group, of }) => group !== UNKNOWN && of > 0);
  const [first] = [...known].sort((left, right) => right.of - left.of || (left.group < right.group ? -1 : 1));
  if (!first || known.length < 2) return { dimension, base, unavailable: "one_group", reference: null, groups: [] };
  const kind = how.measure === "exposure" ? "exposure" : "share";
  const scale = { kind, multiplier: how.multiplier ?? 1 } as const;
  const compared = groups.map((one) => compareWith(first, one, scale));
  return { dimension, base, unavailable: null, reference: first.group, groups: compared };
}

/** A gap worth showing beside a value. */
export interface Gap {
  readonly dimension: Dimension;
  readonly group: string;
  readonly reference: string;
  readonly ratio: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** Groups with fewer than this are not put forward: their ratio is mostly chance. */
const LEAST_OF = 10;

function certain({ interval }: Gap): boolean {
  return interval !== null && (interval.low > 1 || interval.high < 1);
}

/** The widest gap whose interval leaves out equality; without one, the widest. Areas are too many to put one forward. */
export function widestGap(comparisons: readonly Comparison[], only?: Dimension): Gap | null {
  const usable = comparisons.filter(({ unavailable, dimension }) => unavailable === null && dimension !== "territory");
  const conditional = new Set(
    usable.flatMap(({ base, dimension }) => (base === "previous_decision" ? [dimension] : [])),
  );
  const gaps = usable
    .filter(({ dimension, base }) => base === "previous_decision" || !conditional.has(dimension))
    .filter(({ dimension }) => only === undefined || dimension === only)
    .flatMap(({ dimension, reference, groups }) =>
      groups.flatMap(({ group, ratio, interval, of }): Gap[] =>
        reference === null || group === reference || group === UNKNOWN || !ratio || (of ?? 0) < LEAST_OF
          ? []
          : [{ dimension, group, reference, ratio, interval }],
      ),
    );
  const width = ({ ratio }: Gap) => Math.abs(Math.log(ratio));
  const [widest] = gaps.sort(
    (left, right) => Number(certain(right)) - Number(certain(left)) || width(right) - width(left),
  );
  return widest ?? null;
}
