import { returnCommand } from "../returnCommand.ts";

export const command = returnCommand("cin", {
  words: "import cin",
  usage: "FILE.xml…",
  summary: "Comprueba y carga un censo de niñas y niños en situación de necesidad (CIN)",
});
