import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command } from "./evaluateCases.ts";

const folder = join(mkdtempSync(join(tmpdir(), "trenza-cases-")), "datos");
mkdirSync(folder);
const rows = Array.from({ length: 60 }, (_, i) => `${i},${i % 2},${(i * 37) % 11},${(i * 53) % 17},sí`);
writeFileSync(join(folder, "familias.csv"), `familia,brazo,edad,riesgo,texto\n${rows.join("\n")}\n`);
writeFileSync(join(folder, "rota.csv"), 'a,b\n1,"2\n');
writeFileSync(join(folder, "todas.csv"), `brazo,edad,riesgo\n${"1,2,3\n".repeat(9)}`);
writeFileSync(join(folder, "vacia.csv"), `brazo,edad,riesgo\n${"1,NaN,3\n0,NaN,4\n".repeat(9)}`);
writeFileSync(join(folder, "nula.csv"), "a,b\n1,\0\n");
writeFileSync(join(folder, "..", "fuera.csv"), "a\n1\n");

interface Line {
  readonly id: unknown;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: string; readonly message: string };
}

/** What the command answers to lines that come in pieces of seven characters. */
async function answers(...lines: readonly (string | Readonly<Record<string, unknown>>)[]): Promise<readonly Line[]> {
  const out: string[] = [];
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  async function* input() {
    for (let at = 0; at < text.length; at += 7) yield text.slice(at, at + 7);
  }
  const io = { out: (line: string) => out.push(line), err: () => undefined, env: {}, cwd: folder, input: input() };
  expect(await command.run([], io)).toBe(0);
  return out.map((line) => JSON.parse(line) as Line);
}

const ols = { data: "familias.csv", y: "riesgo", x: ["brazo", "edad"], vcov: "HC1" };

describe("requests on standard input", () => {
  it("are answered one line each, in their order, whatever happens to single ones", async () => {
    const got = await answers(
      { id: "uno", fn: "ols", input: ols, dataDir: folder },
      "esto no es JSON",
      { id: 3, fn: "no existe", input: {} },
      "",
      { id: "cuatro", fn: "wilson", input: { x: 0, n: 12, level: 0.95 } },
      "[1, 2]",
      { fn: "ols", input: "mal" },
    );
    expect(got.map(({ id, error }) => [id, error?.code])).toEqual([
      ["uno", undefined],
      [null, "not_json"],
      [3, "unknown_function"],
      ["cuatro", undefined],
      [null, "malformed_request"],
      [null, "malformed_request"],
    ]);
    expect(got[0]?.result).toMatchObject({ n: 60, df: 57 });
  });
  it("find their tables beside the caller when no folder is named, with or without the ending", async () => {
    const [first, second] = await answers(
      { id: 1, fn: "ols", input: ols },
      { id: 2, fn: "ols", input: { ...ols, data: "familias" } },
    );
    expect(second?.result).toEqual(first?.result);
    expect(first?.result).toHaveProperty("coef.brazo");
  });
  it("are given nothing outside their folder", async () => {
    const names = ["../fuera.csv", join(folder, "..", "fuera.csv"), "", "a\0.csv", ".", "no-esta.csv"];
    const got = await answers(...names.map((data) => ({ id: data, fn: "ols", input: { ...ols, data } })));
    expect(got.map(({ error }) => error?.code)).toEqual(names.map(() => "unknown_data"));
  });
  it("get a reason in Spanish for bad data", async () => {
    const match = { treat: "brazo", x: ["edad"], y: "riesgo" };
    const got = await answers(
      { id: 1, fn: "ols", input: { ...ols, x: ["peso"] } },
      { id: 2, fn: "ols", input: { ...ols, x: ["texto"] } },
      { id: 3, fn: "ols", input: { ...ols, data: "rota.csv" } },
      { id: 4, fn: "psMatch", input: { ...match, data: "todas.csv" } },
      { id: 5, fn: "aipw", input: { ...match, estimand: "ATE", data: "vacia.csv" } },
      { id: 6, fn: "ols", input: { ...ols, data: "nula.csv" } },
      { id: 7, fn: "ipw", input: { ...match, data: "familias.csv", estimand: "todos" } },
      {
        id: 8,
        fn: "ipw",
        input: { ...match, data: "familias.csv", estimand: "ATE", x: ["edad", "brazo:edad", "brazo"] },
      },
    );
    expect(got.map(({ error }) => error?.code)).toEqual([
      "unknown_column",
      "not_a_number",
      "malformed_table",
      "constant_treatment",
      "no_rows",
      "malformed_table",
      "malformed_input",
      "separation",
    ]);
    expect(got[0]?.error?.message).toBe("Los datos no tienen la columna «peso».");
    expect(got[1]?.error?.message).toBe("La columna «texto» tiene en la fila 1 algo que no es un número.");
  });
  it("leave out what has no value instead of writing words JSON does not know", async () => {
    const [got] = await answers({ id: 1, fn: "ols", input: { ...ols, x: ["edad", "edad"] } });
    expect(got?.result).toMatchObject({ coef: { edad: null }, warnings: [{ code: "singular", term: "edad" }] });
  });
  it("give the same bytes when asked again", async () => {
    const request = {
      id: 1,
      fn: "psMatch",
      input: { data: "familias", treat: "brazo", x: ["edad"], y: "riesgo", tieBreak: "seeded", seed: 5 },
    };
    const [first, second] = await answers(request, request);
    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
    expect(first?.result).toHaveProperty("nTreatedMatched", 30);
  });
  it("are refused as wrong use when arguments are given", async () => {
    const io = { out: () => undefined, err: () => undefined, env: {}, cwd: folder };
    expect(await command.run(["--ayuda"], io)).toBe(2);
    expect(await command.run([], io)).toBe(2);
  });
});
