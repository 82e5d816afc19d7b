/** Numbers that depend on the seed only. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** A waiting list of families in two towns, drawn by lot; whoever started is 4 points better off on average. */
export function aLotteryTable(n = 80): string {
  const chance = chanceFrom(7);
  const rows = Array.from({ length: n }, (_, row) => {
    const drawn = row % 2;
    const town = row % 4 < 2 ? "Robledo" : "Encinar";
    const before = 20 + Math.round(10 * chance());
    const after = before + 4 * drawn + Math.round(6 * chance());
    return [town, before, drawn, after, chance() < 0.4 + 0.3 * drawn ? 1 : 0, Math.round(900 + 300 * drawn)].join(",");
  });
  return `town,score_before,programme,score_after,home_together,cost\n${rows.join("\n")}\n`;
}

export const LOTTERY_COLUMNS = [
  { name: "town", label: "Pueblo", kind: "category", known: "before", unit: "" },
  { name: "score_before", label: "Puntos antes", kind: "number", known: "before", unit: "puntos" },
  { name: "programme", label: "Programa", kind: "yes_no", known: "at_entry", unit: "" },
  { name: "score_after", label: "Puntos después", kind: "number", known: "after", unit: "puntos" },
  { name: "home_together", label: "Siguen juntas", kind: "yes_no", known: "after", unit: "" },
  { name: "cost", label: "Coste", kind: "number", known: "after", unit: "euros" },
] as const;
