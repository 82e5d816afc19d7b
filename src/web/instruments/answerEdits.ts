import type { Answers, AnswerValue } from "../../core/instruments/answers.ts";
import type { CompiledInstrument } from "../../core/instruments/compiled.ts";
import { type Evaluation, evaluateInstrument } from "../../core/instruments/evaluateInstrument.ts";
import { rawAnswer, rowsGiven, type Situation } from "../../core/instruments/frames.ts";
import { answerAt } from "../../core/instruments/pages.ts";
import { initialAnswers, withoutHiddenAnswers } from "../../core/instruments/validateAnswers.ts";

interface Step {
  readonly repeat: string;
  readonly index: number;
}

/** `garden[0].plant` read as the rows on the way and the name at the end. */
function readPath(path: string): { readonly steps: readonly Step[]; readonly name: string } {
  const found = [...path.matchAll(/(.+?)\[(\d+)\]\./gy)];
  const length = found.reduce((sum, [text]) => sum + text.length, 0);
  const steps = found.map(([, repeat = "", index = "0"]) => ({ repeat, index: Number(index) }));
  return { steps, name: path.slice(length) };
}

function setIn(answers: Answers, steps: readonly Step[], name: string, value: AnswerValue): Answers {
  const [step, ...rest] = steps;
  if (!step) {
    const { [name]: _, ...others } = answers;
    return value === null ? others : { ...others, [name]: value };
  }
  const rows = rowsGiven(rawAnswer(answers, step.repeat));
  const changed = rows.map((row, index) => (index === step.index ? setIn(row, rest, name, value) : row));
  return { ...answers, [step.repeat]: changed };
}

/** The answers with one of them changed; `null` takes it away. */
export function withAnswer(answers: Answers, path: string, value: AnswerValue): Answers {
  const { steps, name } = readPath(path);
  return setIn(answers, steps, name, value);
}

function rowsAt(answers: Answers, path: string): readonly Answers[] {
  return rowsGiven(answerAt(answers, path) as AnswerValue | undefined);
}

/** One more row at the end of a repeat, with the answers such a row begins with. */
export function withRow(compiled: CompiledInstrument, answers: Answers, path: string, situation: Situation): Answers {
  const row = initialAnswers(compiled, situation, readPath(path).name);
  return withAnswer(answers, path, [...rowsAt(answers, path), row]);
}

/** A repeat without one of its rows. */
export function withoutRow(answers: Answers, path: string, index: number): Answers {
  const rows = rowsAt(answers, path).filter((_, at) => at !== index);
  return withAnswer(answers, path, rows.length === 0 ? null : rows);
}

const MOST_ADDED = 200;

/**
 * Adds the rows a repeat must have according to earlier answers. Rows too many are left alone: what somebody wrote is never
 * taken away without being asked.
 */
export function withRowsDue(compiled: CompiledInstrument, answers: Answers, situation: Situation): Answers {
  if (!compiled.nodes.some(({ expressions }) => expressions.repeatCount)) return answers;
  let current = answers;
  for (let added = 0; added < MOST_ADDED; added += 1) {
    const { problems } = evaluateInstrument(compiled, current, situation);
    const short = problems.find(
      ({ code, parameters }) =>
        code === "wrong_row_count" &&
        Number(parameters.found) < Number(parameters.expected) &&
        Number(parameters.expected) <= MOST_ADDED,
    );
    if (!short) return current;
    current = withRow(compiled, current, short.path, situation);
  }
  return current;
}

/** What a draft may still lack; anything else wrong with an answer keeps it on this device. */
const OPEN = new Set(["missing_required", "wrong_row_count", "incomplete_ranking"]);

/** Answers to finish with: nothing of hidden questions. */
export function finishedAnswers(compiled: CompiledInstrument, answers: Answers, evaluation: Evaluation): Answers {
  return withoutHiddenAnswers(compiled, answers, evaluation);
}

/** Answers a draft may be kept with on the server: those that would be refused stay on the device until they are put right. */
export function draftAnswers(compiled: CompiledInstrument, answers: Answers, situation: Situation): Answers {
  let kept = answers;
  // Taking one answer away can make another wrong (a condition that reads it), so it is looked at again.
  for (let round = 0; round < 5; round += 1) {
    const evaluation = evaluateInstrument(compiled, kept, situation);
    kept = withoutHiddenAnswers(compiled, kept, evaluation);
    const wrong = evaluateInstrument(compiled, kept, situation).problems.filter(({ code }) => !OPEN.has(code));
    if (wrong.length === 0) return kept;
    for (const { path } of wrong) kept = withAnswer(kept, path, null);
  }
  return {};
}
