import { describe, expect, it } from "vitest";
import { compileInstrument } from "../compile.ts";
import type { Item } from "../definition.ts";
import { type ImportedForm, importXlsForm } from "./importXlsForm.ts";
import type { Cell, SheetRow, Workbook } from "./workbook.ts";

function sheet(rows: readonly (readonly Cell[])[]): readonly SheetRow[] {
  return rows.map((cells, index) => ({ row: index + 1, cells })).filter(({ cells }) => cells.length > 0);
}

const choices = sheet([
  ["list name", "name", "label", "kind"],
  ["tools", "spade", "Pala", "metal"],
  ["tools", "hose", "Manguera", "rubber"],
]);

function workbook(survey: readonly (readonly Cell[])[], others: Partial<Workbook> = {}): Workbook {
  return { survey: sheet(survey), choices, settings: [], otherSheets: [], ...others };
}

function imported(survey: readonly (readonly Cell[])[], others: Partial<Workbook> = {}): ImportedForm {
  const result = importXlsForm(workbook(survey, others));
  if (!result.ok) throw new Error(result.failure.reason);
  const compiled = compileInstrument(result.value.definition);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.failure.problems));
  return result.value;
}

function item(form: ImportedForm, name: string): Item | undefined {
  const find = (items: readonly Item[]): Item | undefined => {
    for (const each of items) {
      const found =
        each.name === name ? each : each.type === "group" || each.type === "repeat" ? find(each.items) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  return find(form.definition.items);
}

function lines(form: ImportedForm): readonly string[] {
  return form.report.map(({ code, sheet: name, row, column }) => `${code} ${name} ${row} ${column}`);
}

describe("importing an XLSForm", () => {
  it("is answered once, by the family: the format has no second rater and no scale to compare on", () => {
    const form = imported([
      ["type", "name", "label"],
      ["select_one tools", "tool", "¿Qué herramienta?"],
    ]);
    expect(form.definition.raters).toEqual(["family"]);
    expect(form.definition.lists.tools?.ordered).toBeUndefined();
  });

  it("reads older spellings of headers, with stray spaces and tabs", () => {
    const form = imported([
      [
        "command",
        "value",
        "caption",
        "relevance",
        "constraining_message",
        "readonly",
        "calculate\t",
        " guidance hint ",
      ],
      ["integer", "beds", "Bancales", "", "Como mucho dos.", "no", "", "Cuéntelos."],
      ["calculate", "double", "", "${beds} > 1", "", "", "${beds} * 2", ""],
    ]);
    expect(item(form, "beds")).toMatchObject({
      type: "int",
      label: { es: "Bancales" },
      guidance: { es: "Cuéntelos." },
    });
    expect(item(form, "double")).toMatchObject({ type: "calc", calculation: "${beds} * 2", relevant: "${beds} > 1" });
    expect(item(form, "beds")).toMatchObject({ constraintMessage: { es: "Como mucho dos." } });
  });

  it("reads languages as code, as name and after one colon", () => {
    const form = imported([
      ["type", "name", "label::English (en)", "label::Amharic", "label:Spanish", "hint::français"],
      ["text", "plant", "Plant", "ተክል", "Planta", "Laquelle ?"],
      ["text", "pot", "Pot", "", "", ""],
    ]);
    expect(item(form, "plant")).toMatchObject({
      label: { es: "Planta", en: "Plant", am: "ተክል" },
      hint: { fr: "Laquelle ?" },
    });
    expect(item(form, "pot")).toMatchObject({ label: { es: "Pot", en: "Pot" } });
    expect(form.definition.languages).toEqual(["en", "am", "es", "fr"]);
  });

  it.each<[string, Partial<Item>]>([
    ["select all that apply from tools", { type: "multi" }],
    ["select one from tools", { type: "choice" }],
    ["SELECT_ONE tools", { type: "choice" }],
    ["rank tools", { type: "rank" }],
    ["dateTime", { type: "datetime" }],
    ["time", { type: "time" }],
    ["gps", { type: "geopoint" }],
    ["photo", { type: "attachment", accepts: "image" } as Partial<Item>],
    ["file", { type: "attachment", accepts: "file" } as Partial<Item>],
    ["phone number", { type: "text", constraint: "regex(., '[0-9]*')" } as Partial<Item>],
    ["acknowledge", { type: "choice", list: "acknowledge" } as Partial<Item>],
    ["begin_repeat", { type: "repeat" }],
  ])("reads the type %s", (type, expected) => {
    const form = imported([
      ["type", "name", "label"],
      [type, "x", "Texto"],
      ["text", "y", "Otro"],
    ]);
    expect(item(form, "x")).toMatchObject(expected);
  });

  it("reads a range with its bounds", () => {
    const form = imported([
      ["type", "name", "label", "parameters"],
      ["range", "x", "Altura", "start=0, end=2; step=0.5"],
    ]);
    expect(item(form, "x")).toMatchObject({ type: "dec", min: 0, max: 2, step: 0.5, appearance: "range" });
  });

  it.each([
    ["select_one_from_file trees.csv", "external_choices"],
    ["select_one nowhere", "unknown_list"],
    ["geotrace", "type_not_supported"],
    ["cascading_select SoR", "type_not_supported"],
    ["teleport", "unknown_type"],
    ["deviceid", "metadata_not_collected"],
  ])("keeps %s with its row, says so, and lets nobody answer it", (type, code) => {
    const form = imported([
      ["type", "name", "label", "hint"],
      ["text", "a", "A"],
      [type, "x", "Texto", "Pista"],
    ]);
    expect(item(form, "x")).toMatchObject({ type: "unavailable", reason: code, original: { type, hint: "Pista" } });
    expect(lines(form)).toContain(`${code} survey 3 type`);
  });

  it("keeps what it cannot compute on view and goes on", () => {
    const form = imported([
      ["type", "name", "label", "relevant", "calculation", "constraint", "default"],
      ["integer", "beds", "Bancales", "", "", "${nobody} > 1", "3"],
      ["calculate", "far", "", "", "pulldata('f', 'a', 'b', 'c')", "", ""],
      ["begin group", "shed", "Cobertizo", "${beds} = 'many'", "", "", ""],
      ["text", "inside", "Dentro", "", "", "", "hola"],
      ["end group", "", "", "", "", "", ""],
      ["calculate", "egg", "", "", "${hen}", "", ""],
      ["calculate", "hen", "", "", "${egg}", "", ""],
      ["note", "bye", "Adiós ${nobody}", "", "", "", ""],
    ]);
    expect(item(form, "beds")).toMatchObject({ type: "int", default: "3" });
    expect(item(form, "beds")).not.toHaveProperty("constraint");
    expect(item(form, "inside")).toMatchObject({ type: "unavailable", shown: true });
    expect(item(form, "bye")).toMatchObject({ label: { es: "Adiós [nobody]" } });
    expect([item(form, "egg"), item(form, "hen")].filter((each) => each?.type === "unavailable")).toHaveLength(1);
    expect(lines(form)).toEqual(
      expect.arrayContaining([
        "rule_not_run survey 2 constraint",
        "calculation_not_run survey 3 calculation",
        "relevance_not_run survey 4 relevant",
        "reference_not_found survey 9 label",
      ]),
    );
    expect(form.report.find(({ row, column }) => row === 3 && column === "calculation")).toMatchObject({
      value: "pulldata('f', 'a', 'b', 'c')",
      reason: expect.stringContaining("«pulldata» no está disponible"),
    });
  });

  it("reads fixed conditions and defaults as spreadsheets write them", () => {
    const form = imported([
      ["type", "name", "label", "relevant", "required", "default"],
      ["text", "a", "A", false, "TRUE", "hola (a todos)"],
      ["date", "b", "B", "yes", "${a} = 'x'", "2026-01-31"],
      ["date", "c", "C", "", "", "today()"],
      ["integer", "d", "D", "", 1, -5],
    ]);
    expect(item(form, "a")).toMatchObject({ relevant: "false()", required: true, default: "'hola (a todos)'" });
    expect(item(form, "b")).toMatchObject({ relevant: "true()", required: "${a} = 'x'", default: "'2026-01-31'" });
    expect(item(form, "c")).toMatchObject({ default: "today()" });
    expect(item(form, "d")).toMatchObject({ required: true, default: "-5" });
  });

  it("adds the other choice and its question for or_other, in a list of their own", () => {
    const form = imported([
      ["type", "name", "label"],
      ["select_multiple tools or_other", "use", "Usa"],
    ]);
    expect(form.definition.lists.tools_or_other?.choices.map(({ code }) => code)).toEqual(["spade", "hose", "other"]);
    expect(form.definition.lists.tools?.choices).toHaveLength(2);
    expect(item(form, "use_other")).toMatchObject({ type: "text", relevant: "selected(${use}, 'other')" });
  });

  it("quotes a bare value in a choice filter and says so", () => {
    const form = imported([
      ["type", "name", "label", "choice_filter"],
      ["select_one tools", "use", "Usa", "kind=metal"],
    ]);
    expect(item(form, "use")).toMatchObject({ choiceFilter: "kind = 'metal'" });
    expect(lines(form)).toContain("value_quoted survey 2 choice_filter");
  });

  it("mends names that are missing, repeated or invalid", () => {
    const form = imported([
      ["type", "name", "label"],
      ["text", "a", "A"],
      ["text", "a", "Otra A"],
      ["text", "2 palas", "B"],
      ["note", "", "C"],
      ["text", false, "D"],
    ]);
    expect(form.definition.items.map(({ name }) => name)).toEqual(["a", "a_2", "_2_palas", "row_5", "false"]);
    expect(lines(form).filter((line) => line.startsWith("name_"))).toHaveLength(3);
  });

  it("reports groups without end, ends without group, rows without type, other sheets and settings", () => {
    const form = imported(
      [
        ["type", "name", "label"],
        ["end group"],
        ["", "lost", "Perdida"],
        ["begin group", "g", "G"],
        ["text", "a", "A"],
      ],
      {
        otherSheets: ["entities"],
        settings: sheet([
          ["form_title\t", "style"],
          ["Mi huerto", "pages"],
        ]),
      },
    );
    expect(form.definition.title.es).toBe("Mi huerto");
    expect(lines(form)).toEqual(
      expect.arrayContaining([
        "sheet_not_used entities null null",
        "setting_not_used settings 2 style",
        "end_without_begin survey 2 null",
        "row_without_type survey 3 null",
        "group_not_closed survey 4 null",
      ]),
    );
    expect(form.report.find(({ code }) => code === "row_without_type")?.value).toBe("lost | Perdida");
  });

  it("takes HTML out of texts and keeps signs that are none", () => {
    const form = imported([
      ["type", "name", "label"],
      ["note", "a", "# Hola <b>a</b><br>todos"],
      ["note", "b", "edad < 3 y > 1"],
    ]);
    expect(item(form, "a")?.label?.es).toBe("Hola a\ntodos");
    expect(item(form, "b")?.label?.es).toBe("edad < 3 y > 1");
  });

  it("refuses a workbook that is no XLSForm", () => {
    expect(importXlsForm(workbook([]))).toMatchObject({ ok: false, failure: { reason: "survey_empty" } });
    expect(
      importXlsForm(
        workbook([
          ["a", "b"],
          ["c", "d"],
        ]),
      ),
    ).toMatchObject({ failure: { reason: "type_column_missing" } });
  });

  it("refuses a form beyond the limits instead of returning one that does not run", () => {
    const deep = Array.from({ length: 30 }, (_, place) => ["begin group", `g${place}`, "G"]);
    const result = importXlsForm(workbook([["type", "name", "label"], ...deep, ["text", "a", "A"]]));
    expect(result).toMatchObject({ ok: false, failure: { code: "form_cannot_run" } });
  });
});
