import type { StudyColumn, StudyComparison, StudyOutcome, StudyProtocol } from "../../core/studies/protocol.ts";
import { normInv } from "../numeric/distributions.ts";
import { type Rng, rngFrom } from "../numeric/random.ts";
import type { Column, Table } from "../table.ts";

export function normal({ next }: Rng): number {
  return normInv(Math.min(1 - 1e-12, Math.max(1e-12, next())));
}

export function numbers(values: Iterable<number>): Column {
  return { kind: "number", values: Float64Array.from(values) };
}

export function words(values: readonly string[]): Column {
  const levels = [...new Set(values)].filter((value) => value !== "");
  return { kind: "text", codes: Int32Array.from(values, (value) => levels.indexOf(value)), levels };
}

export function tableOf(columns: Readonly<Record<string, Column>>): Table {
  const [first] = Object.values(columns);
  const n = first === undefined ? 0 : first.kind === "number" ? first.values.length : first.codes.length;
  return { n, columns: new Map(Object.entries(columns)) };
}

function column(name: string, part: Partial<StudyColumn> = {}): StudyColumn {
  return { name, label: name, kind: "number", known: "before", unit: "", ...part };
}

export const columns: readonly StudyColumn[] = [
  column("entra", { label: "Entra", kind: "yes_no", known: "at_entry" }),
  column("antes", { label: "Riesgo al entrar", unit: "puntos" }),
  column("edad", { label: "Edad", unit: "años" }),
  column("municipio", { label: "Municipio", kind: "category" }),
  column("profesional", { label: "Profesional", kind: "category", known: "at_entry" }),
  column("riesgo", { label: "Riesgo", known: "after", unit: "puntos" }),
  column("mejora", { label: "Mejora", kind: "yes_no", known: "after" }),
  column("dias", { label: "Vuelta a casa", kind: "day", known: "after" }),
  column("final", { label: "Cómo terminó", kind: "category", known: "after" }),
  column("visitas", { label: "Visitas recibidas", known: "after" }),
  column("puntuacion", { label: "Puntuación", unit: "puntos" }),
  column("coste", { label: "Coste", known: "after", unit: "EUR" }),
  column("unidad", { label: "Municipio", kind: "category", known: "at_entry" }),
  column("periodo", { label: "Trimestre", known: "at_entry" }),
  column("comienzo", { label: "Comienzo", known: "at_entry" }),
];

export function outcome(name: string, part: Partial<StudyOutcome> = {}): StudyOutcome {
  const plain = { ended: null, endedBy: null, horizon: null, worthwhile: null } as const;
  return { column: name, kind: "number", betterWhen: "less", ...plain, ...part };
}

export const riskOutcome = outcome("riesgo");
export const betterOutcome = outcome("mejora", { kind: "yes_no", betterWhen: "more" });
export const homeOutcome = outcome("dias", {
  kind: "time",
  betterWhen: "more",
  ended: "final",
  endedBy: "vuelta",
  horizon: 365,
});

export const lotteryDesign: StudyComparison = { design: "waiting_list_lottery", treatment: "entra", draws: 2000 };

export function protocol(part: Partial<StudyProtocol> = {}): StudyProtocol {
  return {
    version: 1,
    question: "¿Baja el riesgo?",
    outcome: riskOutcome,
    secondary: [],
    comparison: lotteryDesign,
    covariates: [],
    stratum: null,
    cluster: null,
    columns,
    costs: null,
    seed: "20261122",
    snapshotSha256: "0".repeat(64),
    unitWord: "familias",
    ...part,
  };
}

export interface Simulation {
  readonly n: number;
  readonly seed: string;
  /** True effect on the risk, and on the share that gets better. */
  readonly effect: number;
  readonly share?: number;
  /** True: chance decides who enters; false: those worse off enter more often. */
  readonly drawn: boolean;
}

/** How one unit turned out: its risk afterwards, whether it got better, when and how it left. */
function outcomes(rng: Rng, { effect, share = 0 }: Simulation, before: number, entered: number) {
  const risk = 20 + 0.6 * before + effect * entered + 6 * normal(rng);
  const better = Number(rng.next() < 0.4 + share * entered - 0.004 * (before - 50));
  const home = -Math.log(rng.next()) * (entered === 1 ? 300 : 500);
  const other = -Math.log(rng.next()) * 900;
  const observed = 200 + 500 * rng.next();
  const days = Math.ceil(Math.min(home, other, observed));
  const ended = Math.min(home, other) > observed ? "0" : home < other ? "vuelta" : "adopción";
  return { risk, better, days, ended };
}

/** Families of three towns with a worker each ten or so, half of them drawn within each town. */
export function families(simulation: Simulation): Table {
  const { n, seed, drawn } = simulation;
  const rng = rngFrom(seed);
  const towns = ["Alba", "Brisa", "Cumbre"];
  const rows = Array.from({ length: n }, (_, row) => {
    const before = 50 + 10 * normal(rng);
    const age = 30 + 8 * normal(rng);
    const chance = 1 / (1 + Math.exp(-(0.05 * (before - 50) - 0.03 * (age - 30) - 0.2)));
    const town = row % 3;
    const entered = drawn ? Number(Math.floor(row / 3) % 2 === 0) : Number(rng.next() < chance);
    return {
      before,
      age,
      town,
      entered,
      worker: town * 100 + Math.floor(row / 30),
      ...outcomes(rng, simulation, before, entered),
    };
  });
  // In a draw, who comes first says nothing: arms are shuffled within towns.
  if (drawn)
    for (const town of [0, 1, 2])
      shuffleArms(
        rows.filter((row) => row.town === town),
        rng,
        simulation,
      );
  const pick = (of: (row: (typeof rows)[number]) => number) => numbers(rows.map(of));
  return tableOf({
    entra: pick(({ entered }) => entered),
    antes: pick(({ before }) => before),
    edad: pick(({ age }) => age),
    municipio: words(rows.map(({ town }) => towns[town] ?? "")),
    profesional: words(rows.map(({ worker }) => `P${worker}`)),
    riesgo: pick(({ risk }) => risk),
    mejora: pick(({ better }) => better),
    dias: pick(({ days }) => days),
    final: words(rows.map(({ ended }) => ended)),
    visitas: pick(({ entered }) => 3 + 5 * entered + rng.next()),
    coste: pick(({ entered }) => 1000 + 900 * entered + 200 * normal(rng)),
  });
}

interface Row {
  entered: number;
  readonly before: number;
  risk: number;
  better: number;
  days: number;
  ended: string;
}

function shuffleArms(rows: Row[], rng: Rng, simulation: Simulation): void {
  for (let at = rows.length - 1; at > 0; at--) {
    const other = rng.int(at + 1);
    const [one, two] = [rows[at], rows[other]];
    if (one && two) [one.entered, two.entered] = [two.entered, one.entered];
  }
  for (const row of rows) Object.assign(row, outcomes(rng, simulation, row.before, row.entered));
}

/** The same table with some columns changed. */
export function withColumns(table: Table, changed: Readonly<Record<string, Column>>): Table {
  return { n: table.n, columns: new Map([...table.columns, ...Object.entries(changed)]) };
}

export function valuesOf(table: Table, name: string): Float64Array {
  const own = table.columns.get(name);
  if (own?.kind !== "number") throw new Error(`${name} is not a column of numbers`);
  return own.values;
}

type Matching = Extract<StudyComparison, { design: "matched_comparison" }>;

export function matching(part: Partial<Matching> = {}): Matching {
  const plain = { treatment: "entra", method: "nearest", estimand: "ATT", caliper: null, within: null } as const;
  return { design: "matched_comparison", ...plain, ...part };
}
