import type { EvaluationFailure } from "../failure.ts";

/** Units of the two arms; clusters and expected losses can make them fractions. */
export interface Arms {
  readonly n1: number;
  readonly n2: number;
}

function between(
  field: string,
  value: number,
  [least, most]: readonly [number, number],
): EvaluationFailure | undefined {
  return value > least && value < most ? undefined : { code: "out_of_range", field, least, most };
}

export function alphaFault(alpha: number): EvaluationFailure | undefined {
  return between("alpha", alpha, [0, 1]);
}

/** A power at or below alpha is had without any data. */
export function powerFault(power: number, alpha: number): EvaluationFailure | undefined {
  return between("power", power, [alpha, 1]);
}

export function shareFault(field: string, share: number): EvaluationFailure | undefined {
  return share >= 0 && share <= 1 ? undefined : { code: "out_of_range", field, least: 0, most: 1 };
}

export function positiveFault(field: string, value: number): EvaluationFailure | undefined {
  return between(field, value, [0, Number.MAX_VALUE]);
}

export function armsFault({ n1, n2 }: Arms): EvaluationFailure | undefined {
  return positiveFault("n1", n1) ?? positiveFault("n2", n2);
}
