/**
 * Makes the tables of the demonstration's studies: invented families, the same ones on every machine.
 * `node demo/studies/generate.mjs` writes them beside this file. True effects stand in `TRUE_EFFECTS`.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What the programme really changes in each table, in points, by construction. */
export const TRUE_EFFECTS = { "lista-de-espera.csv": 4, "familias-parecidas.csv": 5 };

const TOWNS = ["Albacete", "Oviedo", "Collado Villalba"];

/** Mulberry32, as elsewhere in the demonstration. */
function chanceFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) & 0xffffffff;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** About normal, by a sum of twelve: sums are the same everywhere, logarithms and cosines need not be. */
function bell(next) {
  let sum = -6;
  for (let term = 0; term < 12; term++) sum += next();
  return sum;
}

const points = (value) => Math.min(100, Math.max(0, Math.round(value)));

function shuffle(items, next) {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [items[at], items[other]] = [items[other], items[at]];
  }
  return items;
}

/** Ninety families of three towns on a waiting list; in each town lots were drawn and half of them started at once. */
function waitingList() {
  const next = chanceFrom(1990);
  const rows = TOWNS.flatMap((town) =>
    shuffle(
      Array.from({ length: 30 }, (_, family) => (family < 15 ? 1 : 0)),
      next,
    ).map((drawn) => {
      const single = next() < 0.4 ? 1 : 0;
      const children = 1 + Math.floor(next() * 4);
      const before = points(50 - 5 * single + 12 * bell(next));
      const after = points(24 + 0.55 * before + TRUE_EFFECTS["lista-de-espera.csv"] * drawn + 10 * bell(next));
      const lost = next() < 0.06;
      const cost = Math.round((drawn ? 1450 : 380) + 160 * bell(next));
      return [town, single, children, before, drawn, lost ? "" : after, cost];
    }),
  );
  const header = "municipio,hogar_monoparental,ninas_y_ninos,puntos_antes,sorteo,puntos_despues,coste";
  return `${[header, ...rows.map((row) => row.join(","))].join("\n")}\n`;
}

/** Families that entered because they were worse off, and others that did not: compared as they are, the programme looks bad. */
function alike() {
  const next = chanceFrom(2026);
  const rows = Array.from({ length: 320 }, () => {
    const town = TOWNS[Math.floor(next() * TOWNS.length)];
    const single = next() < 0.4 ? 1 : 0;
    const children = 1 + Math.floor(next() * 4);
    const before = points(52 - 5 * single + 12 * bell(next));
    // A straight line, not a logistic curve: enough to make those who enter worse off.
    const entering = 0.36 + 0.011 * (48 - before) + 0.1 * single + (town === "Oviedo" ? 0.08 : 0);
    const treated = next() < Math.min(0.85, Math.max(0.08, entering)) ? 1 : 0;
    const after = points(
      26 + 0.6 * before - 3 * single + TRUE_EFFECTS["familias-parecidas.csv"] * treated + 8 * bell(next),
    );
    return [town, single, children, before, treated, after];
  });
  const header = "municipio,hogar_monoparental,ninas_y_ninos,puntos_antes,programa,puntos_despues";
  return `${[header, ...rows.map((row) => row.join(","))].join("\n")}\n`;
}

/** Every table by its file name. */
export const tables = { "lista-de-espera.csv": waitingList, "familias-parecidas.csv": alike };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, make] of Object.entries(tables)) writeFileSync(new URL(name, import.meta.url), make());
}
