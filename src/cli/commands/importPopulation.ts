import { returnCommand } from "../returnCommand.ts";

export const command = returnCommand("population", {
  words: "import population",
  usage: "FILE.csv…",
  summary: "Comprueba y carga cuántas niñas y niños viven en el territorio: la base de las tasas",
});
