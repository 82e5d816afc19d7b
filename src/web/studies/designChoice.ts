import type { StudyDesign } from "../../core/studies/words.ts";

/** What a person is asked to find the design, in this order; the first «yes» decides. */
export const DESIGN_QUESTIONS = ["lottery", "cut_off", "phases", "before_and_after"] as const;
export type DesignQuestion = (typeof DESIGN_QUESTIONS)[number];
export type DesignAnswers = Readonly<Partial<Record<DesignQuestion, "yes" | "no">>>;

const LEADS_TO = {
  lottery: "waiting_list_lottery",
  cut_off: "cut_off",
  phases: "phased_rollout",
  before_and_after: "difference_in_differences",
} as const satisfies Record<DesignQuestion, StudyDesign>;

/** The questions to show: those answered with «no» and the one after them. */
export function questionsToAsk(answers: DesignAnswers): readonly DesignQuestion[] {
  const stop = DESIGN_QUESTIONS.findIndex((question) => answers[question] !== "no");
  return stop < 0 ? DESIGN_QUESTIONS : DESIGN_QUESTIONS.slice(0, stop + 1);
}

/** Where the answers lead: the strongest design that can be had; undefined while a question is open. */
export function designFor(answers: DesignAnswers): StudyDesign | undefined {
  for (const question of DESIGN_QUESTIONS) {
    if (answers[question] === "yes") return LEADS_TO[question];
    if (answers[question] === undefined) return undefined;
  }
  return "matched_comparison";
}

/** An answer changed: the questions after it are asked anew. */
export function answered(answers: DesignAnswers, question: DesignQuestion, answer: "yes" | "no"): DesignAnswers {
  const before = DESIGN_QUESTIONS.slice(0, DESIGN_QUESTIONS.indexOf(question));
  return { ...Object.fromEntries(before.map((one) => [one, answers[one]])), [question]: answer };
}

/**
 * The smallest p, two-sided, that a draw of half the groups could ever give: with so few ways of drawing, even the clearest
 * difference comes up by chance that often. Three against three gives 0.1.
 */
export function smallestPOfGroups(groups: number): number {
  const half = Math.floor(groups / 2);
  let ways = 1;
  for (let at = 1; at <= half; at += 1) ways = (ways * (groups - half + at)) / at;
  // With as many on both sides, each draw and its mirror are as far from even.
  return Math.min(1, (groups % 2 === 0 ? 2 : 1) / ways);
}

/** Fewer groups than this cannot carry a comparison between groups: even the clearest draw stays above one in twenty. */
export function tooFewToDraw(groups: number): boolean {
  return smallestPOfGroups(groups) > 0.05;
}
