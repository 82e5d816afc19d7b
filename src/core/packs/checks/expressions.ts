import { checkExpression } from "../../expressions/check.ts";
import type { ContextStep, Expression, ExpressionFailure, ValueType } from "../../expressions/expression.ts";
import { visitExpression } from "../../expressions/names.ts";
import { parseExpression } from "../../expressions/parse.ts";
import { type ContextDeclaration, caseContext, entryContext } from "../context.ts";
import { instrumentIds, type PackDraft, place } from "../draft.ts";
import { note, type Place } from "../problems.ts";
import type { DeadlineEntry } from "../sections.ts";

/** A failure in one line: its code and what it names. */
function describe(failure: ExpressionFailure): string {
  const { code, ...parameters } = failure;
  const details = Object.values(parameters).map(String).join(", ");
  return details === "" ? code : `${code} (${details})`;
}

function checkOne(draft: PackDraft, at: Place, text: string, context: ContextDeclaration): void {
  if (text.trim() === "") return;
  const parsed = parseExpression(text);
  if (!parsed.ok) {
    note(at, "expression_invalid", describe(parsed.failure));
    return;
  }
  const type = checkExpression(parsed.value, { answers: new Map<string, ValueType>(), context });
  if (!type.ok) note(at, "expression_invalid", describe(type.failure));
  else if (type.value !== "boolean") note(at, "expression_type", "boolean", type.value);
  visitExpression(parsed.value, (part) => {
    if (part.kind === "context") checkInstrumentNames(draft, at, part.steps);
  });
}

function literal(step: ContextStep | undefined): string | undefined {
  const parameter: Expression | undefined = step?.parameters?.[0];
  return parameter?.kind === "text" ? parameter.value : undefined;
}

/** `assessment('x').score('y')` must name an instrument and a dimension that are there. */
function checkInstrumentNames(draft: PackDraft, at: Place, [first, second]: readonly ContextStep[]): void {
  if (first?.name !== "assessment") return;
  const id = literal(first);
  if (id === undefined) return;
  if (!instrumentIds(draft).has(id)) note(at, "unknown_reference", "instrument", id);
  const dimensions = draft.pack.instruments[id]?.dimensions;
  const dimension = literal(second);
  if (dimensions && dimension !== undefined && !dimensions.some((known) => known.id === dimension)) {
    note(at, "unknown_reference", "dimension", dimension);
  }
}

/** Every condition can be read, uses only declared names with the right types, and is either true or false. */
export function checkExpressions(draft: PackDraft): void {
  const { entry, stages, deadlines } = draft.pack;
  const before = entryContext(entry.facts);
  const during = caseContext(entry.facts);
  for (const [index, { expression }] of entry.conditions.entries()) {
    checkOne(draft, place(draft, "entry.json", "conditions", index, "expression"), expression, before);
  }
  for (const [index, stage] of stages.stages.entries()) {
    for (const [number, { guard }] of stage.transitions.entries()) {
      if (guard === null) continue;
      const at = place(draft, "stages.json", "stages", index, "transitions", number, "guard");
      checkOne(draft, at, guard, during);
    }
  }
  const checkVariants = (entries: readonly DeadlineEntry[], file: string) => {
    for (const [index, { variants }] of entries.entries()) {
      for (const [number, { when }] of variants.entries()) {
        checkOne(draft, place(draft, file, "deadlines", index, "variants", number, "when"), when, during);
      }
    }
  };
  checkVariants(deadlines, "deadlines.json");
  for (const [file, overlay] of Object.entries(draft.overlayFiles)) checkVariants(overlay.deadlines, file);
}
