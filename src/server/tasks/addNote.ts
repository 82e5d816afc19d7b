import * as contracts from "../../contracts/tasks.ts";
import { addNote as decide } from "../../core/tasks/note.ts";
import { defineOperation } from "../operation.ts";
import { findHousehold, insertNote } from "./tasks.data.ts";

export const addNote = defineOperation({
  name: "addNote",
  contract: contracts.addNote,
  load: (context, { householdId }) => findHousehold(context, householdId),
  permission: ({ access }) => access,
  decide: (_found, input) => decide(input),
  save: async (context, { text }, { noteId, householdId }) => {
    await insertNote(context, { noteId, householdId, text });
    return { output: { noteId, version: 1 }, stream: { kind: "note", id: noteId, version: 1 } };
  },
});
