import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readPack } from "../../server/packs/readPack.ts";
import { command } from "./packCheck.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

async function run(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), env: {}, cwd: root };
  const code = await command.run(args, io);
  return { code, out: out.join("\n"), err: err.join("\n") };
}

async function aDamagedGarden(change: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), "packs-")), "huerto-de-prueba");
  await cp(join(root, "programs/huerto-de-prueba"), folder, { recursive: true });
  await change(folder);
  return folder;
}

describe("trenza pack check", () => {
  test("says that a sound pack is sound and what it leaves open", async () => {
    const { code, out } = await run("programs/huerto-de-prueba");
    expect(code).toBe(0);
    expect(out).toContain("Huerto de prueba (huerto-de-prueba 1.0.0): sin problemas.");
    expect(out).toContain("bancal: 1 de 8 preguntas con el texto pendiente");
    expect(out).toContain("[garden:roof-7] No sabemos si la azotea necesita permiso.");
  });

  test("names file, place and reason of every problem and ends with 1", async () => {
    const folder = await aDamagedGarden(async (garden) => {
      const path = join(garden, "stages.json");
      const text = await readFile(path, "utf8");
      await writeFile(path, text.replace('"initial": "sowing"', '"initial": "sowin"'));
      await writeFile(join(garden, "plan.json"), "{ not json");
    });
    const { code, err } = await run(folder);
    expect(code).toBe(1);
    expect(err).toContain("stages.json /initial: No hay ninguna etapa «sowin» en este paquete. [unknown_reference]");
    expect(err).toMatch(/plan\.json: No es JSON válido: .* \[invalid_json\]/);
    expect(err).toMatch(/\d+ problemas\.$/);
  });

  test("gives programs the same answer as JSON", async () => {
    const folder = await aDamagedGarden((garden) => writeFile(join(garden, "run.sh"), "echo"));
    const { code, out } = await run(folder, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      problems: [{ file: "run.sh", path: "", code: "unknown_file" }],
    });
  });

  test("refuses a folder whose name is not the pack's", async () => {
    const folder = await aDamagedGarden(async (garden) => {
      const path = join(garden, "pack.json");
      await writeFile(path, (await readFile(path, "utf8")).replace('"id": "huerto-de-prueba"', '"id": "otro-huerto"'));
    });
    expect((await run(folder)).err).toContain("pack.json /id");
  });

  test("explains its use and a folder that is not there, and ends with 2", async () => {
    expect((await run()).code).toBe(2);
    expect((await run("--json")).code).toBe(2);
    expect(await run("programs/nowhere")).toMatchObject({ code: 2, err: expect.stringContaining("No se puede leer") });
  });

  test("the hash of a pack changes with its content and with nothing else", async () => {
    const same = await aDamagedGarden(async () => {});
    const other = await aDamagedGarden(async (garden) => {
      const path = join(garden, "texts.es.json");
      await writeFile(path, (await readFile(path, "utf8")).replace("Siembra", "Sembrado"));
    });
    const spaced = await aDamagedGarden(async (garden) => {
      const path = join(garden, "plan.json");
      await writeFile(path, JSON.stringify(JSON.parse(await readFile(path, "utf8")), null, 8));
    });
    const hashes = await Promise.all(
      [same, other, spaced].map(async (folder) => {
        const read = await readPack(folder);
        return read.ok ? read.value.contentHash : read.failure.code;
      }),
    );
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes[1]).not.toBe(hashes[0]);
    expect(hashes[2]).toBe(hashes[0]);
  });
});
