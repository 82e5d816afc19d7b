import { returnCommand } from "../returnCommand.ts";

export const command = returnCommand("ssda903", {
  words: "import ssda903",
  usage: "DIR|FILE…",
  summary: "Comprueba y carga una declaración anual de niñas y niños al cuidado (SSDA903)",
});
