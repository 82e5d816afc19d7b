import { returnCommand } from "../returnCommand.ts";

export const command = returnCommand("siblings", {
  words: "import siblings",
  usage: "FILE.csv…",
  summary: "Comprueba y carga quiénes son hermanas y hermanos entre las niñas y niños declarados",
});
