import type { Words } from "../../core/words.ts";

/** Narrow no-break space: groups of three stay on one line. */
const THIN = "\u202f";

function grouped(digits: string, mark: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, mark);
}

function spelled(value: number, decimals: number, marks: { readonly decimal: string; readonly group: string }): string {
  const [whole = "0", rest] = Math.abs(value).toFixed(decimals).split(".");
  const text = `${grouped(whole, marks.group)}${rest === undefined ? "" : `${marks.decimal}${rest}`}`;
  return value < 0 && Number(text.replace(/\D/g, "")) !== 0 ? `−${text}` : text;
}

/** A number with so many decimals: «1 234,5» and “1,234.5”. */
export function decimalWords(value: number, decimals: number): Words {
  return {
    es: spelled(value, decimals, { decimal: ",", group: THIN }),
    en: spelled(value, decimals, { decimal: ".", group: "," }),
  };
}

/** A number with three significant digits at most, without zeros that say nothing. */
export function numberWords(value: number): Words {
  if (value === 0) return { es: "0", en: "0" };
  const size = Math.floor(Math.log10(Math.abs(value)));
  const rounded = Number(value.toPrecision(3));
  const decimals = Math.min(6, Math.max(0, 2 - size));
  const needed = (rounded.toFixed(decimals).split(".")[1] ?? "").replace(/0+$/, "").length;
  return decimalWords(rounded, needed);
}

/** Decimals that leave about two digits of the width of an interval: nobody reads more out of it. */
export function decimalsFor(low: number, high: number): number {
  const width = Math.abs(high - low);
  if (!(width > 0)) return 0;
  const decimals = Math.min(6, Math.max(0, Math.ceil(0.5 - Math.log10(width))));
  // A limit that is not 0 must not read as 0: the reader would take the interval to hold it.
  const readsWell = (many: number) => [low, high].every((limit) => limit === 0 || Number(limit.toFixed(many)) !== 0);
  return [0, 1, 2, 3].map((extra) => decimals + extra).find(readsWell) ?? decimals;
}

/** Six digits: what is kept of a figure. The last bits of a double may differ between machines and say nothing. */
export function kept(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(6));
}

/** A probability as a count of chances: «3 veces de cada 1 000». Never 0: what was not seen is said to be rarer than what could be. */
export function chanceWords(p: number): Words {
  const finest = p >= 0.095 ? 100 : p >= 0.00095 ? 1000 : 10_000;
  const counted = Math.round(p * finest);
  const round = finest > 100 && counted > 0 && counted % 10 === 0;
  const [of, times] = round ? [finest / 10, counted / 10] : [finest, counted];
  const base = decimalWords(of, 0);
  if (times < 1) return { es: `menos de 1 vez de cada ${base.es}`, en: `less than once in ${base.en}` };
  const n = decimalWords(times, 0);
  return times === 1
    ? { es: `1 vez de cada ${base.es}`, en: `once in ${base.en}` }
    : { es: `${n.es} veces de cada ${base.es}`, en: `${n.en} times in ${base.en}` };
}
