import { describe, expect, test } from "vitest";
import type { Column } from "../../contracts/studyFigures.ts";
import { TASKS } from "../../core/studies/words.ts";
import { addressOfTask, lastDone, type StudyData, splitQuestion, takenByDesign, taskOfSlug } from "./contents.ts";
import { costFields, gapsOfCosts, readAmounts, readCosts } from "./costFields.ts";
import { differences, inWords, same } from "./differences.ts";
import {
  EMPTY_POPULATION,
  gapsOfPopulation,
  mergeColumns,
  populationFields,
  readPopulation,
} from "./populationFields.ts";
import { gapsOfPower, powerFields, readPower } from "./powerFields.ts";
import {
  EMPTY_OUTCOME,
  gapsOfOutcome,
  outcomeFields,
  outcomeKinds,
  questionFields,
  readOutcome,
  readQuestion,
  withColumn,
} from "./questionFields.ts";

const column = (name: string, some: Partial<Column> = {}): Column => ({
  name,
  label: name,
  kind: "number",
  known: "after",
  unit: "",
  ...some,
});

describe("the form of the question", () => {
  test("saves no difference that is not above zero", () => {
    const fields = { ...EMPTY_OUTCOME, column: "riesgo", betterWhen: "less", worthwhile: 4 } as const;
    expect(readOutcome(fields)?.worthwhile).toBe(4);
    expect(outcomeFields(readOutcome(fields))).toEqual(fields);
    expect(readOutcome({ ...fields, worthwhile: 0 })?.worthwhile).toBeNull();
  });

  test("names what a wait needs, and nothing of an outcome that was not begun", () => {
    expect(gapsOfOutcome(EMPTY_OUTCOME)).toEqual([]);
    expect(gapsOfOutcome({ ...EMPTY_OUTCOME, column: "dias", kind: "time" })).toEqual([
      "betterWhen",
      "ended",
      "horizon",
    ]);
  });

  test("may be saved half done", () => {
    const half = readQuestion({ ...questionFields(undefined, "familias"), question: " ¿Ayuda? " });
    expect(half).toEqual({ question: "¿Ayuda?", unitWord: "familias", outcome: null, secondary: [] });
  });

  test("lets each column be only what it can be", () => {
    expect(outcomeKinds({ kind: "yes_no" })).toEqual(["yes_no"]);
    expect(outcomeKinds({ kind: "category" })).toEqual([]);
    expect(withColumn(EMPTY_OUTCOME, column("fin", { kind: "day" })).kind).toBe("time");
  });
});

describe("the form of who takes part", () => {
  const records = {
    ...EMPTY_POPULATION,
    from: "records",
    packId: "huerto",
    enteredFrom: "2025-01-01",
    enteredTo: "2025-06-30",
    arms: "draw",
  } as const;

  test("gives back what was saved from records and from a table", () => {
    const content = readPopulation(records);
    expect(content).toBeDefined();
    expect(readPopulation(populationFields(content))).toEqual(content);
    const table = { from: "table" as const, columns: [column("a")], observedUntil: "2026-03-01" };
    expect(readPopulation(populationFields(table))).toEqual(table);
  });

  test("refuses dates and days out of order", () => {
    expect(gapsOfPopulation({ ...records, enteredTo: "2024-12-31" })).toEqual(["order"]);
    expect(gapsOfPopulation({ ...records, laterFromDays: 30 })).toEqual(["days"]);
    expect(gapsOfPopulation({ ...records, arms: "territory" })).toEqual(["armTerritories"]);
  });

  test("keeps what was said of a column when a file is handed in again", () => {
    const described = [column("edad", { label: "Edad al entrar", known: "at_entry" })];
    expect(mergeColumns([column("edad"), column("nueva")], described)).toEqual([...described, column("nueva")]);
  });

  test("asks what each column is", () => {
    const fields = { ...EMPTY_POPULATION, from: "table", columns: [column("a"), column("b", { label: " " })] } as const;
    expect(gapsOfPopulation(fields)).toEqual(["columns.1.label"]);
  });
});

describe("the form of what could be seen", () => {
  test("begins with the sizes that the data tell", () => {
    const data = { programme: 45, comparison: 44 } as StudyData["data"];
    expect(powerFields(undefined, data)).toMatchObject({ programme: 45, comparison: 44, share: null });
  });

  test("saves shares from 0 to 1 and gives them back of each hundred", () => {
    const content = readPower({ ...powerFields(undefined, null), programme: 45, comparison: 45, share: 30 }, false);
    expect(content?.share).toBe(0.3);
    expect(powerFields(content, null).share).toBe(30);
  });

  test("refuses halves of families and shares that say nothing", () => {
    const fields = { ...powerFields(undefined, null), programme: 4.5, comparison: 45, share: 100, correlation: 1 };
    expect(gapsOfPower(fields)).toEqual(["programme", "share", "correlation"]);
    expect(readPower(fields, true)).toBeUndefined();
  });
});

describe("the form of the cost", () => {
  test("tells not yet decided from decided against", () => {
    expect(costFields(undefined).studied).toBe("");
    expect(costFields(null).studied).toBe("no");
    expect(readCosts(costFields(null), "es-ES")).toBeNull();
  });

  test("reads amounts as people write them, in order and once each", () => {
    expect(readAmounts("1.000\n\n250,5; 250,5\n0", "es-ES")).toEqual([0, 250.5, 1000]);
    expect(readAmounts("mil", "es-ES")).toBeUndefined();
    expect(readAmounts("-5", "es-ES")).toBeUndefined();
  });

  test("names what is missing", () => {
    expect(gapsOfCosts({ ...costFields(undefined), studied: "yes", currency: "EU" }, "es-ES")).toEqual([
      "column",
      "currency",
      "perspective",
      "worth",
    ]);
  });
});

describe("a study", () => {
  const run = (id: string, state: StudyData["runs"][number]["state"], askedAt: string) =>
    ({ id, state, askedAt, progress: 1, endedAt: null, resultSha256: null, reason: null }) as const;

  test("shows the newest computation that is done", () => {
    const runs = [
      run("a", "done", "2026-01-01T10:00:00Z"),
      run("b", "done", "2026-02-01T10:00:00Z"),
      run("c", "cancelled", "2026-03-01T10:00:00Z"),
    ];
    expect(lastDone({ runs })?.id).toBe("b");
  });

  test("does not offer as covariate what the design divides by", () => {
    const comparison = { design: "waiting_list_lottery", treatment: "programa", draws: 5000 } as const;
    const contents = [{ task: "design" as const, content: { comparison, stratum: "municipio", cluster: null } }];
    expect([...takenByDesign({ contents })]).toEqual(["programa", "municipio"]);
  });

  test("says that its data are simulated where its question says so", () => {
    expect(splitQuestion("¿Ayuda? (Datos simulados: el efecto verdadero es de 4 puntos.)")).toEqual({
      question: "¿Ayuda?",
      simulated: "Datos simulados: el efecto verdadero es de 4 puntos.",
    });
    expect(splitQuestion("¿Ayuda (en casa)?")).toEqual({ question: "¿Ayuda (en casa)?", simulated: null });
  });

  test("has an address for each task", () => {
    for (const task of TASKS) {
      expect(taskOfSlug(addressOfTask("x", task).split("/").at(-1) ?? "")).toBe(task);
    }
    expect(taskOfSlug("otra")).toBeUndefined();
  });
});

describe("two versions of what is written", () => {
  test("differ only where they say something else, whatever the order", () => {
    expect(same({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
    expect(differences({ a: 1, b: "x" }, { b: "y", a: 1 })).toEqual([{ field: "b", yours: "x", theirs: "y" }]);
    expect(differences({ a: 1 }, null)).toEqual([{ field: "a", yours: 1, theirs: undefined }]);
  });

  test("are told in words", () => {
    const words = { none: "—", name: (text: string) => (text === "edad" ? "Edad al entrar" : text) };
    expect(inWords(["edad", "otra"], words)).toBe("Edad al entrar; otra");
    expect(inWords(null, words)).toBe("—");
    expect(inWords([], words)).toBe("—");
    expect(inWords({ column: "edad", horizon: 365 }, words)).toBe("Edad al entrar, 365");
  });
});
