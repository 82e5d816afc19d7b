import type { InputOf } from "../../contracts/contract.ts";
import type { recordSession } from "../../contracts/sessions.ts";
import type { CastFamily } from "./cast.ts";
import { LEARNED, NOTES } from "./lines.ts";
import type { Teller } from "./narrator.ts";
import type { Stage } from "./stage.ts";

const DAY = 86_400_000;

/** The answers of one rater: better in later rounds, the team a little apart from the family. */
export function answersOf(stage: Stage, rater: "family" | "team", rounds: number): Record<string, string> {
  const { instrument, script, chance } = stage;
  const scale = script.scale ?? [];
  const answers: Record<string, string> = {};
  for (const item of instrument?.definition.items ?? []) {
    if (item.type !== "choice") continue;
    const hope = 0.35 + 0.22 * rounds + (rater === "family" ? 0.08 : 0);
    const steps = scale.filter((_, step) => step > 0 && chance.next() < hope + 0.1 * (1 - step)).length;
    answers[item.name] = scale[steps] ?? scale[0] ?? "";
  }
  return answers;
}

interface Visit {
  readonly sessionId: string;
  readonly caseId: string;
  /** The task agreed at the visit, if any. */
  readonly taskId: string | undefined;
  readonly on: Date;
  readonly worker: Teller;
  readonly present: CastFamily["members"];
  readonly goalId: string | undefined;
}

/** What a worker writes down after a visit. */
export function visitInput({ chance, script }: Stage, visit: Visit): InputOf<typeof recordSession> {
  if (!script.visit) throw new Error("this tenant tells no visits");
  const agreement = chance.pick(LEARNED);
  const dueOn = new Date(visit.on.getTime() + chance.between(5, 20) * DAY).toISOString().slice(0, 10);
  const who = agreement.mine ? visit.worker.displayName : "La familia";
  const { title, mine } = agreement;
  return {
    sessionId: visit.sessionId,
    caseId: visit.caseId,
    ...script.visit,
    heldOn: visit.on.toISOString().slice(0, 10),
    minutes: chance.between(30, 90),
    present: visit.present.map(({ personId, person }) => ({ personId, name: person.givenNames })),
    consentReminded: true,
    notes: chance.pick(NOTES),
    progress: visit.goalId
      ? [{ goalId: visit.goalId, direction: chance.pick(["forward", "forward", "same"] as const), words: "" }]
      : [],
    agreements: visit.taskId ? [{ taskId: visit.taskId, title, who, mine, dueOn }] : [],
    concern: "",
    summaryConfirmed: true,
  };
}
