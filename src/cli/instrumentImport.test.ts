import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compileInstrument } from "../core/instruments/compile.ts";
import { command } from "./commands/instrumentImport.ts";

const folder = mkdtempSync(join(tmpdir(), "trenza-import-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), env: {}, cwd: folder };
  const code = await command.run(args, io);
  return { code, out: out.join("\n"), err: err.join("\n") };
}

const survey = resolve("tests/data/xlsform/socio-economic-survey-v20240515.xlsx");

describe("trenza instrument import", () => {
  it("tells in Spanish what was read and what has no effect, with rows", async () => {
    const { code, out } = await run(survey);
    expect(code).toBe(0);
    expect(out).toContain("Leídas 27 filas de preguntas y 235 de opciones.");
    expect(out).toContain("[survey, fila 12, calculation]");
  });

  it("writes a definition that runs, under the id asked for", async () => {
    expect((await run(survey, "--id", "encuesta", "--out", "encuesta.json")).code).toBe(0);
    const definition = JSON.parse(readFileSync(join(folder, "encuesta.json"), "utf8"));
    expect(definition.id).toBe("encuesta");
    expect(compileInstrument(definition).ok).toBe(true);
  });

  it("prints definition and report as JSON", async () => {
    const { out } = await run(resolve("tests/data/xlsform/pull_data.xlsx"), "--json");
    expect(JSON.parse(out)).toMatchObject({
      definition: { id: "pull-data" },
      report: [{ code: "language_unknown" }, { row: 2 }],
    });
  });

  it("publishes only in somebody's name", async () => {
    expect((await run(survey, "--publish")).code).toBe(2);
    expect((await run(survey, "--as", "ana@example.org")).code).toBe(2);
  });

  it("explains wrong use and unreadable files", async () => {
    expect((await run()).code).toBe(2);
    expect((await run("a.xlsx", "--colour")).code).toBe(2);
    expect(await run("nowhere.xlsx")).toMatchObject({ code: 1, err: "No se pudo leer el archivo «nowhere.xlsx»." });
    expect((await run(resolve("package.json"))).err).toContain("no es un libro de Excel .xlsx");
  });
});
