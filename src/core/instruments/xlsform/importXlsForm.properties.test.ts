import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileInstrument } from "../compile.ts";
import { type ImportedForm, importXlsForm } from "./importXlsForm.ts";
import type { Cell, SheetRow } from "./workbook.ts";

function sheet(rows: readonly (readonly Cell[])[]): readonly SheetRow[] {
  return rows.map((cells, index) => ({ row: index + 1, cells }));
}

const choices = sheet([
  ["list_name", "name", "label"],
  ["tools", "spade", "Pala"],
  ["tools", "hose", "Manguera"],
]);

function imported(survey: readonly (readonly Cell[])[]): ImportedForm {
  const result = importXlsForm({ survey: sheet(survey), choices, settings: [], otherSheets: [] });
  if (!result.ok) throw new Error(result.failure.reason);
  const compiled = compileInstrument(result.value.definition);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.failure.problems));
  return result.value;
}

describe("importing any form whatever", { timeout: 60_000 }, () => {
  it("drops no filled cell: each is in the definition or in the report", () => {
    const types = [
      "text",
      "integer",
      "note",
      "calculate",
      "select_one tools",
      "select_multiple tools or_other",
      "range",
      "today",
    ];
    const more = [
      "begin group",
      "end group",
      "begin repeat",
      "geotrace",
      "image",
      "acknowledge",
      "deviceid",
      "teleport",
      "",
    ];
    const columns = [
      "name",
      "label",
      "label::English (en)",
      "label",
      "hint",
      "guidance_hint",
      "relevant",
      "constraint",
    ];
    const others = ["constraint_message", "required", "required_message", "read_only", "calculation", "choice_filter"];
    const rest = [
      "default",
      "repeat_count",
      "appearance",
      "image",
      "media::audio",
      "parameters",
      "rows",
      "my notes",
      "disabled",
    ];
    const headers = ["type", ...columns, ...others, ...rest];
    const row = fc.tuple(fc.constantFrom(...types, ...more), fc.array(fc.boolean(), { minLength: 23, maxLength: 23 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const marks: string[] = [];
        const body = rows.map(([type, filled], line) => [
          type,
          ...filled.map((isFilled, place) => {
            if (!isFilled) return null;
            const mark = `mark${line}x${place}z`;
            marks.push(mark);
            return mark;
          }),
        ]);
        const form = imported([headers, ...body]);
        const everything = JSON.stringify(form);
        expect(marks.filter((mark) => !everything.includes(mark))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
