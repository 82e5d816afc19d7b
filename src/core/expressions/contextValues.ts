import type { ResolvedStep, Value } from "./expression.ts";

/** Facts behind the declared context names; functions take the computed parameters and must be total. */
type ContextValue =
  | Value
  | { readonly [name: string]: ContextValue }
  | ((...parameters: readonly Value[]) => ContextValue);

export interface ContextValues {
  readonly [name: string]: ContextValue;
}

/** Turns a tree of facts into the look-up an environment needs; what the tree lacks is blank. */
export function contextLookup(values: ContextValues): (steps: readonly ResolvedStep[]) => Value {
  return (steps) => {
    let current: ContextValue = values;
    for (const step of steps) {
      if (typeof current !== "object" || current === null || Array.isArray(current)) return null;
      const members: ContextValues = current as ContextValues;
      const member: ContextValue | undefined = Object.hasOwn(members, step.name) ? members[step.name] : undefined;
      if (member === undefined) return null;
      if ((typeof member === "function") !== (step.parameters !== undefined)) return null;
      current = typeof member === "function" ? member(...(step.parameters ?? [])) : member;
    }
    if (typeof current === "object" && current !== null && !Array.isArray(current)) return null;
    return typeof current === "function" ? null : (current as Value);
  };
}
