import { returnCommand } from "../returnCommand.ts";

export const command = returnCommand("mapped", {
  words: "import mapped",
  usage: "FILE.csv… [--mapping FILE.json]",
  summary: "Comprueba y carga la lista de otro registro, según sus equivalencias",
});
