import type { LocalText } from "./definition.ts";

/**
 * Something wrong at one place. `code` is the machine word (see `messages.ts`), `parameters` fill its sentence, `message`
 * is the instrument's own wording where it has one.
 */
export interface Problem {
  readonly path: string;
  readonly code: string;
  readonly parameters: { readonly [name: string]: string | number };
  readonly message?: LocalText;
}

/** Builds a problem; parameters default to none. */
export function problemAt(path: string, code: string, parameters: Problem["parameters"] = {}): Problem {
  return { path, code, parameters };
}
