import type { ProgrammePack } from "./pack.ts";
import type { Overlay } from "./sections.ts";

/** A text the programme must say, and the place that needs it. */
export interface TextKey {
  readonly key: string;
  readonly file: string;
  readonly steps: readonly (string | number)[];
}

function keysOf(
  file: string,
  steps: readonly (string | number)[],
  ids: readonly string[],
  ...names: readonly ((id: string) => string)[]
): readonly TextKey[] {
  return ids.flatMap((id, index) =>
    id === "" ? [] : names.map((name) => ({ key: name(id), file, steps: [...steps, index] })),
  );
}

const deadlineNames = [(id: string) => `deadline.${id}`, (id: string) => `deadline.${id}.expired`] as const;
const idOf = (element: { readonly id: string }) => element.id;

/** Keys of what a territory sheet brings. */
export function overlayTextKeys(file: string, overlay: Overlay): readonly TextKey[] {
  return [
    ...keysOf(file, ["deadlines"], overlay.deadlines.map(idOf), ...deadlineNames),
    ...keysOf(file, ["bodies"], overlay.bodies.map(idOf), (id) => `body.${id}`),
    ...keysOf(file, ["documents"], overlay.documents.map(idOf), (id) => `document.${id}`),
    ...keysOf(file, ["closings"], overlay.closings.map(idOf), (id) => `closing.${id}`),
  ];
}

function entryKeys({ entry }: ProgrammePack): readonly TextKey[] {
  const file = "entry.json";
  return [
    ...keysOf(file, ["facts"], entry.facts.map(idOf), (id) => `fact.${id}`),
    ...entry.facts.flatMap((fact, index) =>
      keysOf(file, ["facts", index, "choices"], fact.choices, (choice) => `fact.${fact.id}.${choice}`),
    ),
    ...keysOf(file, ["groups"], entry.groups.map(idOf), (id) => `group.${id}`),
    ...keysOf(
      file,
      ["conditions"],
      entry.conditions.map(idOf),
      (id) => `condition.${id}`,
      (id) => `condition.${id}.yes`,
      (id) => `condition.${id}.no`,
      (id) => `condition.${id}.unknown`,
    ),
    ...keysOf(file, ["documents"], entry.documents.map(idOf), (id) => `document.${id}`),
    ...keysOf(file, ["outcomes"], entry.outcomes.map(idOf), (id) => `outcome.${id}`),
    ...entry.outcomes.flatMap((outcome, index) =>
      keysOf(file, ["outcomes", index, "reasons"], outcome.reasons, (reason) => `reason.${reason}`),
    ),
  ];
}

function stageKeys({ stages }: ProgrammePack): readonly TextKey[] {
  const file = "stages.json";
  return [
    ...keysOf(file, ["stages"], stages.stages.map(idOf), (id) => `stage.${id}`),
    ...stages.stages.flatMap((stage, index) =>
      keysOf(
        file,
        ["stages", index, "transitions"],
        stage.transitions.map((transition) => transition.to),
        (to) => `transition.${stage.id}.${to}`,
      ),
    ),
  ];
}

function planKeys({ plan, trajectory }: ProgrammePack): readonly TextKey[] {
  return [
    ...keysOf("plan.json", ["assessments"], plan.assessments.map(idOf), (id) => `assessment.${id}`),
    ...keysOf("plan.json", ["agreements"], plan.agreements.map(idOf), (id) => `agreement.${id}`),
    ...keysOf("plan.json", ["goalTemplates"], plan.goalTemplates.map(idOf), (id) => `goal.${id}`),
    { key: "refusal.plan", file: "plan.json", steps: ["refusal"] },
    ...keysOf("trajectory.json", ["kinds"], trajectory.kinds.map(idOf), (id) => `session.${id}`),
    ...keysOf("trajectory.json", ["trajectories"], trajectory.trajectories.map(idOf), (id) => `trajectory.${id}`),
    ...keysOf(
      "trajectory.json",
      ["suspension", "reasons"],
      trajectory.suspension?.reasons ?? [],
      (id) => `reason.${id}`,
    ),
    ...keysOf(
      "trajectory.json",
      ["kinds"],
      [...new Set(trajectory.kinds.flatMap((kind) => kind.levels))],
      (level) => `level.${level}`,
    ),
  ];
}

function restKeys(pack: ProgrammePack): readonly TextKey[] {
  const identity = pack.pack;
  return [
    { key: "pack.name", file: "pack.json", steps: [] },
    { key: "pack.summary", file: "pack.json", steps: [] },
    ...keysOf("pack.json", ["roles"], identity.roles, (id) => `role.${id}`),
    ...keysOf("pack.json", ["legalBasis"], identity.legalBasis.map(idOf), (id) => `basis.${id}`),
    ...keysOf("pack.json", ["purposes"], identity.purposes.map(idOf), (id) => `purpose.${id}`),
    ...keysOf("pack.json", ["ageLines"], identity.ageLines.map(idOf), (id) => `age.${id}`),
    ...keysOf("decisions.json", ["decisions"], pack.decisions.decisions.map(idOf), (id) => `decision.${id}`),
    ...pack.decisions.decisions.flatMap((decision, index) =>
      keysOf("decisions.json", ["decisions", index, "reasons"], decision.reasons, (reason) => `reason.${reason}`),
    ),
    ...keysOf("indicators.json", ["indicators"], pack.indicators.map(idOf), (id) => `indicator.${id}`),
    ...keysOf("deadlines.json", ["deadlines"], pack.deadlines.map(idOf), ...deadlineNames),
    ...keysOf("decisions.json", ["bodies"], pack.decisions.bodies.map(idOf), (id) => `body.${id}`),
    ...keysOf("decisions.json", ["documents"], pack.decisions.documents.map(idOf), (id) => `document.${id}`),
    ...keysOf("stages.json", ["closings"], pack.stages.closings.map(idOf), (id) => `closing.${id}`),
  ];
}

/** Every key the programme's own sections need words for. */
export function packTextKeys(pack: ProgrammePack): readonly TextKey[] {
  return [...restKeys(pack), ...entryKeys(pack), ...stageKeys(pack), ...planKeys(pack)];
}
