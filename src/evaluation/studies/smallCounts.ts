import type { Words } from "../../core/words.ts";
import type { Frame } from "./frame.ts";
import { decimalWords } from "./numberWords.ts";
import { say } from "./speech.ts";

/** Counts of outcomes below this are never shown: somebody could be recognised. */
export const FEWEST_SHOWN = 5;

/** Cases by arm (programme first) of a yes/no outcome or of a way of ending by the horizon; undefined for numbers. */
export function casesByArm({
  outcome,
  y,
  treat,
  timed,
}: Frame): readonly { cases: number; others: number }[] | undefined {
  if (outcome.kind === "number" || treat.length === 0) return undefined;
  const happened = (row: number) =>
    timed ? timed.cause[row] === 1 && (timed.time[row] ?? 0) <= (outcome.horizon ?? 0) : y[row] === 1;
  return [1, 0].map((arm) => {
    let [cases, others] = [0, 0];
    for (let row = 0; row < y.length; row++) {
      if (treat[row] !== arm || Number.isNaN(y[row])) continue;
      if (happened(row)) cases++;
      else others++;
    }
    return { cases, others };
  });
}

const small = (n: number) => n > 0 && n < FEWEST_SHOWN;

/** Whether a mean of zeros and ones would give away a count below 5. */
export function casesHidden(values: Float64Array): boolean {
  const cases = values.reduce((sum, one) => sum + one, 0);
  return small(cases) || small(values.length - cases);
}

/** Whether the shares of the arms would give away a count below 5. */
export function sharesHidden(frame: Frame): boolean {
  return casesByArm(frame)?.some(({ cases, others }) => small(cases) || small(others)) ?? false;
}

/** A count of outcomes: under five it is not told exactly. */
export function countWords(n: number): Words {
  return n > 0 && n < FEWEST_SHOWN ? say(`menos de ${FEWEST_SHOWN}`, `fewer than ${FEWEST_SHOWN}`) : decimalWords(n, 0);
}
