export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a share (0 to 1) of spoke `index` of `count` lies; the first spoke points up, the rest follow the clock. */
export function spokePoint(index: number, count: number, radius: number): Point {
  const angle = (index / count) * 2 * Math.PI - Math.PI / 2;
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

/** Parts of a line broken by missing values, each a list of the places that do have one. */
export function unbroken(values: readonly (number | null)[]): readonly (readonly number[])[] {
  const parts: number[][] = [[]];
  values.forEach((value, at) => {
    if (value === null) parts.push([]);
    else parts.at(-1)?.push(at);
  });
  return parts.filter((part) => part.length > 0);
}

/** A radar's outline: closed when every spoke has a value, otherwise the joined neighbours only. */
export function radarPath(values: readonly (number | null)[], place: (share: number, index: number) => Point): string {
  const count = values.length;
  const point = (index: number) => {
    const { x, y } = place(values[index % count] ?? 0, index % count);
    return `${round(x)} ${round(y)}`;
  };
  if (values.every((value) => value !== null)) {
    return `M${values.map((_, index) => point(index)).join("L")}Z`;
  }
  return values
    .map((value, index) =>
      value !== null && values[(index + 1) % count] !== null ? `M${point(index)}L${point(index + 1)}` : "",
    )
    .join("");
}

/** Splits a label into at most two lines at the space nearest its middle, when it is longer than `longest`. */
export function twoLines(label: string, longest: number): readonly string[] {
  if (label.length <= longest) return [label];
  const spaces = [...label.matchAll(/ /g)].map(({ index }) => index);
  const middle = spaces.toSorted((a, b) => Math.abs(a - label.length / 2) - Math.abs(b - label.length / 2))[0];
  return middle === undefined ? [label] : [label.slice(0, middle), label.slice(middle + 1)];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
