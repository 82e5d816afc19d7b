import { evaluateExpression, holds } from "../expressions/evaluate.ts";
import type { Environment, Expression } from "../expressions/expression.ts";
import { visitExpression } from "../expressions/names.ts";
import { scalarOf } from "../expressions/values.ts";
import type { AnswerValue } from "./answers.ts";
import type { Node } from "./compiled.ts";
import type { Choice } from "./definition.ts";
import { type Problem, problemAt } from "./problems.ts";
import { isUnanswered, longestText, readAnswer } from "./readAnswer.ts";

/** The choices on offer, once the filter has kept those whose columns fit. */
function offeredChoices(node: Node, environment: Environment): readonly Choice[] {
  const choices = node.list?.choices ?? [];
  const filter = node.expressions.choiceFilter;
  if (!filter) return choices;
  const known = new Set(choices.flatMap(({ columns }) => Object.keys(columns ?? {})));
  return choices.filter((choice) => {
    const columns = new Map(Object.entries(choice.columns ?? {}));
    columns.set("name", choice.code).set("label", choice.label.es);
    return holds(filter, {
      ...environment,
      context: (steps) => {
        const [step] = steps;
        const isColumn = steps.length === 1 && step && (columns.has(step.name) || known.has(step.name));
        return isColumn ? (columns.get(step.name) ?? null) : (environment.context?.(steps) ?? null);
      },
    });
  });
}

function codesGiven(raw: AnswerValue): readonly string[] {
  if (typeof raw === "string") return [raw];
  return Array.isArray(raw) ? raw.filter((code): code is string => typeof code === "string") : [];
}

function choiceProblems(node: Node, path: string, raw: AnswerValue, offered: readonly Choice[]): readonly Problem[] {
  const codes = codesGiven(raw);
  const known = new Set(node.list?.choices.map(({ code }) => code));
  const open = new Set(offered.map(({ code }) => code));
  const unknown = codes.filter((code) => !known.has(code));
  const closed = codes.filter((code) => known.has(code) && !open.has(code));
  const problems = [
    ...unknown.map((code) => problemAt(path, "unknown_choice", { code: code.slice(0, 80) })),
    ...closed.map((code) => problemAt(path, "choice_not_offered", { code })),
  ];
  if (new Set(codes).size < codes.length) problems.push(problemAt(path, "repeated_choice"));
  if (node.type === "rank" && codes.length !== open.size) problems.push(problemAt(path, "incomplete_ranking"));
  return problems;
}

function boundProblems(node: Node, path: string, raw: AnswerValue): readonly Problem[] {
  if (typeof raw === "string") {
    return raw.length > longestText ? [problemAt(path, "text_too_long", { limit: longestText })] : [];
  }
  const item = node.source.kind === "item" ? node.source.item : undefined;
  if (typeof raw !== "number" || (item?.type !== "int" && item?.type !== "dec")) return [];
  const { min, max, step } = item;
  if (min !== undefined && raw < min) return [problemAt(path, "below_minimum", { minimum: min })];
  if (max !== undefined && raw > max) return [problemAt(path, "above_maximum", { maximum: max })];
  const steps = step === undefined ? 0 : (raw - (min ?? 0)) / step;
  return Math.abs(steps - Math.round(steps)) > 1e-9 ? [problemAt(path, "off_step", { step: step ?? 0 })] : [];
}

function withMessage(problem: Problem, message: Problem["message"]): Problem {
  return message ? { ...problem, message } : problem;
}

function constraintProblems(node: Node, path: string, environment: Environment): readonly Problem[] {
  const { constraint } = node.expressions;
  if (!constraint || holds(constraint, environment)) return [];
  const item = node.source.kind === "item" ? node.source.item : undefined;
  const message = item && "constraintMessage" in item ? item.constraintMessage : undefined;
  return [withMessage(problemAt(path, "constraint_failed"), message)];
}

function readsClock(expression: Expression): boolean {
  let found = false;
  visitExpression(expression, (part) => {
    found ||= part.kind === "call" && (part.name === "today" || part.name === "now");
  });
  return found;
}

/**
 * A read-only answer may only be what the instrument itself fills in. What it filled in from the clock was computed when
 * the form was opened and cannot be computed again.
 */
function readOnlyProblems(node: Node, path: string, environment: Environment): readonly Problem[] {
  const { default: filler } = node.expressions;
  if (filler && readsClock(filler)) return [];
  const filled = filler ? scalarOf(evaluateExpression(filler, { ...environment, self: null })) : null;
  return (environment.self ?? null) === filled ? [] : [problemAt(path, "read_only")];
}

export interface AnswerState {
  readonly required: boolean;
  readonly readOnly: boolean;
  /** Present when a filter narrows the choices. */
  readonly offered?: readonly Choice[];
  readonly problems: readonly Problem[];
}

/** Everything that is wrong with one relevant answer, and how its question stands now. */
export function checkAnswer(node: Node, path: string, raw: AnswerValue | undefined, outside: Environment): AnswerState {
  const reading = readAnswer(node.type, raw);
  const environment: Environment = { ...outside, self: reading.fits ? reading.value : null };
  const { required, readOnly, choiceFilter } = node.expressions;
  const needed = required !== undefined && holds(required, environment);
  const locked = readOnly !== undefined && holds(readOnly, environment);
  const offered = choiceFilter ? offeredChoices(node, environment) : undefined;
  const state = { required: needed, readOnly: locked, ...(offered ? { offered } : {}) };
  if (raw === undefined || raw === null || isUnanswered(raw)) {
    const item = node.source.kind === "item" ? node.source.item : undefined;
    const message = item && "requiredMessage" in item ? item.requiredMessage : undefined;
    const missing = needed && !locked ? [withMessage(problemAt(path, "missing_required"), message)] : [];
    return { ...state, problems: missing };
  }
  if (!reading.fits) return { ...state, problems: [problemAt(path, "wrong_type", { expected: node.type })] };
  const choices = node.list ? choiceProblems(node, path, raw, offered ?? node.list.choices) : [];
  const problems = [
    ...choices,
    ...boundProblems(node, path, raw),
    ...constraintProblems(node, path, environment),
    ...(locked ? readOnlyProblems(node, path, environment) : []),
  ];
  return { ...state, problems };
}
