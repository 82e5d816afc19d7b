import { describe, expect, it } from "vitest";
import { tellingColumns, toldLevels } from "./alike.ts";
import type { RecordsPopulation } from "./contents.ts";
import { mayBecome, mayFreeze, saveTask, type VersionedStudy } from "./decisions.ts";
import { looksPersonal } from "./personalData.ts";
import type { StudyColumn } from "./protocol.ts";
import { columnName, recordColumns } from "./recordColumns.ts";
import { countDone, tasksOf } from "./tasks.ts";

const column = (name: string, part: Partial<StudyColumn> = {}): StudyColumn => ({
  ...{ name, label: name, kind: "number", known: "before", unit: "" },
  ...part,
});
const columns = [
  column("treated", { kind: "yes_no", known: "at_entry" }),
  column("town", { kind: "category" }),
  column("single", { kind: "yes_no" }),
  column("before"),
  column("after", { known: "after" }),
];

const facts = columns.map(({ name, kind }) => ({ name, fits: [kind] }));

const outcome = {
  ...{ column: "after", kind: "number", betterWhen: "more", ended: null, endedBy: null, horizon: null },
  worthwhile: null,
} as const;

function aStudy(part: Partial<VersionedStudy> = {}): VersionedStudy {
  return {
    ...{
      state: "draft",
      version: 3,
      columns,
      facts,
      hasRows: true,
      drawn: false,
      fewAlike: false,
      computing: false,
    },
    contents: {
      question: { question: "?", unitWord: "familias", outcome, secondary: [] },
      population: { from: "table", columns, observedUntil: null },
      design: {
        comparison: {
          ...{ design: "matched_comparison", treatment: "treated", method: "nearest", estimand: "ATT" },
          ...{ caliper: null, within: null },
        },
        ...{ stratum: null, cluster: null },
      },
      covariates: { covariates: ["before", "single"] },
      power: {
        ...{ programme: 40, comparison: 40, deviation: null, share: null, correlation: null },
        ...{ clusterSize: null, icc: null, read: true },
      },
    },
    ...part,
  } as VersionedStudy;
}

const stateOf = (study: VersionedStudy, wanted: string) => tasksOf(study).find(({ task }) => task === wanted)?.state;
const without = (task: keyof VersionedStudy["contents"]) => {
  const { [task]: _, ...contents } = aStudy().contents;
  return aStudy({ contents });
};

describe("the list of tasks", () => {
  it("opens the registration when everything before it is done", () => {
    expect(stateOf(aStudy(), "registration")).toBe("open");
    expect(countDone(aStudy())).toBe(5);
  });

  it.each(["question", "population", "design", "covariates", "power"] as const)("locks it without %s", (task) => {
    expect(stateOf(without(task), "registration")).toBe("locked");
    expect(mayFreeze(without(task), { baseVersion: 3, smallestGroup: null })).toMatchObject({
      failure: { code: "tasks_open" },
    });
  });

  it("asks for at least one thing known before where the alike are compared", () => {
    const study = aStudy();
    const none = aStudy({ contents: { ...study.contents, covariates: { covariates: [] } } });
    expect(stateOf(none, "covariates")).toBe("started");
  });

  it("shows a task again whose column was described otherwise since", () => {
    const changed = columns.map((one) => (one.name === "before" ? { ...one, known: "after" as const } : one));
    const [covariates] = tasksOf(aStudy({ columns: changed })).filter(({ task }) => task === "covariates");
    expect(covariates).toMatchObject({ state: "started", notes: [{ code: "known_too_late" }] });
  });

  it("locks the plan once it is registered and leaves the money open", () => {
    const frozen = aStudy({ state: "frozen" });
    expect(tasksOf(frozen).map(({ task, state }) => `${task} ${state}`)).toEqual([
      ...["question locked", "population locked", "design locked", "covariates locked", "power locked"],
      ...["registration done", "run open", "costs open", "report locked"],
    ]);
    expect(countDone(frozen)).toBe(6);
    const covariates = { task: "covariates", content: { covariates: [] } } as const;
    expect(saveTask(frozen, { task: covariates, baseVersion: 3 })).toMatchObject({ failure: { code: "plan_frozen" } });
    const money = {
      task: "costs",
      content: { column: "after", currency: "EUR", perspective: "todos", worth: [1] },
    } as const;
    expect(saveTask(frozen, { task: money, baseVersion: 3 }).ok).toBe(true);
  });

  it("leads from a draft to a registered plan and never back", () => {
    expect(mayBecome("draft", "frozen")).toBe(true);
    expect(mayBecome("frozen", "draft")).toBe(false);
    expect(mayBecome("draft", "analysed")).toBe(false);
    expect(mayBecome("analysed", "abandoned")).toBe(false);
  });
});

describe("who might be recognised", () => {
  it("is looked for in the groups the plan tells of, neither in numbers nor in who has the programme", () => {
    const { contents } = aStudy();
    const design = { ...contents.design, stratum: "town" } as NonNullable<typeof contents.design>;
    expect(tellingColumns({ ...contents, design }, columns)).toEqual(["town", "single"]);
    expect(tellingColumns({ ...contents, design: { ...design, cluster: "town", stratum: null } }, columns)).toEqual([
      "single",
    ]);
  });

  it("stops the registration of a plan by fewer than five alike", () => {
    expect(mayFreeze(aStudy(), { baseVersion: 3, smallestGroup: 5 }).ok).toBe(true);
    expect(mayFreeze(aStudy(), { baseVersion: 3, smallestGroup: 4 })).toMatchObject({
      failure: { code: "few_alike", n: 4, needed: 5 },
    });
  });

  it("is not found by taking what is told from the whole: few are told together with the next larger group", () => {
    const told = (...counts: number[]) =>
      toldLevels(counts.map((n, index) => ({ value: `v${index}`, n }))).map(({ n }) => n);
    expect(told(40, 30, 2)).toEqual([40, 32]);
    expect(told(40, 3, 3)).toEqual([40, 6]);
    expect(told(40, 30)).toEqual([40, 30]);
    expect(told(3)).toEqual([]);
  });
});

describe("columns", () => {
  it("have names in ASCII, whatever their headings", () => {
    expect(["Puntuación final", "3 años", "  a  b ", "ñ"].map(columnName)).toEqual([
      "Puntuacion_final",
      "c_3_anos",
      "a_b",
      "n",
    ]);
  });

  it("of the records tell what was known at entry from what came after, with other names", () => {
    const population: RecordsPopulation = {
      from: "records",
      packId: "x",
      territoryIds: [],
      enteredFrom: "2026-01-01",
      enteredTo: "2026-02-01",
      instrumentId: "i",
      firstWithinDays: 1,
      laterFromDays: 2,
      laterToDays: 3,
      arms: { by: "draw" },
    };
    const made = recordColumns(population, [{ id: "soil", label: "Tierra" }]);
    expect(new Set(made.map(({ name }) => name)).size).toBe(made.length);
    expect(made.filter(({ known }) => known === "after").map(({ name }) => name)).toEqual([
      ...["later_soil", "closed", "closing", "days_open", "sessions"],
    ]);
  });

  it("that tell who people are show by heading or by what they hold", () => {
    const named = (heading: string) => looksPersonal({ heading, values: ["1", "2"], present: 2 });
    expect(["nombre", "DNI", "telefono_madre", "Email", "domicilio"].map(named)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(["nombre_centro", "puntos", "renta", "ejecucion"].map(named)).toEqual([false, false, false, false]);
  });
});
