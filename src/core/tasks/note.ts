import { accepted, type Result } from "../result.ts";

export interface NewNote {
  readonly text: string;
}

/** A note is kept as it was written, without the blanks around it. */
export function addNote({ text }: NewNote): Result<NewNote, never> {
  return accepted({ text: text.trim() });
}
