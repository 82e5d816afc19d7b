import type { ProgrammePack } from "../packs/pack.ts";

/** Where a family that does not accept its plan goes, and what that does to the clocks of its case. */
export interface RefusalStep {
  readonly to: string;
  /** Reason of the programme's list when the step closes the case; null when it goes on in another stage. */
  readonly closing: string | null;
  readonly starts: readonly string[];
  readonly meets: readonly string[];
  readonly stops: readonly string[];
}

/**
 * The step the programme's refusal rule takes from a stage; undefined when the family is already there. The rule itself
 * is the permission: guards and needs of the table are for steps people choose.
 */
export function refusalStep(pack: Pick<ProgrammePack, "stages">, from: string, to: string): RefusalStep | undefined {
  if (from === to) return undefined;
  const { stages, closings } = pack.stages;
  const closes = stages.some((stage) => stage.id === to && stage.kind === "closed");
  const foreseen = closings.filter((closing) => closing.stages.includes(to));
  const closing = foreseen.find(({ result }) => result === "ended_by_family") ?? foreseen[0];
  const transition = stages.find(({ id }) => id === from)?.transitions.find((candidate) => candidate.to === to);
  const { starts, meets, stops } = transition ?? { starts: [], meets: [], stops: [] };
  return { to, closing: closes ? (closing?.id ?? to) : null, starts, meets, stops };
}
